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
  "question" AS it
WHERE
  (
    it."id" = $1::uuid
    AND (
      (
        (
          it.state = 'PUBLISHED'
          AND it.hidden_at IS NULL
        )
        AND (
          it.author_id IS NULL
          OR it.author_id <> ALL (
            (
              SELECT
                made.value
              FROM
                blocked AS made
            )::uuid[]
          )
        )
      )
      OR coalesce(it.author_id = $2::uuid, FALSE)
    )
  );

SELECT
FROM
  question
WHERE
  id = $1
FOR SHARE;

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
  "question" AS it
WHERE
  (
    it."id" = $1::uuid
    AND (
      (
        (
          it.state = 'PUBLISHED'
          AND it.hidden_at IS NULL
        )
        AND (
          it.author_id IS NULL
          OR it.author_id <> ALL (
            (
              SELECT
                made.value
              FROM
                blocked AS made
            )::uuid[]
          )
        )
      )
      OR coalesce(it.author_id = $2::uuid, FALSE)
    )
    AND it.state = 'PUBLISHED'
    AND it.hidden_at IS NULL
  );

INSERT INTO
  "subject" ("id", "kind", "comment_count", "reaction_count")
VALUES
  ($1, $2, DEFAULT, DEFAULT)
RETURNING
  "comment_count",
  "reaction_count";

INSERT INTO
  "answer" ("id", "question_id", "author_id", "markdown", "html", "score", "accepted", "hidden_at", "created_at")
VALUES
  ($1, $2, $3, $4, $5, DEFAULT, DEFAULT, DEFAULT, $6)
RETURNING
  "score",
  "accepted";

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
            '","html":',
            to_json(answer_1."html"),
            ',"score":',
            to_json(answer_1."score"),
            ',"accepted":',
            to_json(answer_1."accepted"),
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
            ',"author":',
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
                    profile_2."account_id" = answer_1.author_id
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
    ',"edge":',
    coalesce(
      (
        SELECT
          concat(
            '{"cursor":"',
            replace(
              encode(
                convert_to(
                  left(encode(sha256(convert_to($3::text || answer_3_page.place, 'UTF8')), 'hex'), 16) || answer_3_page.place,
                  'UTF8'
                ),
                'base64'
              ),
              E'\n',
              ''
            ),
            '","node":{"id":"answer_',
            answer_3_page."id",
            '"}}'
          )
        FROM
          (
            SELECT
              answer_3.*,
              answer_3.accepted AS k0,
              answer_3.score AS k1,
              answer_3."id" AS k2,
              concat_ws('', 'Question.answers', answer_3.accepted::text, answer_3.score::text, answer_3."id"::text) AS place
            FROM
              "answer" AS answer_3
            WHERE
              (
                answer_3."id" = $4::uuid
                AND (
                  (
                    answer_3.hidden_at IS NULL
                    OR coalesce(answer_3.author_id = $1::uuid, FALSE)
                  )
                  AND answer_3.author_id <> ALL (
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
                      answered.id = answer_3.question_id
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
          ) AS answer_3_page
      ),
      'null'
    ),
    ',"question":',
    coalesce(
      (
        SELECT
          concat(
            '{"$type":"Question","id":"question_',
            question_4."id",
            '","answerCount":',
            coalesce(
              to_json(
                (
                  SELECT
                    count(*)
                  FROM
                    answer AS counted
                  WHERE
                    counted.question_id = question_4.id
                    AND (
                      (
                        counted.hidden_at IS NULL
                        OR coalesce(counted.author_id = $1::uuid, FALSE)
                      )
                      AND counted.author_id <> ALL (
                        (
                          SELECT
                            made.value
                          FROM
                            blocked AS made
                        )::uuid[]
                      )
                    )
                )
              )::text,
              'null'
            ),
            '}'
          )
        FROM
          "question" AS question_4
        WHERE
          (
            question_4."id" = $5::uuid
            AND (
              (
                (
                  question_4.state = 'PUBLISHED'
                  AND question_4.hidden_at IS NULL
                )
                AND (
                  question_4.author_id IS NULL
                  OR question_4.author_id <> ALL (
                    (
                      SELECT
                        made.value
                      FROM
                        blocked AS made
                    )::uuid[]
                  )
                )
              )
              OR coalesce(question_4.author_id = $1::uuid, FALSE)
            )
          )
      ),
      'null'
    ),
    '}'
  ) AS answer;

COMMIT;
