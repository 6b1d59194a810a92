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
    AND it.state = 'PUBLISHED'
    AND it.hidden_at IS NULL
    AND it.publish_at <= $2::timestamptz
  );

INSERT INTO
  "subject" ("id", "kind", "comment_count", "reaction_count")
VALUES
  ($1, $2, DEFAULT, DEFAULT)
RETURNING
  "comment_count",
  "reaction_count";

INSERT INTO
  "comment" (
    "id",
    "subject_id",
    "subject_kind",
    "parent_id",
    "author_id",
    "markdown",
    "html",
    "version",
    "reply_count",
    "created_at",
    "edited_at",
    "deleted_at",
    "hidden_at"
  )
VALUES
  ($1, $2, $3, $4, $5, $6, $7, DEFAULT, DEFAULT, $8, DEFAULT, DEFAULT, DEFAULT)
RETURNING
  "version",
  "reply_count";

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
    '{"comment":',
    coalesce(
      (
        SELECT
          concat(
            '{"$type":"Comment","id":"comment_',
            comment_1."id",
            '","html":',
            coalesce(
              to_json(
                CASE
                  WHEN comment_1.deleted_at IS NULL THEN comment_1.html
                END
              )::text,
              'null'
            ),
            ',"createdAt":"',
            replace(to_char(comment_1."created_at", 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '000Z', 'Z'),
            '","author":',
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
                    profile_2."account_id" = CASE
                      WHEN comment_1.deleted_at IS NULL THEN comment_1.author_id
                    END
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
            ',"version":',
            to_json(comment_1."version"),
            ',"parent":',
            coalesce(
              (
                SELECT
                  concat('{"id":"comment_', comment_3."id", '","replyCount":', to_json(comment_3."reply_count"), '}')
                FROM
                  "comment" AS comment_3
                WHERE
                  (
                    comment_3."id" = comment_1.parent_id
                    AND (
                      (
                        comment_3.hidden_at IS NULL
                        OR comment_3.author_id = $1::uuid
                      )
                      AND comment_3.author_id <> ALL (
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
          "comment" AS comment_1
        WHERE
          (
            comment_1."id" = $2::uuid
            AND (
              (
                comment_1.hidden_at IS NULL
                OR comment_1.author_id = $1::uuid
              )
              AND comment_1.author_id <> ALL (
                (
                  SELECT
                    made.value
                  FROM
                    blocked AS made
                )::uuid[]
              )
              AND CASE comment_1.subject_kind
                WHEN 'post' THEN EXISTS (
                  SELECT
                  FROM
                    "post" AS subject_post
                  WHERE
                    subject_post.id = comment_1.subject_id
                    AND (
                      (
                        (
                          subject_post.state = 'PUBLISHED'
                          AND subject_post.hidden_at IS NULL
                          AND subject_post.publish_at <= $3::timestamptz
                        )
                        AND subject_post.author_id <> ALL (
                          (
                            SELECT
                              made.value
                            FROM
                              blocked AS made
                          )::uuid[]
                        )
                      )
                      OR subject_post.author_id = $1::uuid
                    )
                )
                WHEN 'question' THEN EXISTS (
                  SELECT
                  FROM
                    "question" AS subject_question
                  WHERE
                    subject_question.id = comment_1.subject_id
                    AND (
                      (
                        (
                          subject_question.state = 'PUBLISHED'
                          AND subject_question.hidden_at IS NULL
                        )
                        AND (
                          subject_question.author_id IS NULL
                          OR subject_question.author_id <> ALL (
                            (
                              SELECT
                                made.value
                              FROM
                                blocked AS made
                            )::uuid[]
                          )
                        )
                      )
                      OR coalesce(subject_question.author_id = $1::uuid, FALSE)
                    )
                )
                WHEN 'answer' THEN EXISTS (
                  SELECT
                  FROM
                    "answer" AS subject_answer
                  WHERE
                    subject_answer.id = comment_1.subject_id
                    AND (
                      (
                        subject_answer.hidden_at IS NULL
                        OR coalesce(subject_answer.author_id = $1::uuid, FALSE)
                      )
                      AND subject_answer.author_id <> ALL (
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
                          answered.id = subject_answer.question_id
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
                ELSE FALSE
              END
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
                  left(encode(sha256(convert_to($4::text || comment_4_page.place, 'UTF8')), 'hex'), 16) || comment_4_page.place,
                  'UTF8'
                ),
                'base64'
              ),
              E'\n',
              ''
            ),
            '","node":{"id":"comment_',
            comment_4_page."id",
            '"}}'
          )
        FROM
          (
            SELECT
              comment_4.*,
              comment_4.created_at AS k0,
              comment_4."id" AS k1,
              concat_ws('', 'CommentSubject.comments', comment_4.created_at::text, comment_4."id"::text) AS place
            FROM
              "comment" AS comment_4
            WHERE
              (
                comment_4."id" = $5::uuid
                AND (
                  (
                    comment_4.hidden_at IS NULL
                    OR comment_4.author_id = $1::uuid
                  )
                  AND comment_4.author_id <> ALL (
                    (
                      SELECT
                        made.value
                      FROM
                        blocked AS made
                    )::uuid[]
                  )
                  AND CASE comment_4.subject_kind
                    WHEN 'post' THEN EXISTS (
                      SELECT
                      FROM
                        "post" AS subject_post
                      WHERE
                        subject_post.id = comment_4.subject_id
                        AND (
                          (
                            (
                              subject_post.state = 'PUBLISHED'
                              AND subject_post.hidden_at IS NULL
                              AND subject_post.publish_at <= $3::timestamptz
                            )
                            AND subject_post.author_id <> ALL (
                              (
                                SELECT
                                  made.value
                                FROM
                                  blocked AS made
                              )::uuid[]
                            )
                          )
                          OR subject_post.author_id = $1::uuid
                        )
                    )
                    WHEN 'question' THEN EXISTS (
                      SELECT
                      FROM
                        "question" AS subject_question
                      WHERE
                        subject_question.id = comment_4.subject_id
                        AND (
                          (
                            (
                              subject_question.state = 'PUBLISHED'
                              AND subject_question.hidden_at IS NULL
                            )
                            AND (
                              subject_question.author_id IS NULL
                              OR subject_question.author_id <> ALL (
                                (
                                  SELECT
                                    made.value
                                  FROM
                                    blocked AS made
                                )::uuid[]
                              )
                            )
                          )
                          OR coalesce(subject_question.author_id = $1::uuid, FALSE)
                        )
                    )
                    WHEN 'answer' THEN EXISTS (
                      SELECT
                      FROM
                        "answer" AS subject_answer
                      WHERE
                        subject_answer.id = comment_4.subject_id
                        AND (
                          (
                            subject_answer.hidden_at IS NULL
                            OR coalesce(subject_answer.author_id = $1::uuid, FALSE)
                          )
                          AND subject_answer.author_id <> ALL (
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
                              answered.id = subject_answer.question_id
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
                    ELSE FALSE
                  END
                )
              )
          ) AS comment_4_page
      ),
      'null'
    ),
    ',"subject":',
    coalesce(
      (
        SELECT
          concat(
            '{"$type":"Post","__typename":"Post","id":"post_',
            post_5."id",
            '","commentCount":',
            coalesce(to_json(post_5_subject.comment_count)::text, 'null'),
            '}'
          )
        FROM
          "post" AS post_5
          LEFT JOIN "subject" AS post_5_subject ON post_5_subject.id = post_5.id
        WHERE
          (
            post_5."id" = $6::uuid
            AND (
              (
                (
                  post_5.state = 'PUBLISHED'
                  AND post_5.hidden_at IS NULL
                  AND post_5.publish_at <= $3::timestamptz
                )
                AND post_5.author_id <> ALL (
                  (
                    SELECT
                      made.value
                    FROM
                      blocked AS made
                  )::uuid[]
                )
              )
              OR post_5.author_id = $1::uuid
            )
          )
      ),
      'null'
    ),
    '}'
  ) AS answer;

COMMIT;
