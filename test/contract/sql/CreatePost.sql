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

SELECT
  id,
  slug
FROM
  topic
WHERE
  slug = ANY ($1);

INSERT INTO
  "subject" ("id", "kind", "comment_count", "reaction_count")
VALUES
  ($1, $2, DEFAULT, DEFAULT)
RETURNING
  "comment_count",
  "reaction_count";

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
  slug
FROM
  post
WHERE
  author_id = $1
  AND slug LIKE $2;

INSERT INTO
  "post" (
    "id",
    "author_id",
    "slug",
    "title",
    "markdown",
    "html",
    "reading_minutes",
    "state",
    "publish_at",
    "hidden_at",
    "version",
    "created_at",
    "updated_at"
  )
VALUES
  ($1, $2, $3, $4, $5, $6, $7, $8, DEFAULT, DEFAULT, DEFAULT, $9, $10)
RETURNING
  "version";

DELETE FROM post_topic
WHERE
  post_id = $1;

INSERT INTO
  post_topic (post_id, topic_id, position)
SELECT
  $1,
  t.id,
  t.position
FROM
  unnest($2::uuid[]) WITH ORDINALITY AS t (id, position);

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
            '","slug":',
            to_json(post_1."slug"),
            ',"status":',
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
            ',"title":',
            to_json(post_1."title"),
            ',"html":',
            to_json(post_1."html"),
            ',"topics":',
            (
              SELECT
                concat(
                  '[',
                  string_agg(
                    concat(
                      '{"id":"topic_',
                      topic_2."id",
                      '","slug":',
                      to_json(topic_2."slug"),
                      ',"name":',
                      to_json(topic_2."name"),
                      ',"area":',
                      coalesce(
                        (
                          SELECT
                            concat('{"id":"area_', skill_area_3."id", '","number":', to_json(skill_area_3."number"), '}')
                          FROM
                            "skill_area" AS skill_area_3
                          WHERE
                            (
                              skill_area_3.number = topic_2.area_number
                              AND TRUE
                            )
                        ),
                        'null'
                      ),
                      '}'
                    ),
                    ','
                    ORDER BY
                      topic_2.position
                  ),
                  ']'
                )
              FROM
                (
                  SELECT
                    t.*,
                    tag.position
                  FROM
                    post_topic tag
                    JOIN topic t ON t.id = tag.topic_id
                  WHERE
                    tag.post_id = post_1.id
                ) AS topic_2
              WHERE
                TRUE
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
