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
    $2::text IS NULL
    OR purpose = $2
  );

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

WITH
  changed AS (
    SELECT
      account_id,
      session_id
    FROM
      access_change
    WHERE
      xid >= $1::xid8
  )
SELECT
  pg_snapshot_xmin(pg_current_snapshot())::text AS horizon,
  (
    SELECT
      array_agg(DISTINCT session_id)
    FROM
      changed
    WHERE
      session_id IS NOT NULL
  ) AS sessions,
  (
    SELECT
      json_agg(
        json_build_object(
          'id',
          a.id,
          'active',
          a.status = 'ACTIVE',
          'verified',
          a.email_verified_at IS NOT NULL,
          'roles',
          ARRAY(
            SELECT
              g.role
            FROM
              role_grant g
            WHERE
              g.account_id = a.id
          ),
          'area',
          (
            SELECT
              g.area_number
            FROM
              role_grant g
            WHERE
              g.account_id = a.id
              AND g.role = 'MODERATOR'
          )
        )
      )
    FROM
      account a
    WHERE
      a.id IN (
        SELECT
          account_id
        FROM
          changed
        WHERE
          session_id IS NULL
      )
  ) AS accounts;

WITH
  changed AS (
    SELECT
      account_id,
      session_id
    FROM
      access_change
    WHERE
      xid >= $1::xid8
  )
SELECT
  pg_snapshot_xmin(pg_current_snapshot())::text AS horizon,
  (
    SELECT
      array_agg(DISTINCT session_id)
    FROM
      changed
    WHERE
      session_id IS NOT NULL
  ) AS sessions,
  (
    SELECT
      json_agg(
        json_build_object(
          'id',
          a.id,
          'active',
          a.status = 'ACTIVE',
          'verified',
          a.email_verified_at IS NOT NULL,
          'roles',
          ARRAY(
            SELECT
              g.role
            FROM
              role_grant g
            WHERE
              g.account_id = a.id
          ),
          'area',
          (
            SELECT
              g.area_number
            FROM
              role_grant g
            WHERE
              g.account_id = a.id
              AND g.role = 'MODERATOR'
          )
        )
      )
    FROM
      account a
    WHERE
      a.id IN (
        SELECT
          account_id
        FROM
          changed
        WHERE
          session_id IS NULL
      )
  ) AS accounts;
