START TRANSACTION;

SELECT
FROM
  account
WHERE
  id = $1
  AND status = 'ACTIVE'
FOR KEY SHARE;

SELECT
FROM
  "question" AS it
WHERE
  it."id" = $1::uuid;

SELECT
  "Question"."id" AS "Question_id",
  "Question"."slug" AS "Question_slug",
  "Question"."author_id" AS "Question_author_id",
  "Question"."area_number" AS "Question_area_number",
  "Question"."state" AS "Question_state",
  "Question"."hidden_at" AS "Question_hidden_at",
  "Question"."published_at" AS "Question_published_at",
  "Question"."version" AS "Question_version",
  "Question"."kind" AS "Question_kind",
  "Question"."difficulty" AS "Question_difficulty",
  "Question"."prompt" AS "Question_prompt",
  "Question"."html" AS "Question_html",
  "Question"."hints" AS "Question_hints",
  "Question"."short_answer" AS "Question_short_answer",
  "Question"."answer" AS "Question_answer",
  "Question"."answer_html" AS "Question_answer_html",
  "Question"."rubric" AS "Question_rubric",
  "Question"."common_mistakes" AS "Question_common_mistakes",
  "Question"."follow_ups" AS "Question_follow_ups",
  "Question"."references" AS "Question_references",
  "Question"."asked_in" AS "Question_asked_in",
  "Question"."verified_at" AS "Question_verified_at",
  "Question"."source" AS "Question_source",
  "Question"."content_hash" AS "Question_content_hash",
  "Question"."created_at" AS "Question_created_at",
  "Question"."submitted_at" AS "Question_submitted_at",
  "Question"."changed_at" AS "Question_changed_at",
  "Question"."successor_id" AS "Question_successor_id",
  "Question"."merged" AS "Question_merged"
FROM
  "question" "Question"
WHERE
  (("Question"."id" = $1))
LIMIT
  1
FOR NO KEY UPDATE;

UPDATE "question"
SET
  "prompt" = $1,
  "html" = $2,
  "version" = $3,
  "changed_at" = $4
WHERE
  "id" = $5;

INSERT INTO
  "event" ("id", "kind", "subject_id", "payload", "recorded_at")
VALUES
  ($1, $2, $3, $4, $5);

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
            ',"prompt":',
            to_json(question_1."prompt"),
            ',"html":',
            to_json(question_1."html"),
            '}'
          )
        FROM
          "question" AS question_1
        WHERE
          question_1."id" = $1::uuid
      ),
      'null'
    ),
    '}'
  ) AS answer;

COMMIT;
