SELECT
  concat(
    '{"viewer":',
    coalesce(
      (
        SELECT
          concat(
            '{"id":"viewer_',
            viewer_1."id",
            '","eventCursor":',
            coalesce(
              to_json(
                replace(
                  encode(
                    convert_to(
                      left(
                        encode(
                          sha256(
                            convert_to(
                              $1::text || concat_ws(
                                '',
                                'Viewer.events',
                                coalesce(
                                  (
                                    SELECT
                                      l.position
                                    FROM
                                      viewer_log l
                                    WHERE
                                      l.account_id = viewer_1.id
                                  ),
                                  0
                                )::text,
                                viewer_1.id::text
                              ),
                              'UTF8'
                            )
                          ),
                          'hex'
                        ),
                        16
                      ) || concat_ws(
                        '',
                        'Viewer.events',
                        coalesce(
                          (
                            SELECT
                              l.position
                            FROM
                              viewer_log l
                            WHERE
                              l.account_id = viewer_1.id
                          ),
                          0
                        )::text,
                        viewer_1.id::text
                      ),
                      'UTF8'
                    ),
                    'base64'
                  ),
                  E'\n',
                  ''
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
            viewer_1."id" = $2::uuid
            AND viewer_1.id = $2::uuid
          )
      ),
      'null'
    ),
    '}'
  ) AS answer;

WITH
  blocked (value) AS MATERIALIZED (
    SELECT
      ARRAY(
        SELECT
          b.blocked_id
        FROM
          block b
        WHERE
          b.blocker_id = $4::uuid
        UNION ALL
        SELECT
          b.blocker_id
        FROM
          block b
        WHERE
          b.blocked_id = $4::uuid
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
            '","events":',
            CASE
              WHEN viewer_events_kept_since (viewer_1.id, $1::int8) THEN (
                SELECT
                  concat(
                    '{"nodes":[',
                    string_agg(
                      CASE viewer_event_2_page.type
                        WHEN 'InterviewEvent' THEN concat(
                          '{"cursor":',
                          coalesce(
                            to_json(
                              replace(
                                encode(
                                  convert_to(
                                    left(
                                      encode(
                                        sha256(
                                          convert_to(
                                            $2::text || concat_ws('', 'Viewer.events', viewer_event_2_page.position::text, viewer_event_2_page.account_id::text),
                                            'UTF8'
                                          )
                                        ),
                                        'hex'
                                      ),
                                      16
                                    ) || concat_ws('', 'Viewer.events', viewer_event_2_page.position::text, viewer_event_2_page.account_id::text),
                                    'UTF8'
                                  ),
                                  'base64'
                                ),
                                E'\n',
                                ''
                              )
                            )::text,
                            'null'
                          ),
                          ',"__typename":"InterviewEvent","interview":',
                          coalesce(
                            (
                              SELECT
                                concat(
                                  '{"id":"interview_',
                                  interview_3."id",
                                  '","status":',
                                  coalesce(
                                    to_json(
                                      CASE
                                        WHEN interview_3.status = 'PENDING'
                                        AND interview_3.confirm_by <= $3::timestamptz THEN 'EXPIRED'
                                        ELSE interview_3.status
                                      END
                                    )::text,
                                    'null'
                                  ),
                                  ',"startsAt":"',
                                  replace(to_char(interview_3."starts_at", 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '000Z', 'Z'),
                                  '","endsAt":"',
                                  replace(to_char(interview_3."ends_at", 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '000Z', 'Z'),
                                  '","confirmBy":',
                                  coalesce(
                                    '"' || replace(
                                      to_char(
                                        CASE
                                          WHEN interview_3.status = 'PENDING'
                                          AND interview_3.confirm_by > $3::timestamptz THEN interview_3.confirm_by
                                        END,
                                        'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
                                      ),
                                      '000Z',
                                      'Z'
                                    ) || '"',
                                    'null'
                                  ),
                                  ',"version":',
                                  to_json(interview_3."version"),
                                  ',"viewerRole":',
                                  coalesce(
                                    to_json(
                                      CASE $4::uuid
                                        WHEN interview_3.mentor_id THEN 'MENTOR'
                                        WHEN interview_3.learner_id THEN 'LEARNER'
                                      END
                                    )::text,
                                    'null'
                                  ),
                                  ',"mentor":',
                                  coalesce(
                                    (
                                      SELECT
                                        concat(
                                          '{"id":"mentor_',
                                          mentor_4."account_id",
                                          '","profile":',
                                          coalesce(
                                            (
                                              SELECT
                                                concat(
                                                  '{"id":"profile_',
                                                  profile_5."account_id",
                                                  '","handle":',
                                                  to_json(profile_5."handle"),
                                                  ',"name":',
                                                  to_json(profile_5."name"),
                                                  ',"headline":',
                                                  coalesce(to_json(profile_5."headline")::text, 'null'),
                                                  '}'
                                                )
                                              FROM
                                                "profile" AS profile_5
                                              WHERE
                                                profile_5."account_id" = mentor_4.account_id
                                            ),
                                            'null'
                                          ),
                                          '}'
                                        )
                                      FROM
                                        "mentor" AS mentor_4
                                      WHERE
                                        (
                                          mentor_4."account_id" = interview_3.mentor_id
                                          AND (
                                            mentor_4.status = 'ACTIVE'
                                            AND mentor_4.account_id <> ALL (
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
                                  ',"learner":',
                                  coalesce(
                                    (
                                      SELECT
                                        concat(
                                          '{"id":"learner_',
                                          learner_6."account_id",
                                          '","profile":',
                                          coalesce(
                                            (
                                              SELECT
                                                concat(
                                                  '{"id":"profile_',
                                                  profile_7."account_id",
                                                  '","handle":',
                                                  to_json(profile_7."handle"),
                                                  ',"name":',
                                                  to_json(profile_7."name"),
                                                  ',"headline":',
                                                  coalesce(to_json(profile_7."headline")::text, 'null'),
                                                  '}'
                                                )
                                              FROM
                                                "profile" AS profile_7
                                              WHERE
                                                profile_7."account_id" = learner_6.account_id
                                            ),
                                            'null'
                                          ),
                                          '}'
                                        )
                                      FROM
                                        "profile" AS learner_6
                                      WHERE
                                        (
                                          learner_6."account_id" = interview_3.learner_id
                                          AND (
                                            learner_6.status = 'ACTIVE'
                                            AND learner_6.account_id <> ALL (
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
                                  ',"offering":',
                                  coalesce(
                                    (
                                      SELECT
                                        concat(
                                          '{"id":"offering_',
                                          offering_8."id",
                                          '","title":',
                                          to_json(offering_8."title"),
                                          ',"durationMinutes":',
                                          to_json(offering_8."duration_minutes"),
                                          '}'
                                        )
                                      FROM
                                        "offering" AS offering_8
                                      WHERE
                                        (
                                          offering_8."id" = interview_3.offering_id
                                          AND (
                                            offering_8.mentor_id = $4::uuid
                                            OR (
                                              offering_8.active
                                              AND (
                                                EXISTS (
                                                  SELECT
                                                  FROM
                                                    profile person
                                                  WHERE
                                                    person.account_id = offering_8.mentor_id
                                                    AND person.status = 'ACTIVE'
                                                )
                                                AND offering_8.mentor_id <> ALL (
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
                                    ),
                                    'null'
                                  ),
                                  ',"topics":',
                                  (
                                    SELECT
                                      concat(
                                        '[',
                                        string_agg(
                                          concat('{"id":"topic_', topic_9."id", '","slug":', to_json(topic_9."slug"), ',"name":', to_json(topic_9."name"), '}'),
                                          ','
                                          ORDER BY
                                            topic_9.position
                                        ),
                                        ']'
                                      )
                                    FROM
                                      (
                                        SELECT
                                          t.*,
                                          tag.position
                                        FROM
                                          interview_topic tag
                                          JOIN topic t ON t.id = tag.topic_id
                                        WHERE
                                          tag.interview_id = interview_3.id
                                      ) AS topic_9
                                    WHERE
                                      TRUE
                                  ),
                                  '}'
                                )
                              FROM
                                "interview" AS interview_3
                              WHERE
                                (
                                  interview_3."id" = viewer_event_2_page.subject_id
                                  AND $4::uuid IN (interview_3.mentor_id, interview_3.learner_id)
                                )
                            ),
                            'null'
                          ),
                          '}'
                        )
                        WHEN 'NotificationReceived' THEN concat(
                          '{"cursor":',
                          coalesce(
                            to_json(
                              replace(
                                encode(
                                  convert_to(
                                    left(
                                      encode(
                                        sha256(
                                          convert_to(
                                            $2::text || concat_ws('', 'Viewer.events', viewer_event_2_page.position::text, viewer_event_2_page.account_id::text),
                                            'UTF8'
                                          )
                                        ),
                                        'hex'
                                      ),
                                      16
                                    ) || concat_ws('', 'Viewer.events', viewer_event_2_page.position::text, viewer_event_2_page.account_id::text),
                                    'UTF8'
                                  ),
                                  'base64'
                                ),
                                E'\n',
                                ''
                              )
                            )::text,
                            'null'
                          ),
                          ',"__typename":"NotificationReceived","notification":',
                          coalesce(
                            (
                              SELECT
                                concat(
                                  '{"id":"notification_',
                                  notification_10."id",
                                  '","kind":',
                                  to_json(notification_10."kind"),
                                  ',"readAt":',
                                  coalesce(
                                    '"' || replace(to_char(notification_10."read_at", 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '000Z', 'Z') || '"',
                                    'null'
                                  ),
                                  ',"createdAt":"',
                                  replace(to_char(notification_10."created_at", 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '000Z', 'Z'),
                                  '","text":',
                                  coalesce(
                                    to_json(
                                      (
                                        CASE
                                          WHEN notification_10.kind IN ('INTERVIEW_EXPIRED', 'DISPUTE_RESOLVED', 'SLOT_OFFERED', 'QUESTION_DECIDED') THEN ''
                                          ELSE coalesce(
                                            (
                                              SELECT
                                                p.name
                                              FROM
                                                profile p
                                              WHERE
                                                p.account_id = notification_10.actor_id
                                                AND (
                                                  EXISTS (
                                                    SELECT
                                                    FROM
                                                      profile person
                                                    WHERE
                                                      person.account_id = notification_10.actor_id
                                                      AND person.status = 'ACTIVE'
                                                  )
                                                  AND notification_10.actor_id <> ALL (
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
                                          CASE notification_10.kind
                                            WHEN 'INTERVIEW_BOOKED' THEN ' booked “' || (
                                              SELECT
                                                o.title
                                              FROM
                                                interview i
                                                JOIN offering o ON o.id = i.offering_id
                                              WHERE
                                                i.id = notification_10.subject_id
                                            ) || '” with you.'
                                            WHEN 'INTERVIEW_REQUESTED' THEN ' asks for “' || (
                                              SELECT
                                                o.title
                                              FROM
                                                interview i
                                                JOIN offering o ON o.id = i.offering_id
                                              WHERE
                                                i.id = notification_10.subject_id
                                            ) || '” with you.'
                                            WHEN 'INTERVIEW_CONFIRMED' THEN ' confirmed “' || (
                                              SELECT
                                                o.title
                                              FROM
                                                interview i
                                                JOIN offering o ON o.id = i.offering_id
                                              WHERE
                                                i.id = notification_10.subject_id
                                            ) || '”.'
                                            WHEN 'INTERVIEW_DECLINED' THEN ' declined “' || (
                                              SELECT
                                                o.title
                                              FROM
                                                interview i
                                                JOIN offering o ON o.id = i.offering_id
                                              WHERE
                                                i.id = notification_10.subject_id
                                            ) || '”.'
                                            WHEN 'INTERVIEW_RESCHEDULED' THEN ' moved “' || (
                                              SELECT
                                                o.title
                                              FROM
                                                interview i
                                                JOIN offering o ON o.id = i.offering_id
                                              WHERE
                                                i.id = notification_10.subject_id
                                            ) || '”.'
                                            WHEN 'INTERVIEW_CANCELLED' THEN ' cancelled “' || (
                                              SELECT
                                                o.title
                                              FROM
                                                interview i
                                                JOIN offering o ON o.id = i.offering_id
                                              WHERE
                                                i.id = notification_10.subject_id
                                            ) || '”.'
                                            WHEN 'ATTENDANCE_REPORTED' THEN ' said who was there at “' || (
                                              SELECT
                                                o.title
                                              FROM
                                                interview i
                                                JOIN offering o ON o.id = i.offering_id
                                              WHERE
                                                i.id = notification_10.subject_id
                                            ) || '”.'
                                            WHEN 'DISPUTE_RESOLVED' THEN 'It was decided who was there at “' || (
                                              SELECT
                                                o.title
                                              FROM
                                                interview i
                                                JOIN offering o ON o.id = i.offering_id
                                              WHERE
                                                i.id = notification_10.subject_id
                                            ) || '”.'
                                            WHEN 'INTERVIEW_EXPIRED' THEN '“' || (
                                              SELECT
                                                o.title
                                              FROM
                                                interview i
                                                JOIN offering o ON o.id = i.offering_id
                                              WHERE
                                                i.id = notification_10.subject_id
                                            ) || '” was not confirmed in time.'
                                            WHEN 'SLOT_OFFERED' THEN 'A time of “' || (
                                              SELECT
                                                o.title
                                              FROM
                                                waitlist_entry w
                                                JOIN offering o ON o.id = w.offering_id
                                              WHERE
                                                w.id = notification_10.subject_id
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
                                                q.id = notification_10.subject_id
                                            )
                                            WHEN 'ANSWER_ADDED' THEN ' answered your question.'
                                            WHEN 'ANSWER_ACCEPTED' THEN ' chose your answer as the best.'
                                            WHEN 'POST_PUBLISHED' THEN ' published “' || (
                                              SELECT
                                                p.title
                                              FROM
                                                post p
                                              WHERE
                                                p.id = notification_10.subject_id
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
                                    CASE notification_10.subject_kind
                                      WHEN 'comment' THEN (
                                        SELECT
                                          concat('{"__typename":"Comment","id":"comment_', comment_11."id", '"}')
                                        FROM
                                          "comment" AS comment_11
                                        WHERE
                                          (
                                            comment_11."id" = notification_10.subject_id
                                            AND (
                                              (
                                                comment_11.hidden_at IS NULL
                                                OR comment_11.author_id = $4::uuid
                                              )
                                              AND comment_11.author_id <> ALL (
                                                (
                                                  SELECT
                                                    made.value
                                                  FROM
                                                    blocked AS made
                                                )::uuid[]
                                              )
                                              AND CASE comment_11.subject_kind
                                                WHEN 'post' THEN EXISTS (
                                                  SELECT
                                                  FROM
                                                    "post" AS subject_post
                                                  WHERE
                                                    subject_post.id = comment_11.subject_id
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
                                                      OR subject_post.author_id = $4::uuid
                                                    )
                                                )
                                                WHEN 'question' THEN EXISTS (
                                                  SELECT
                                                  FROM
                                                    "question" AS subject_question
                                                  WHERE
                                                    subject_question.id = comment_11.subject_id
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
                                                      OR coalesce(subject_question.author_id = $4::uuid, FALSE)
                                                    )
                                                )
                                                WHEN 'answer' THEN EXISTS (
                                                  SELECT
                                                  FROM
                                                    "answer" AS subject_answer
                                                  WHERE
                                                    subject_answer.id = comment_11.subject_id
                                                    AND (
                                                      (
                                                        subject_answer.hidden_at IS NULL
                                                        OR coalesce(subject_answer.author_id = $4::uuid, FALSE)
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
                                                            OR coalesce(answered.author_id = $4::uuid, FALSE)
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
                                          concat('{"__typename":"Question","id":"question_', question_12."id", '"}')
                                        FROM
                                          "question" AS question_12
                                        WHERE
                                          (
                                            question_12."id" = notification_10.subject_id
                                            AND (
                                              (
                                                (
                                                  question_12.state = 'PUBLISHED'
                                                  AND question_12.hidden_at IS NULL
                                                )
                                                AND (
                                                  question_12.author_id IS NULL
                                                  OR question_12.author_id <> ALL (
                                                    (
                                                      SELECT
                                                        made.value
                                                      FROM
                                                        blocked AS made
                                                    )::uuid[]
                                                  )
                                                )
                                              )
                                              OR coalesce(question_12.author_id = $4::uuid, FALSE)
                                            )
                                          )
                                      )
                                      WHEN 'interview' THEN (
                                        SELECT
                                          concat('{"__typename":"Interview","id":"interview_', interview_13."id", '"}')
                                        FROM
                                          "interview" AS interview_13
                                        WHERE
                                          (
                                            interview_13."id" = notification_10.subject_id
                                            AND $4::uuid IN (interview_13.mentor_id, interview_13.learner_id)
                                          )
                                      )
                                      WHEN 'post' THEN (
                                        SELECT
                                          concat('{"__typename":"Post","id":"post_', post_14."id", '"}')
                                        FROM
                                          "post" AS post_14
                                        WHERE
                                          (
                                            post_14."id" = notification_10.subject_id
                                            AND (
                                              (
                                                (
                                                  post_14.state = 'PUBLISHED'
                                                  AND post_14.hidden_at IS NULL
                                                  AND post_14.publish_at <= $3::timestamptz
                                                )
                                                AND post_14.author_id <> ALL (
                                                  (
                                                    SELECT
                                                      made.value
                                                    FROM
                                                      blocked AS made
                                                  )::uuid[]
                                                )
                                              )
                                              OR post_14.author_id = $4::uuid
                                            )
                                          )
                                      )
                                      WHEN 'answer' THEN (
                                        SELECT
                                          concat('{"__typename":"Answer","id":"answer_', answer_15."id", '"}')
                                        FROM
                                          "answer" AS answer_15
                                        WHERE
                                          (
                                            answer_15."id" = notification_10.subject_id
                                            AND (
                                              (
                                                answer_15.hidden_at IS NULL
                                                OR coalesce(answer_15.author_id = $4::uuid, FALSE)
                                              )
                                              AND answer_15.author_id <> ALL (
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
                                                  answered.id = answer_15.question_id
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
                                                    OR coalesce(answered.author_id = $4::uuid, FALSE)
                                                  )
                                              )
                                            )
                                          )
                                      )
                                      WHEN 'waitlist' THEN (
                                        SELECT
                                          concat('{"__typename":"WaitlistEntry","id":"waitlist_', waitlist_entry_16."id", '"}')
                                        FROM
                                          "waitlist_entry" AS waitlist_entry_16
                                        WHERE
                                          (
                                            waitlist_entry_16."id" = notification_10.subject_id
                                            AND (
                                              waitlist_entry_16.learner_id = $4::uuid
                                              AND waitlist_entry_16.to_at > $3::timestamptz
                                            )
                                          )
                                      )
                                    END,
                                    'null'
                                  ),
                                  '}'
                                )
                              FROM
                                "notification" AS notification_10
                              WHERE
                                (
                                  notification_10."id" = viewer_event_2_page.subject_id
                                  AND (
                                    notification_10.account_id = $4::uuid
                                    AND (
                                      CASE notification_10.subject_kind
                                        WHEN 'interview' THEN TRUE
                                        WHEN 'waitlist' THEN EXISTS (
                                          SELECT
                                          FROM
                                            waitlist_entry AS waits
                                          WHERE
                                            waits.id = notification_10.subject_id
                                            AND waits.offered_until > $3::timestamptz
                                            AND (
                                              waits.learner_id = $4::uuid
                                              AND waits.to_at > $3::timestamptz
                                            )
                                        )
                                        WHEN 'comment' THEN EXISTS (
                                          SELECT
                                          FROM
                                            comment AS told
                                          WHERE
                                            told.id = notification_10.subject_id
                                            AND told.deleted_at IS NULL
                                            AND (
                                              (
                                                told.hidden_at IS NULL
                                                OR told.author_id = $4::uuid
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
                                                      OR subject_post.author_id = $4::uuid
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
                                                      OR coalesce(subject_question.author_id = $4::uuid, FALSE)
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
                                                        OR coalesce(subject_answer.author_id = $4::uuid, FALSE)
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
                                                            OR coalesce(answered.author_id = $4::uuid, FALSE)
                                                          )
                                                      )
                                                    )
                                                )
                                                ELSE FALSE
                                              END
                                            )
                                        )
                                        ELSE CASE notification_10.subject_kind
                                          WHEN 'post' THEN EXISTS (
                                            SELECT
                                            FROM
                                              "post" AS subject_post
                                            WHERE
                                              subject_post.id = notification_10.subject_id
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
                                                OR subject_post.author_id = $4::uuid
                                              )
                                          )
                                          WHEN 'question' THEN EXISTS (
                                            SELECT
                                            FROM
                                              "question" AS subject_question
                                            WHERE
                                              subject_question.id = notification_10.subject_id
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
                                                OR coalesce(subject_question.author_id = $4::uuid, FALSE)
                                              )
                                          )
                                          WHEN 'answer' THEN EXISTS (
                                            SELECT
                                            FROM
                                              "answer" AS subject_answer
                                            WHERE
                                              subject_answer.id = notification_10.subject_id
                                              AND (
                                                (
                                                  subject_answer.hidden_at IS NULL
                                                  OR coalesce(subject_answer.author_id = $4::uuid, FALSE)
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
                                                      OR coalesce(answered.author_id = $4::uuid, FALSE)
                                                    )
                                                )
                                              )
                                          )
                                          ELSE FALSE
                                        END
                                      END
                                      AND (
                                        notification_10.subject_kind = 'interview'
                                        OR notification_10.actor_id IS NULL
                                        OR notification_10.actor_id <> ALL (
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
                            ),
                            'null'
                          ),
                          ',"viewer":',
                          coalesce(
                            (
                              SELECT
                                concat(
                                  '{"id":"viewer_',
                                  viewer_17."id",
                                  '","unreadNotificationCount":',
                                  coalesce(
                                    to_json(
                                      (
                                        SELECT
                                          count(*)
                                        FROM
                                          notification AS unread
                                        WHERE
                                          unread.account_id = viewer_17.id
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
                                                  AND waits.offered_until > $3::timestamptz
                                                  AND (
                                                    waits.learner_id = $4::uuid
                                                    AND waits.to_at > $3::timestamptz
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
                                                      OR told.author_id = $4::uuid
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
                                                            OR subject_post.author_id = $4::uuid
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
                                                            OR coalesce(subject_question.author_id = $4::uuid, FALSE)
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
                                                              OR coalesce(subject_answer.author_id = $4::uuid, FALSE)
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
                                                                  OR coalesce(answered.author_id = $4::uuid, FALSE)
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
                                                      OR subject_post.author_id = $4::uuid
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
                                                      OR coalesce(subject_question.author_id = $4::uuid, FALSE)
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
                                                        OR coalesce(subject_answer.author_id = $4::uuid, FALSE)
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
                                                            OR coalesce(answered.author_id = $4::uuid, FALSE)
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
                                "account" AS viewer_17
                              WHERE
                                (
                                  viewer_17."id" = viewer_event_2_page.account_id
                                  AND viewer_17.id = $4::uuid
                                )
                            ),
                            'null'
                          ),
                          '}'
                        )
                        ELSE 'null'
                      END,
                      ','
                      ORDER BY
                        viewer_event_2_page.k0 ASC,
                        viewer_event_2_page.k1 ASC
                    ) FILTER (
                      WHERE
                        viewer_event_2_page.n <= 20
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
                                        $2::text || concat_ws(
                                          '',
                                          'Viewer.events',
                                          (
                                            array_agg(
                                              viewer_event_2_page.k0
                                              ORDER BY
                                                viewer_event_2_page.k0 ASC,
                                                viewer_event_2_page.k1 ASC
                                            ) FILTER (
                                              WHERE
                                                viewer_event_2_page.n <= 20
                                            )
                                          ) [least(20, count(*))::int]::text,
                                          (
                                            array_agg(
                                              viewer_event_2_page.k1
                                              ORDER BY
                                                viewer_event_2_page.k0 ASC,
                                                viewer_event_2_page.k1 ASC
                                            ) FILTER (
                                              WHERE
                                                viewer_event_2_page.n <= 20
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
                                  'Viewer.events',
                                  (
                                    array_agg(
                                      viewer_event_2_page.k0
                                      ORDER BY
                                        viewer_event_2_page.k0 ASC,
                                        viewer_event_2_page.k1 ASC
                                    ) FILTER (
                                      WHERE
                                        viewer_event_2_page.n <= 20
                                    )
                                  ) [least(20, count(*))::int]::text,
                                  (
                                    array_agg(
                                      viewer_event_2_page.k1
                                      ORDER BY
                                        viewer_event_2_page.k0 ASC,
                                        viewer_event_2_page.k1 ASC
                                    ) FILTER (
                                      WHERE
                                        viewer_event_2_page.n <= 20
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
                      viewer_event_2.*,
                      viewer_event_2.position AS k0,
                      viewer_event_2."account_id" AS k1,
                      row_number() OVER (
                        ORDER BY
                          viewer_event_2.position ASC,
                          viewer_event_2."account_id" ASC
                      ) AS n
                    FROM
                      "viewer_event" AS viewer_event_2
                    WHERE
                      (
                        (
                          viewer_event_2.account_id = viewer_1.id
                          AND viewer_event_2.account_id = $4::uuid
                        )
                        AND (viewer_event_2.position, viewer_event_2."account_id") > ($5::int8, $6::uuid)
                      )
                    ORDER BY
                      viewer_event_2.position ASC,
                      viewer_event_2."account_id" ASC
                    LIMIT
                      21
                  ) AS viewer_event_2_page
              )
            END,
            '}'
          )
        FROM
          "account" AS viewer_1
        WHERE
          (
            viewer_1."id" = $4::uuid
            AND viewer_1.id = $4::uuid
          )
      ),
      'null'
    ),
    '}'
  ) AS answer;
