START TRANSACTION;

SELECT
FROM
  account
WHERE
  id = $1
  AND status = 'ACTIVE'
FOR KEY SHARE;

WITH
  changed AS (
    UPDATE notification
    SET
      read_at = $2
    WHERE
      account_id = $1
      AND read_at IS NULL
      AND (
        $3::uuid[] IS NULL
        OR id = ANY ($3)
      )
      AND (
        $4::uuid IS NULL
        OR (created_at, id) <= (
          SELECT
            n.created_at,
            n.id
          FROM
            notification n
          WHERE
            n.id = $4
        )
      )
    RETURNING
      id,
      created_at
  )
SELECT
  id
FROM
  changed
ORDER BY
  created_at DESC,
  id DESC
LIMIT
  100;

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
    '{"viewer":',
    coalesce(
      (
        SELECT
          concat(
            '{"$type":"Viewer","id":"viewer_',
            viewer_1."id",
            '","unreadNotificationCount":',
            coalesce(
              to_json(
                (
                  SELECT
                    count(*)
                  FROM
                    notification AS unread
                  WHERE
                    unread.account_id = viewer_1.id
                    AND unread.read_at IS NULL
                    AND (
                      CASE unread.subject_kind
                        WHEN 'interview' THEN TRUE
                        WHEN 'waitlist' THEN EXISTS (
                          SELECT
                          FROM
                            waitlist_entry AS waits
                          WHERE
                            waits.id = unread.subject_id
                            AND waits.offered_until > $1::timestamptz
                            AND (
                              waits.learner_id = $2::uuid
                              AND waits.to_at > $1::timestamptz
                            )
                        )
                        WHEN 'comment' THEN EXISTS (
                          SELECT
                          FROM
                            comment AS told
                          WHERE
                            told.id = unread.subject_id
                            AND told.deleted_at IS NULL
                            AND (
                              (
                                told.hidden_at IS NULL
                                OR told.author_id = $2::uuid
                              )
                              AND told.author_id <> ALL (
                                (
                                  SELECT
                                    made.value
                                  FROM
                                    blocked AS made
                                )::uuid[]
                              )
                              AND CASE told.subject_kind
                                WHEN 'post' THEN EXISTS (
                                  SELECT
                                  FROM
                                    "post" AS subject_post
                                  WHERE
                                    subject_post.id = told.subject_id
                                    AND (
                                      (
                                        (
                                          subject_post.state = 'PUBLISHED'
                                          AND subject_post.hidden_at IS NULL
                                          AND subject_post.publish_at <= $1::timestamptz
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
                                      OR subject_post.author_id = $2::uuid
                                    )
                                )
                                WHEN 'question' THEN EXISTS (
                                  SELECT
                                  FROM
                                    "question" AS subject_question
                                  WHERE
                                    subject_question.id = told.subject_id
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
                                      OR coalesce(subject_question.author_id = $2::uuid, FALSE)
                                    )
                                )
                                WHEN 'answer' THEN EXISTS (
                                  SELECT
                                  FROM
                                    "answer" AS subject_answer
                                  WHERE
                                    subject_answer.id = told.subject_id
                                    AND (
                                      (
                                        subject_answer.hidden_at IS NULL
                                        OR coalesce(subject_answer.author_id = $2::uuid, FALSE)
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
                                            OR coalesce(answered.author_id = $2::uuid, FALSE)
                                          )
                                      )
                                    )
                                )
                                ELSE FALSE
                              END
                            )
                        )
                        ELSE CASE unread.subject_kind
                          WHEN 'post' THEN EXISTS (
                            SELECT
                            FROM
                              "post" AS subject_post
                            WHERE
                              subject_post.id = unread.subject_id
                              AND (
                                (
                                  (
                                    subject_post.state = 'PUBLISHED'
                                    AND subject_post.hidden_at IS NULL
                                    AND subject_post.publish_at <= $1::timestamptz
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
                                OR subject_post.author_id = $2::uuid
                              )
                          )
                          WHEN 'question' THEN EXISTS (
                            SELECT
                            FROM
                              "question" AS subject_question
                            WHERE
                              subject_question.id = unread.subject_id
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
                                OR coalesce(subject_question.author_id = $2::uuid, FALSE)
                              )
                          )
                          WHEN 'answer' THEN EXISTS (
                            SELECT
                            FROM
                              "answer" AS subject_answer
                            WHERE
                              subject_answer.id = unread.subject_id
                              AND (
                                (
                                  subject_answer.hidden_at IS NULL
                                  OR coalesce(subject_answer.author_id = $2::uuid, FALSE)
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
                                      OR coalesce(answered.author_id = $2::uuid, FALSE)
                                    )
                                )
                              )
                          )
                          ELSE FALSE
                        END
                      END
                      AND (
                        unread.subject_kind = 'interview'
                        OR unread.actor_id IS NULL
                        OR unread.actor_id <> ALL (
                          (
                            SELECT
                              made.value
                            FROM
                              blocked AS made
                          )::uuid[]
                        )
                      )
                    )
                )
              )::text,
              'null'
            ),
            '}'
          )
        FROM
          "account" AS viewer_1
        WHERE
          (
            viewer_1."id" = $3::uuid
            AND viewer_1.id = $2::uuid
          )
      ),
      'null'
    ),
    ',"notifications":',
    (
      SELECT
        concat(
          '[',
          string_agg(
            concat(
              '{"$type":"Notification","id":"notification_',
              notification_2."id",
              '","readAt":',
              coalesce(
                '"' || replace(to_char(notification_2."read_at", 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '000Z', 'Z') || '"',
                'null'
              ),
              '}'
            ),
            ','
            ORDER BY
              given.n
          ),
          ']'
        )
      FROM
        unnest($4::uuid[]) WITH ORDINALITY AS given (key, n)
        JOIN "notification" AS notification_2 ON notification_2."id" = given.key
      WHERE
        (
          notification_2.account_id = $2::uuid
          AND (
            CASE notification_2.subject_kind
              WHEN 'interview' THEN TRUE
              WHEN 'waitlist' THEN EXISTS (
                SELECT
                FROM
                  waitlist_entry AS waits
                WHERE
                  waits.id = notification_2.subject_id
                  AND waits.offered_until > $1::timestamptz
                  AND (
                    waits.learner_id = $2::uuid
                    AND waits.to_at > $1::timestamptz
                  )
              )
              WHEN 'comment' THEN EXISTS (
                SELECT
                FROM
                  comment AS told
                WHERE
                  told.id = notification_2.subject_id
                  AND told.deleted_at IS NULL
                  AND (
                    (
                      told.hidden_at IS NULL
                      OR told.author_id = $2::uuid
                    )
                    AND told.author_id <> ALL (
                      (
                        SELECT
                          made.value
                        FROM
                          blocked AS made
                      )::uuid[]
                    )
                    AND CASE told.subject_kind
                      WHEN 'post' THEN EXISTS (
                        SELECT
                        FROM
                          "post" AS subject_post
                        WHERE
                          subject_post.id = told.subject_id
                          AND (
                            (
                              (
                                subject_post.state = 'PUBLISHED'
                                AND subject_post.hidden_at IS NULL
                                AND subject_post.publish_at <= $1::timestamptz
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
                            OR subject_post.author_id = $2::uuid
                          )
                      )
                      WHEN 'question' THEN EXISTS (
                        SELECT
                        FROM
                          "question" AS subject_question
                        WHERE
                          subject_question.id = told.subject_id
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
                            OR coalesce(subject_question.author_id = $2::uuid, FALSE)
                          )
                      )
                      WHEN 'answer' THEN EXISTS (
                        SELECT
                        FROM
                          "answer" AS subject_answer
                        WHERE
                          subject_answer.id = told.subject_id
                          AND (
                            (
                              subject_answer.hidden_at IS NULL
                              OR coalesce(subject_answer.author_id = $2::uuid, FALSE)
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
                                  OR coalesce(answered.author_id = $2::uuid, FALSE)
                                )
                            )
                          )
                      )
                      ELSE FALSE
                    END
                  )
              )
              ELSE CASE notification_2.subject_kind
                WHEN 'post' THEN EXISTS (
                  SELECT
                  FROM
                    "post" AS subject_post
                  WHERE
                    subject_post.id = notification_2.subject_id
                    AND (
                      (
                        (
                          subject_post.state = 'PUBLISHED'
                          AND subject_post.hidden_at IS NULL
                          AND subject_post.publish_at <= $1::timestamptz
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
                      OR subject_post.author_id = $2::uuid
                    )
                )
                WHEN 'question' THEN EXISTS (
                  SELECT
                  FROM
                    "question" AS subject_question
                  WHERE
                    subject_question.id = notification_2.subject_id
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
                      OR coalesce(subject_question.author_id = $2::uuid, FALSE)
                    )
                )
                WHEN 'answer' THEN EXISTS (
                  SELECT
                  FROM
                    "answer" AS subject_answer
                  WHERE
                    subject_answer.id = notification_2.subject_id
                    AND (
                      (
                        subject_answer.hidden_at IS NULL
                        OR coalesce(subject_answer.author_id = $2::uuid, FALSE)
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
                            OR coalesce(answered.author_id = $2::uuid, FALSE)
                          )
                      )
                    )
                )
                ELSE FALSE
              END
            END
            AND (
              notification_2.subject_kind = 'interview'
              OR notification_2.actor_id IS NULL
              OR notification_2.actor_id <> ALL (
                (
                  SELECT
                    made.value
                  FROM
                    blocked AS made
                )::uuid[]
              )
            )
          )
        )
    ),
    '}'
  ) AS answer;

COMMIT;
