START TRANSACTION;

SELECT
FROM
  account
WHERE
  id = $1
  AND status = 'ACTIVE'
FOR KEY SHARE;

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
FROM
  "answer" AS it
WHERE
  (
    it."id" = $1::uuid
    AND (
      (
        it.hidden_at IS NULL
        OR coalesce(it.author_id = $2::uuid, FALSE)
      )
      AND it.author_id <> ALL (
        (
          SELECT
            made.value
          FROM
            blocked AS made
        )::uuid[]
      )
      AND EXISTS (
        SELECT
        FROM
          question AS answered
        WHERE
          answered.id = it.question_id
          AND (
            (
              (
                answered.state = 'PUBLISHED'
                AND answered.hidden_at IS NULL
              )
              AND (
                answered.author_id IS NULL
                OR answered.author_id <> ALL (
                  (
                    SELECT
                      made.value
                    FROM
                      blocked AS made
                  )::uuid[]
                )
              )
            )
            OR coalesce(answered.author_id = $2::uuid, FALSE)
          )
      )
    )
  );

SELECT
FROM
  question
WHERE
  id = (
    SELECT
      question_id
    FROM
      answer
    WHERE
      id = $1
  )
FOR SHARE;

SELECT
  a.id,
  a.author_id = $2 AS own,
  coalesce(q.author_id = $2, FALSE) AS asked,
  q.area_number AS area,
  a.hidden_at IS NULL
  AND q.state = 'PUBLISHED'
  AND q.hidden_at IS NULL AS open,
  a.question_id AS "questionId",
  a.author_id AS "authorId"
FROM
  answer a
  JOIN question q ON q.id = a.question_id
WHERE
  a.id = $1;

INSERT INTO
  "answer_vote" ("answer_id", "account_id", "value", "created_at")
VALUES
  ($1, $2, $3, $4)
ON CONFLICT ("answer_id", "account_id") DO UPDATE
SET
  "answer_id" = EXCLUDED."answer_id",
  "account_id" = EXCLUDED."account_id",
  "value" = EXCLUDED."value",
  "created_at" = EXCLUDED."created_at";

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
    '{"answer":',
    coalesce(
      (
        SELECT
          concat(
            '{"$type":"Answer","id":"answer_',
            answer_1."id",
            '","score":',
            to_json(answer_1."score"),
            ',"viewerVote":',
            coalesce(
              to_json(
                coalesce(
                  (
                    SELECT
                      v.value
                    FROM
                      answer_vote v
                    WHERE
                      v.answer_id = answer_1.id
                      AND v.account_id = $1::uuid
                  ),
                  0
                )
              )::text,
              'null'
            ),
            '}'
          )
        FROM
          "answer" AS answer_1
        WHERE
          (
            answer_1."id" = $2::uuid
            AND (
              (
                answer_1.hidden_at IS NULL
                OR coalesce(answer_1.author_id = $1::uuid, FALSE)
              )
              AND answer_1.author_id <> ALL (
                (
                  SELECT
                    made.value
                  FROM
                    blocked AS made
                )::uuid[]
              )
              AND EXISTS (
                SELECT
                FROM
                  question AS answered
                WHERE
                  answered.id = answer_1.question_id
                  AND (
                    (
                      (
                        answered.state = 'PUBLISHED'
                        AND answered.hidden_at IS NULL
                      )
                      AND (
                        answered.author_id IS NULL
                        OR answered.author_id <> ALL (
                          (
                            SELECT
                              made.value
                            FROM
                              blocked AS made
                          )::uuid[]
                        )
                      )
                    )
                    OR coalesce(answered.author_id = $1::uuid, FALSE)
                  )
              )
            )
          )
      ),
      'null'
    ),
    '}'
  ) AS answer;

COMMIT;
