INSERT INTO
  attempt_count AS c (key, attempts, ends_at)
VALUES
  ($1, 1, $3)
ON CONFLICT (key) DO UPDATE
SET
  attempts = CASE
    WHEN c.ends_at > $2 THEN c.attempts + 1
    ELSE 1
  END,
  ends_at = CASE
    WHEN c.ends_at > $2 THEN c.ends_at
    ELSE $3
  END
RETURNING
  attempts,
  to_json(ends_at) #>> '{}' AS ends_at;

INSERT INTO
  attempt_count AS c (key, attempts, ends_at)
VALUES
  ($1, 1, $3)
ON CONFLICT (key) DO UPDATE
SET
  attempts = CASE
    WHEN c.ends_at > $2 THEN c.attempts + 1
    ELSE 1
  END,
  ends_at = CASE
    WHEN c.ends_at > $2 THEN c.ends_at
    ELSE $3
  END
RETURNING
  attempts,
  to_json(ends_at) #>> '{}' AS ends_at;

SELECT
  c.account_id AS "accountId",
  c.hash
FROM
  account a
  JOIN password_credential c ON c.account_id = a.id
WHERE
  a.email = $1
  AND a.status = 'ACTIVE';

UPDATE attempt_count
SET
  attempts = greatest(attempts - 1, 0)
WHERE
  key = ANY ($1);

START TRANSACTION;

SELECT
  1
FROM
  password_credential
WHERE
  account_id = $1
  AND hash = $2
FOR SHARE;

SELECT
FROM
  totp
WHERE
  account_id = $1
  AND confirmed_at IS NOT NULL;

SELECT
FROM
  account
WHERE
  id = $1
  AND status = 'ACTIVE'
FOR KEY SHARE;

SELECT
  1 AS "row_exists"
FROM
  (
    SELECT
      1 AS dummy_column
  ) "dummy_table"
WHERE
  EXISTS (
    SELECT
      1
    FROM
      "account" "Account"
    WHERE
      (
        ("Account"."id" = $1)
        AND ("Account"."status" = $2)
      )
  )
LIMIT
  1;

INSERT INTO
  "sign_in_session" ("id", "account_id", "user_agent", "created_at", "last_used_at", "expires_at", "ended_at")
VALUES
  ($1, $2, $3, $4, $5, $6, $7);

UPDATE sign_in_session
SET
  ended_at = $2
WHERE
  id IN (
    SELECT
      id
    FROM
      sign_in_session
    WHERE
      account_id = $1
      AND ended_at IS NULL
      AND expires_at > $2
    ORDER BY
      last_used_at DESC,
      id DESC
    OFFSET
      100
  );

INSERT INTO
  refresh_token (hash, session_id, issued_at, expires_at)
VALUES
  ($1, $2, $3, $4)
ON CONFLICT DO NOTHING;

SELECT
  "Account"."id" AS "Account_id",
  "Account"."email" AS "Account_email",
  "Account"."email_verified_at" AS "Account_email_verified_at",
  "Account"."status" AS "Account_status",
  "Account"."time_zone" AS "Account_time_zone",
  "Account"."created_at" AS "Account_created_at"
FROM
  "account" "Account"
WHERE
  (("Account"."id" = $1))
LIMIT
  1;

SELECT
  "RoleGrant"."account_id" AS "RoleGrant_account_id",
  "RoleGrant"."role" AS "RoleGrant_role",
  "RoleGrant"."area_number" AS "RoleGrant_area_number",
  "RoleGrant"."granted_at" AS "RoleGrant_granted_at"
FROM
  "role_grant" "RoleGrant"
WHERE
  (("RoleGrant"."account_id" = $1));

COMMIT;

WITH
  blocked (value) AS MATERIALIZED (
    SELECT
      ARRAY(
        SELECT
          b.blocked_id
        FROM
          block b
        WHERE
          b.blocker_id = $1::uuid
        UNION ALL
        SELECT
          b.blocker_id
        FROM
          block b
        WHERE
          b.blocked_id = $1::uuid
      )
  )
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
            ',"roles":',
            coalesce(
              to_json(
                ARRAY(
                  SELECT
                    'LEARNER'
                  UNION ALL
                  (
                    SELECT
                      g.role
                    FROM
                      role_grant g
                    WHERE
                      g.account_id = viewer_1.id
                    ORDER BY
                      array_position(ARRAY['MENTOR', 'MODERATOR', 'ADMIN'], g.role)
                  )
                )
              )::text,
              'null'
            ),
            ',"profile":',
            coalesce(
              (
                SELECT
                  concat(
                    '{"id":"profile_',
                    profile_2."account_id",
                    '","handle":',
                    to_json(profile_2."handle"),
                    ',"name":',
                    to_json(profile_2."name"),
                    ',"headline":',
                    coalesce(to_json(profile_2."headline")::text, 'null'),
                    '}'
                  )
                FROM
                  "profile" AS profile_2
                WHERE
                  (
                    profile_2."account_id" = viewer_1.id
                    AND (
                      profile_2.status = 'ACTIVE'
                      AND profile_2.account_id <> ALL (
                        (
                          SELECT
                            made.value
                          FROM
                            blocked AS made
                        )::uuid[]
                      )
                    )
                  )
              ),
              'null'
            ),
            '}'
          )
        FROM
          "account" AS viewer_1
        WHERE
          (
            viewer_1."id" = $2::uuid
            AND viewer_1.id = $1::uuid
          )
      ),
      'null'
    ),
    '}'
  ) AS answer;

START TRANSACTION;

SELECT
FROM
  account
WHERE
  id = $1
  AND status = 'ACTIVE'
FOR KEY SHARE;

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
