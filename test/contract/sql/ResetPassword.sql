SELECT
  account_id AS "accountId",
  purpose,
  address::text,
  change_id AS "changeId"
FROM
  email_link
WHERE
  hash = $1
  AND purpose = ANY ($2)
  AND expires_at > $3;

START TRANSACTION;

DELETE FROM email_link
WHERE
  hash = $1
  AND purpose = ANY ($2)
  AND expires_at > $3
RETURNING
  account_id AS "accountId",
  purpose,
  address::text,
  change_id AS "changeId";

SELECT
  email_verified_at IS NOT NULL AS verified
FROM
  account
WHERE
  id = $1
  AND email = $2
  AND status = 'ACTIVE'
FOR UPDATE;

INSERT INTO
  password_credential (account_id, hash, updated_at)
VALUES
  ($1, $2, $3)
ON CONFLICT (account_id) DO UPDATE
SET
  hash = excluded.hash,
  updated_at = excluded.updated_at;

DELETE FROM email_link
WHERE
  account_id = $1
  AND (
    cardinality($2::text[]) = 0
    OR purpose = ANY ($2)
  );

DELETE FROM email_change
WHERE
  account_id = $1;

INSERT INTO
  "mail" (
    "id",
    "message_id",
    "to_name",
    "to_address",
    "subject",
    "text",
    "html",
    "attachments",
    "headers",
    "purpose",
    "requested",
    "queued_at",
    "sent_at"
  )
VALUES
  ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);

SELECT
  count(*)
FROM
  graphile_worker.add_jobs (
    ARRAY(
      SELECT
        ($1, payload, NULL, NULL, $2::int, key, NULL, NULL)::graphile_worker.job_spec
      FROM
        unnest($3::json[], $4::text[]) AS given (payload, key)
    ),
    TRUE
  );

UPDATE sign_in_session
SET
  ended_at = $2
WHERE
  account_id = $1
  AND ended_at IS NULL
  AND expires_at > $2
  AND (
    $3::uuid IS NULL
    OR id = $3
  )
  AND (
    $4::uuid IS NULL
    OR id <> $4
  )
RETURNING
  id;

COMMIT;
