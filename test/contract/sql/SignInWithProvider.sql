START TRANSACTION;

DELETE FROM provider_code
WHERE
  code_hash = $1
  AND expires_at > $2
RETURNING
  code_challenge,
  provider,
  subject,
  email,
  email_verified,
  name;

SELECT
  pg_advisory_xact_lock(number)
FROM
  (
    SELECT DISTINCT
      hashtextextended (key, 0) AS number
    FROM
      unnest($1::text[]) AS key
    ORDER BY
      number
  ) AS sorted;

SELECT
  a.id,
  a.status = 'ACTIVE' AS active
FROM
  provider_identity i
  JOIN account a ON a.id = i.account_id
WHERE
  i.provider = $1
  AND i.subject = $2;

SELECT
  id,
  status = 'ACTIVE' AS active,
  email_verified_at IS NOT NULL AS verified
FROM
  account
WHERE
  email = $1
FOR UPDATE;

INSERT INTO
  "account" ("id", "email", "email_verified_at", "status", "time_zone", "created_at")
VALUES
  ($1, $2, $3, $4, $5, $6);

INSERT INTO
  "event" ("id", "kind", "subject_id", "payload", "recorded_at")
VALUES
  ($1, $2, $3, $4, $5);

INSERT INTO
  profile (account_id, handle, name)
VALUES
  ($1, $2, $3)
ON CONFLICT (handle) DO NOTHING
RETURNING
  1;

INSERT INTO
  "provider_identity" ("provider", "subject", "account_id", "linked_at")
VALUES
  ($1, $2, $3, $4);

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
