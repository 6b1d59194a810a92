START TRANSACTION;

SELECT
FROM
  account
WHERE
  id = $1
  AND status = 'ACTIVE'
FOR KEY SHARE;

INSERT INTO
  idempotency_record (account_id, key, operation, input_hash, created_at)
VALUES
  ($1, $2, $3, $4, $5)
ON CONFLICT DO NOTHING
RETURNING
  1;

WITH
  blocked (value) AS MATERIALIZED (
    SELECT
      ARRAY(
        SELECT
          b.blocked_id
        FROM
          block b
        WHERE
          b.blocker_id = $3::uuid
        UNION ALL
        SELECT
          b.blocker_id
        FROM
          block b
        WHERE
          b.blocked_id = $3::uuid
      )
  )
SELECT
FROM
  "post" AS it
WHERE
  (
    it."id" = $1::uuid
    AND (
      (
        (
          it.state = 'PUBLISHED'
          AND it.hidden_at IS NULL
          AND it.publish_at <= $2::timestamptz
        )
        AND it.author_id <> ALL (
          (
            SELECT
              made.value
            FROM
              blocked AS made
          )::uuid[]
        )
      )
      OR it.author_id = $3::uuid
    )
  );

SELECT
  "Post"."id" AS "Post_id",
  "Post"."author_id" AS "Post_author_id",
  "Post"."slug" AS "Post_slug",
  "Post"."title" AS "Post_title",
  "Post"."markdown" AS "Post_markdown",
  "Post"."html" AS "Post_html",
  "Post"."reading_minutes" AS "Post_reading_minutes",
  "Post"."state" AS "Post_state",
  "Post"."publish_at" AS "Post_publish_at",
  "Post"."hidden_at" AS "Post_hidden_at",
  "Post"."version" AS "Post_version",
  "Post"."created_at" AS "Post_created_at",
  "Post"."updated_at" AS "Post_updated_at"
FROM
  "post" "Post"
WHERE
  (
    ("Post"."id" = $1)
    AND ("Post"."author_id" = $2)
  )
LIMIT
  1
FOR UPDATE;

UPDATE "post"
SET
  "state" = $1,
  "publish_at" = $2,
  "version" = $3,
  "updated_at" = $4
WHERE
  "id" = $5;

INSERT INTO
  "event" ("id", "kind", "subject_id", "payload", "recorded_at")
VALUES
  ($1, $2, $3, $4, $5);

UPDATE idempotency_record
SET
  result = $3
WHERE
  account_id = $1
  AND key = $2;

WITH
  blocked (value) AS MATERIALIZED (
    SELECT
      ARRAY(
        SELECT
          b.blocked_id
        FROM
          block b
        WHERE
          b.blocker_id = $3::uuid
        UNION ALL
        SELECT
          b.blocker_id
        FROM
          block b
        WHERE
          b.blocked_id = $3::uuid
      )
  )
SELECT
  concat(
    '{"post":',
    coalesce(
      (
        SELECT
          concat(
            '{"$type":"Post","id":"post_',
            post_1."id",
            '","status":',
            coalesce(
              to_json(
                CASE
                  WHEN post_1.hidden_at IS NOT NULL THEN 'HIDDEN'
                  WHEN post_1.state = 'PUBLISHED'
                  AND post_1.publish_at > $1::timestamptz THEN 'SCHEDULED'
                  ELSE post_1.state
                END
              )::text,
              'null'
            ),
            ',"version":',
            to_json(post_1."version"),
            ',"publishedAt":',
            coalesce(
              '"' || replace(
                to_char(
                  CASE
                    WHEN post_1.state <> 'DRAFT'
                    AND post_1.publish_at <= $1::timestamptz THEN post_1.publish_at
                  END,
                  'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
                ),
                '000Z',
                'Z'
              ) || '"',
              'null'
            ),
            ',"scheduledFor":',
            coalesce(
              '"' || replace(
                to_char(
                  CASE
                    WHEN post_1.state = 'PUBLISHED'
                    AND post_1.hidden_at IS NULL
                    AND post_1.publish_at > $1::timestamptz THEN post_1.publish_at
                  END,
                  'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
                ),
                '000Z',
                'Z'
              ) || '"',
              'null'
            ),
            '}'
          )
        FROM
          "post" AS post_1
        WHERE
          (
            post_1."id" = $2::uuid
            AND (
              (
                (
                  post_1.state = 'PUBLISHED'
                  AND post_1.hidden_at IS NULL
                  AND post_1.publish_at <= $1::timestamptz
                )
                AND post_1.author_id <> ALL (
                  (
                    SELECT
                      made.value
                    FROM
                      blocked AS made
                  )::uuid[]
                )
              )
              OR post_1.author_id = $3::uuid
            )
          )
      ),
      'null'
    ),
    '}'
  ) AS answer;

COMMIT;
