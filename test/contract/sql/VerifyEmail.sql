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
    $2::text IS NULL
    OR purpose = $2
  );

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
