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

UPDATE account
SET
  email_verified_at = coalesce(email_verified_at, $3)
WHERE
  id = $1
  AND email = $2
  AND status = 'ACTIVE'
RETURNING
  id;

DELETE FROM email_link
WHERE
  account_id = $1
  AND (
    cardinality($2::text[]) = 0
    OR purpose = ANY ($2)
  );

COMMIT;

SELECT
  concat(
    '{"viewer":',
    coalesce(
      (
        SELECT
          concat(
            '{"$type":"Viewer","id":"viewer_',
            viewer_1."id",
            '","email":',
            coalesce(to_json(viewer_1."email")::text, 'null'),
            ',"emailVerified":',
            coalesce(to_json(viewer_1.email_verified_at IS NOT NULL)::text, 'null'),
            '}'
          )
        FROM
          "account" AS viewer_1
        WHERE
          (
            viewer_1."id" = $1::uuid
            AND viewer_1.id = $2::uuid
          )
      ),
      'null'
    ),
    '}'
  ) AS answer;
