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
            '{"id":"viewer_',
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
            ',"notifications":',
            (
              SELECT
                concat(
                  '{"nodes":[',
                  string_agg(
                    concat(
                      '{"id":"notification_',
                      notification_2_page."id",
                      '","kind":',
                      to_json(notification_2_page."kind"),
                      ',"readAt":',
                      coalesce(
                        '"' || replace(to_char(notification_2_page."read_at", 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '000Z', 'Z') || '"',
                        'null'
                      ),
                      ',"createdAt":"',
                      replace(to_char(notification_2_page."created_at", 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '000Z', 'Z'),
                      '","text":',
                      coalesce(
                        to_json(
                          (
                            CASE
                              WHEN notification_2_page.kind IN ('INTERVIEW_EXPIRED', 'DISPUTE_RESOLVED', 'SLOT_OFFERED', 'QUESTION_DECIDED') THEN ''
                              ELSE coalesce(
                                (
                                  SELECT
                                    p.name
                                  FROM
                                    profile p
                                  WHERE
                                    p.account_id = notification_2_page.actor_id
                                    AND (
                                      EXISTS (
                                        SELECT
                                        FROM
                                          profile person
                                        WHERE
                                          person.account_id = notification_2_page.actor_id
                                          AND person.status = 'ACTIVE'
                                      )
                                      AND notification_2_page.actor_id <> ALL (
                                        (
                                          SELECT
                                            made.value
                                          FROM
                                            blocked AS made
                                        )::uuid[]
                                      )
                                    )
                                ),
                                'Somebody'
                              )
                            END || coalesce(
                              CASE notification_2_page.kind
                                WHEN 'INTERVIEW_BOOKED' THEN ' booked “' || (
                                  SELECT
                                    o.title
                                  FROM
                                    interview i
                                    JOIN offering o ON o.id = i.offering_id
                                  WHERE
                                    i.id = notification_2_page.subject_id
                                ) || '” with you.'
                                WHEN 'INTERVIEW_REQUESTED' THEN ' asks for “' || (
                                  SELECT
                                    o.title
                                  FROM
                                    interview i
                                    JOIN offering o ON o.id = i.offering_id
                                  WHERE
                                    i.id = notification_2_page.subject_id
                                ) || '” with you.'
                                WHEN 'INTERVIEW_CONFIRMED' THEN ' confirmed “' || (
                                  SELECT
                                    o.title
                                  FROM
                                    interview i
                                    JOIN offering o ON o.id = i.offering_id
                                  WHERE
                                    i.id = notification_2_page.subject_id
                                ) || '”.'
                                WHEN 'INTERVIEW_DECLINED' THEN ' declined “' || (
                                  SELECT
                                    o.title
                                  FROM
                                    interview i
                                    JOIN offering o ON o.id = i.offering_id
                                  WHERE
                                    i.id = notification_2_page.subject_id
                                ) || '”.'
                                WHEN 'INTERVIEW_RESCHEDULED' THEN ' moved “' || (
                                  SELECT
                                    o.title
                                  FROM
                                    interview i
                                    JOIN offering o ON o.id = i.offering_id
                                  WHERE
                                    i.id = notification_2_page.subject_id
                                ) || '”.'
                                WHEN 'INTERVIEW_CANCELLED' THEN ' cancelled “' || (
                                  SELECT
                                    o.title
                                  FROM
                                    interview i
                                    JOIN offering o ON o.id = i.offering_id
                                  WHERE
                                    i.id = notification_2_page.subject_id
                                ) || '”.'
                                WHEN 'ATTENDANCE_REPORTED' THEN ' said who was there at “' || (
                                  SELECT
                                    o.title
                                  FROM
                                    interview i
                                    JOIN offering o ON o.id = i.offering_id
                                  WHERE
                                    i.id = notification_2_page.subject_id
                                ) || '”.'
                                WHEN 'DISPUTE_RESOLVED' THEN 'It was decided who was there at “' || (
                                  SELECT
                                    o.title
                                  FROM
                                    interview i
                                    JOIN offering o ON o.id = i.offering_id
                                  WHERE
                                    i.id = notification_2_page.subject_id
                                ) || '”.'
                                WHEN 'INTERVIEW_EXPIRED' THEN '“' || (
                                  SELECT
                                    o.title
                                  FROM
                                    interview i
                                    JOIN offering o ON o.id = i.offering_id
                                  WHERE
                                    i.id = notification_2_page.subject_id
                                ) || '” was not confirmed in time.'
                                WHEN 'SLOT_OFFERED' THEN 'A time of “' || (
                                  SELECT
                                    o.title
                                  FROM
                                    waitlist_entry w
                                    JOIN offering o ON o.id = w.offering_id
                                  WHERE
                                    w.id = notification_2_page.subject_id
                                ) || '” is free and kept for you.'
                                WHEN 'COMMENT_ADDED' THEN ' commented on what you wrote.'
                                WHEN 'REPLY_ADDED' THEN ' replied to your comment.'
                                WHEN 'QUESTION_DECIDED' THEN (
                                  SELECT
                                    'Your question “' || q.slug || '” ' || CASE q.state
                                      WHEN 'PUBLISHED' THEN 'is in the bank.'
                                      WHEN 'REJECTED' THEN 'was not taken into the bank.'
                                      WHEN 'NEEDS_WORK' THEN 'needs more before it can be taken.'
                                      WHEN 'DEPRECATED' THEN 'has left the bank.'
                                      ELSE 'waits for review.'
                                    END
                                  FROM
                                    question q
                                  WHERE
                                    q.id = notification_2_page.subject_id
                                )
                                WHEN 'ANSWER_ADDED' THEN ' answered your question.'
                                WHEN 'ANSWER_ACCEPTED' THEN ' chose your answer as the best.'
                                WHEN 'POST_PUBLISHED' THEN ' published “' || (
                                  SELECT
                                    p.title
                                  FROM
                                    post p
                                  WHERE
                                    p.id = notification_2_page.subject_id
                                ) || '”.'
                              END,
                              ' did something that concerns you.'
                            )
                          )
                        )::text,
                        'null'
                      ),
                      ',"subject":',
                      coalesce(
                        CASE notification_2_page.subject_kind
                          WHEN 'comment' THEN (
                            SELECT
                              concat('{"__typename":"Comment","id":"comment_', comment_3."id", '"}')
                            FROM
                              "comment" AS comment_3
                            WHERE
                              (
                                comment_3."id" = notification_2_page.subject_id
                                AND (
                                  (
                                    comment_3.hidden_at IS NULL
                                    OR comment_3.author_id = $2::uuid
                                  )
                                  AND comment_3.author_id <> ALL (
                                    (
                                      SELECT
                                        made.value
                                      FROM
                                        blocked AS made
                                    )::uuid[]
                                  )
                                  AND CASE comment_3.subject_kind
                                    WHEN 'post' THEN EXISTS (
                                      SELECT
                                      FROM
                                        "post" AS subject_post
                                      WHERE
                                        subject_post.id = comment_3.subject_id
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
                                        subject_question.id = comment_3.subject_id
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
                                        subject_answer.id = comment_3.subject_id
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
                          )
                          WHEN 'question' THEN (
                            SELECT
                              concat('{"__typename":"Question","id":"question_', question_4."id", '"}')
                            FROM
                              "question" AS question_4
                            WHERE
                              (
                                question_4."id" = notification_2_page.subject_id
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
                                  OR coalesce(question_4.author_id = $2::uuid, FALSE)
                                )
                              )
                          )
                          WHEN 'interview' THEN (
                            SELECT
                              concat('{"__typename":"Interview","id":"interview_', interview_5."id", '"}')
                            FROM
                              "interview" AS interview_5
                            WHERE
                              (
                                interview_5."id" = notification_2_page.subject_id
                                AND $2::uuid IN (interview_5.mentor_id, interview_5.learner_id)
                              )
                          )
                          WHEN 'post' THEN (
                            SELECT
                              concat('{"__typename":"Post","id":"post_', post_6."id", '"}')
                            FROM
                              "post" AS post_6
                            WHERE
                              (
                                post_6."id" = notification_2_page.subject_id
                                AND (
                                  (
                                    (
                                      post_6.state = 'PUBLISHED'
                                      AND post_6.hidden_at IS NULL
                                      AND post_6.publish_at <= $1::timestamptz
                                    )
                                    AND post_6.author_id <> ALL (
                                      (
                                        SELECT
                                          made.value
                                        FROM
                                          blocked AS made
                                      )::uuid[]
                                    )
                                  )
                                  OR post_6.author_id = $2::uuid
                                )
                              )
                          )
                          WHEN 'answer' THEN (
                            SELECT
                              concat('{"__typename":"Answer","id":"answer_', answer_7."id", '"}')
                            FROM
                              "answer" AS answer_7
                            WHERE
                              (
                                answer_7."id" = notification_2_page.subject_id
                                AND (
                                  (
                                    answer_7.hidden_at IS NULL
                                    OR coalesce(answer_7.author_id = $2::uuid, FALSE)
                                  )
                                  AND answer_7.author_id <> ALL (
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
                                      answered.id = answer_7.question_id
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
                          )
                          WHEN 'waitlist' THEN (
                            SELECT
                              concat('{"__typename":"WaitlistEntry","id":"waitlist_', waitlist_entry_8."id", '"}')
                            FROM
                              "waitlist_entry" AS waitlist_entry_8
                            WHERE
                              (
                                waitlist_entry_8."id" = notification_2_page.subject_id
                                AND (
                                  waitlist_entry_8.learner_id = $2::uuid
                                  AND waitlist_entry_8.to_at > $1::timestamptz
                                )
                              )
                          )
                        END,
                        'null'
                      ),
                      '}'
                    ),
                    ','
                    ORDER BY
                      notification_2_page.k0 DESC,
                      notification_2_page.k1 DESC
                  ) FILTER (
                    WHERE
                      notification_2_page.n <= 20
                  ),
                  '],"pageInfo":{"hasNextPage":',
                  to_json((count(*) > 20)),
                  ',"endCursor":',
                  coalesce(
                    to_json(
                      CASE
                        WHEN count(*) > 0 THEN replace(
                          encode(
                            convert_to(
                              left(
                                encode(
                                  sha256(
                                    convert_to(
                                      $3::text || concat_ws(
                                        '',
                                        'Viewer.notifications',
                                        (
                                          array_agg(
                                            notification_2_page.k0
                                            ORDER BY
                                              notification_2_page.k0 DESC,
                                              notification_2_page.k1 DESC
                                          ) FILTER (
                                            WHERE
                                              notification_2_page.n <= 20
                                          )
                                        ) [least(20, count(*))::int]::text,
                                        (
                                          array_agg(
                                            notification_2_page.k1
                                            ORDER BY
                                              notification_2_page.k0 DESC,
                                              notification_2_page.k1 DESC
                                          ) FILTER (
                                            WHERE
                                              notification_2_page.n <= 20
                                          )
                                        ) [least(20, count(*))::int]::text
                                      ),
                                      'UTF8'
                                    )
                                  ),
                                  'hex'
                                ),
                                16
                              ) || concat_ws(
                                '',
                                'Viewer.notifications',
                                (
                                  array_agg(
                                    notification_2_page.k0
                                    ORDER BY
                                      notification_2_page.k0 DESC,
                                      notification_2_page.k1 DESC
                                  ) FILTER (
                                    WHERE
                                      notification_2_page.n <= 20
                                  )
                                ) [least(20, count(*))::int]::text,
                                (
                                  array_agg(
                                    notification_2_page.k1
                                    ORDER BY
                                      notification_2_page.k0 DESC,
                                      notification_2_page.k1 DESC
                                  ) FILTER (
                                    WHERE
                                      notification_2_page.n <= 20
                                  )
                                ) [least(20, count(*))::int]::text
                              ),
                              'UTF8'
                            ),
                            'base64'
                          ),
                          E'\n',
                          ''
                        )
                      END
                    )::text,
                    'null'
                  ),
                  '}}'
                )
              FROM
                (
                  SELECT
                    notification_2.*,
                    notification_2.created_at AS k0,
                    notification_2."id" AS k1,
                    row_number() OVER (
                      ORDER BY
                        notification_2.created_at DESC,
                        notification_2."id" DESC
                    ) AS n
                  FROM
                    "notification" AS notification_2
                  WHERE
                    (
                      notification_2.account_id = viewer_1.id
                      AND (
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
                    )
                  ORDER BY
                    notification_2.created_at DESC,
                    notification_2."id" DESC
                  LIMIT
                    21
                ) AS notification_2_page
            ),
            '}'
          )
        FROM
          "account" AS viewer_1
        WHERE
          (
            viewer_1."id" = $2::uuid
            AND viewer_1.id = $2::uuid
          )
      ),
      'null'
    ),
    '}'
  ) AS answer;
