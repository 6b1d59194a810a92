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
  count(*)::int AS count
FROM
  question
WHERE
  author_id = $1
  AND state = 'IN_REVIEW';

WITH
  blocked (value) AS MATERIALIZED (
    SELECT
      ARRAY(
        SELECT
          b.blocked_id
        FROM
          block b
        WHERE
          b.blocker_id = $2::uuid
        UNION ALL
        SELECT
          b.blocker_id
        FROM
          block b
        WHERE
          b.blocked_id = $2::uuid
      )
  )
SELECT
  near.id,
  similarity (near.prompt, $1::text) AS likeness
FROM
  question AS near
WHERE
  near.prompt % $1::text
  AND (
    near.state = 'PUBLISHED'
    AND near.hidden_at IS NULL
    AND (
      (
        (
          near.state = 'PUBLISHED'
          AND near.hidden_at IS NULL
        )
        AND (
          near.author_id IS NULL
          OR near.author_id <> ALL (
            (
              SELECT
                made.value
              FROM
                blocked AS made
            )::uuid[]
          )
        )
      )
      OR coalesce(near.author_id = $2::uuid, FALSE)
    )
  )
ORDER BY
  likeness DESC,
  near.id
LIMIT
  5;

INSERT INTO
  "subject" ("id", "kind", "comment_count", "reaction_count")
VALUES
  ($1, $2, DEFAULT, DEFAULT)
RETURNING
  "comment_count",
  "reaction_count";

SELECT
  area_number AS "areaNumber",
  asked_in AS "askedIn"
FROM
  topic
WHERE
  id = $1;

SELECT
  slug
FROM
  question
WHERE
  slug LIKE $1;

INSERT INTO
  "question" (
    "id",
    "slug",
    "author_id",
    "area_number",
    "state",
    "hidden_at",
    "published_at",
    "version",
    "kind",
    "difficulty",
    "prompt",
    "html",
    "hints",
    "short_answer",
    "answer",
    "answer_html",
    "rubric",
    "common_mistakes",
    "follow_ups",
    "references",
    "asked_in",
    "verified_at",
    "source",
    "content_hash",
    "created_at",
    "submitted_at",
    "changed_at",
    "successor_id",
    "merged"
  )
VALUES
  (
    $1,
    $2,
    $3,
    $4,
    $5,
    DEFAULT,
    DEFAULT,
    DEFAULT,
    $6,
    $7,
    $8,
    $9,
    $10,
    $11,
    $12,
    $13,
    $14,
    $15,
    $16,
    $17,
    $18,
    DEFAULT,
    DEFAULT,
    DEFAULT,
    $19,
    $20,
    DEFAULT,
    DEFAULT,
    DEFAULT
  )
RETURNING
  "version",
  "merged";

DELETE FROM question_topic
WHERE
  question_id = $1;

INSERT INTO
  question_topic (question_id, topic_id, position)
SELECT
  $1,
  t.id,
  t.position
FROM
  unnest($2::uuid[]) WITH ORDINALITY AS t (id, position);

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
          b.blocker_id = $2::uuid
        UNION ALL
        SELECT
          b.blocker_id
        FROM
          block b
        WHERE
          b.blocked_id = $2::uuid
      )
  )
SELECT
  concat(
    '{"question":',
    coalesce(
      (
        SELECT
          concat(
            '{"$type":"Question","id":"question_',
            question_1."id",
            '","slug":',
            to_json(question_1."slug"),
            ',"status":',
            coalesce(
              to_json(
                CASE
                  WHEN question_1.hidden_at IS NOT NULL THEN 'HIDDEN'
                  ELSE question_1.state
                END
              )::text,
              'null'
            ),
            ',"version":',
            to_json(question_1."version"),
            '}'
          )
        FROM
          "question" AS question_1
        WHERE
          (
            question_1."id" = $1::uuid
            AND (
              (
                (
                  question_1.state = 'PUBLISHED'
                  AND question_1.hidden_at IS NULL
                )
                AND (
                  question_1.author_id IS NULL
                  OR question_1.author_id <> ALL (
                    (
                      SELECT
                        made.value
                      FROM
                        blocked AS made
                    )::uuid[]
                  )
                )
              )
              OR coalesce(question_1.author_id = $2::uuid, FALSE)
            )
          )
      ),
      'null'
    ),
    ',"similar":',
    (
      SELECT
        concat(
          '[',
          string_agg(
            concat(
              '{"$type":"Question","id":"question_',
              question_2."id",
              '","slug":',
              to_json(question_2."slug"),
              ',"prompt":',
              to_json(question_2."prompt"),
              '}'
            ),
            ','
            ORDER BY
              given.n
          ),
          ']'
        )
      FROM
        unnest($3::uuid[]) WITH ORDINALITY AS given (key, n)
        JOIN "question" AS question_2 ON question_2."id" = given.key
      WHERE
        (
          (
            (
              question_2.state = 'PUBLISHED'
              AND question_2.hidden_at IS NULL
            )
            AND (
              question_2.author_id IS NULL
              OR question_2.author_id <> ALL (
                (
                  SELECT
                    made.value
                  FROM
                    blocked AS made
                )::uuid[]
              )
            )
          )
          OR coalesce(question_2.author_id = $2::uuid, FALSE)
        )
    ),
    '}'
  ) AS answer;

COMMIT;
