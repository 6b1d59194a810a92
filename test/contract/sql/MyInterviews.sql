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
            '","interviews":',
            (
              SELECT
                concat(
                  '{"nodes":[',
                  string_agg(
                    concat(
                      concat(
                        '{"id":"interview_',
                        interview_2_page."id",
                        '","status":',
                        coalesce(
                          to_json(
                            CASE
                              WHEN interview_2_page.status = 'PENDING'
                              AND interview_2_page.confirm_by <= $1::timestamptz THEN 'EXPIRED'
                              ELSE interview_2_page.status
                            END
                          )::text,
                          'null'
                        ),
                        ',"startsAt":"',
                        replace(to_char(interview_2_page."starts_at", 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '000Z', 'Z'),
                        '","endsAt":"',
                        replace(to_char(interview_2_page."ends_at", 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '000Z', 'Z'),
                        '","confirmBy":',
                        coalesce(
                          '"' || replace(
                            to_char(
                              CASE
                                WHEN interview_2_page.status = 'PENDING'
                                AND interview_2_page.confirm_by > $1::timestamptz THEN interview_2_page.confirm_by
                              END,
                              'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
                            ),
                            '000Z',
                            'Z'
                          ) || '"',
                          'null'
                        ),
                        ',"version":',
                        to_json(interview_2_page."version"),
                        ',"viewerRole":',
                        coalesce(
                          to_json(
                            CASE $2::uuid
                              WHEN interview_2_page.mentor_id THEN 'MENTOR'
                              WHEN interview_2_page.learner_id THEN 'LEARNER'
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
                                mentor_3."account_id",
                                '","profile":',
                                coalesce(
                                  (
                                    SELECT
                                      concat(
                                        '{"id":"profile_',
                                        profile_4."account_id",
                                        '","handle":',
                                        to_json(profile_4."handle"),
                                        ',"name":',
                                        to_json(profile_4."name"),
                                        ',"headline":',
                                        coalesce(to_json(profile_4."headline")::text, 'null'),
                                        '}'
                                      )
                                    FROM
                                      "profile" AS profile_4
                                    WHERE
                                      profile_4."account_id" = mentor_3.account_id
                                  ),
                                  'null'
                                ),
                                '}'
                              )
                            FROM
                              "mentor" AS mentor_3
                            WHERE
                              (
                                mentor_3."account_id" = interview_2_page.mentor_id
                                AND (
                                  mentor_3.status = 'ACTIVE'
                                  AND mentor_3.account_id <> ALL (
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
                                learner_5."account_id",
                                '","profile":',
                                coalesce(
                                  (
                                    SELECT
                                      concat(
                                        '{"id":"profile_',
                                        profile_6."account_id",
                                        '","handle":',
                                        to_json(profile_6."handle"),
                                        ',"name":',
                                        to_json(profile_6."name"),
                                        ',"headline":',
                                        coalesce(to_json(profile_6."headline")::text, 'null'),
                                        '}'
                                      )
                                    FROM
                                      "profile" AS profile_6
                                    WHERE
                                      profile_6."account_id" = learner_5.account_id
                                  ),
                                  'null'
                                ),
                                '}'
                              )
                            FROM
                              "profile" AS learner_5
                            WHERE
                              (
                                learner_5."account_id" = interview_2_page.learner_id
                                AND (
                                  learner_5.status = 'ACTIVE'
                                  AND learner_5.account_id <> ALL (
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
                                offering_7."id",
                                '","title":',
                                to_json(offering_7."title"),
                                ',"durationMinutes":',
                                to_json(offering_7."duration_minutes"),
                                '}'
                              )
                            FROM
                              "offering" AS offering_7
                            WHERE
                              (
                                offering_7."id" = interview_2_page.offering_id
                                AND (
                                  offering_7.mentor_id = $2::uuid
                                  OR (
                                    offering_7.active
                                    AND (
                                      EXISTS (
                                        SELECT
                                        FROM
                                          profile person
                                        WHERE
                                          person.account_id = offering_7.mentor_id
                                          AND person.status = 'ACTIVE'
                                      )
                                      AND offering_7.mentor_id <> ALL (
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
                                concat('{"id":"topic_', topic_8."id", '","slug":', to_json(topic_8."slug"), ',"name":', to_json(topic_8."name"), '}'),
                                ','
                                ORDER BY
                                  topic_8.position
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
                                tag.interview_id = interview_2_page.id
                            ) AS topic_8
                          WHERE
                            TRUE
                        ),
                        ',"note":',
                        coalesce(
                          to_json(
                            CASE
                              WHEN $2::uuid IN (interview_2_page.mentor_id, interview_2_page.learner_id) THEN interview_2_page.note
                            END
                          )::text,
                          'null'
                        ),
                        ',"meetingUrl":',
                        coalesce(
                          to_json(
                            CASE
                              WHEN $2::uuid IN (interview_2_page.mentor_id, interview_2_page.learner_id)
                              AND interview_2_page.status IN ('CONFIRMED', 'IN_PROGRESS', 'COMPLETED') THEN interview_2_page.meeting_url
                            END
                          )::text,
                          'null'
                        ),
                        ',"rescheduleCount":',
                        to_json(interview_2_page."reschedule_count"),
                        ',"cancelledLate":',
                        coalesce(to_json(interview_2_page."cancelled_late")::text, 'null'),
                        ',"lastChange":',
                        coalesce(
                          (
                            SELECT
                              concat(
                                '{"at":',
                                coalesce('"' || replace(to_char(interview_change_9."at", 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '000Z', 'Z') || '"', 'null'),
                                ',"kind":',
                                coalesce(to_json(interview_change_9."kind")::text, 'null'),
                                ',"reason":',
                                coalesce(to_json(interview_change_9."reason")::text, 'null'),
                                ',"by":',
                                coalesce(
                                  (
                                    SELECT
                                      concat(
                                        '{"id":"profile_',
                                        profile_10."account_id",
                                        '","handle":',
                                        to_json(profile_10."handle"),
                                        ',"name":',
                                        to_json(profile_10."name"),
                                        ',"headline":',
                                        coalesce(to_json(profile_10."headline")::text, 'null'),
                                        '}'
                                      )
                                    FROM
                                      "profile" AS profile_10
                                    WHERE
                                      (
                                        profile_10."account_id" = interview_change_9.by_id
                                        AND (
                                          profile_10.status = 'ACTIVE'
                                          AND profile_10.account_id <> ALL (
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
                              (
                                SELECT
                                  r.at,
                                  r.kind,
                                  r.reason,
                                  r.by_id
                                FROM
                                  interview_revision r
                                WHERE
                                  r.interview_id = interview_2_page.id
                                ORDER BY
                                  r.number DESC
                                LIMIT
                                  1
                              ) AS interview_change_9
                            WHERE
                              TRUE
                          ),
                          'null'
                        ),
                        ',"attendanceClaims":',
                        (
                          SELECT
                            concat(
                              '[',
                              string_agg(
                                concat(
                                  '{"role":',
                                  coalesce(to_json(attendance_claim_11."role")::text, 'null'),
                                  ',"claim":',
                                  coalesce(to_json(attendance_claim_11."claim")::text, 'null'),
                                  ',"at":',
                                  coalesce(
                                    '"' || replace(to_char(attendance_claim_11."at", 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '000Z', 'Z') || '"',
                                    'null'
                                  ),
                                  '}'
                                ),
                                ','
                                ORDER BY
                                  attendance_claim_11.at,
                                  attendance_claim_11.role COLLATE "C"
                              ),
                              ']'
                            )
                          FROM
                            (
                              SELECT
                                c.role,
                                c.claim,
                                c.at
                              FROM
                                attendance_claim c
                              WHERE
                                c.interview_id = interview_2_page.id
                            ) AS attendance_claim_11
                          WHERE
                            TRUE
                        ),
                        ',"viewerCanConfirm":␁0:{"party":',
                        coalesce(
                          to_json(
                            CASE $2::uuid
                              WHEN interview_2_page.mentor_id THEN 'MENTOR'
                              WHEN interview_2_page.learner_id THEN 'LEARNER'
                            END
                          )::text,
                          'null'
                        ),
                        ',"status":',
                        coalesce(
                          to_json(
                            CASE
                              WHEN interview_2_page.status = 'PENDING'
                              AND interview_2_page.confirm_by <= $1::timestamptz THEN 'EXPIRED'
                              ELSE interview_2_page.status
                            END
                          )::text,
                          'null'
                        ),
                        ',"awaits":',
                        coalesce(to_json(interview_2_page.awaits)::text, 'null'),
                        ',"startsAt":',
                        coalesce(to_json(interview_2_page.starts_at)::text, 'null'),
                        ',"endsAt":',
                        coalesce(to_json(interview_2_page.ends_at)::text, 'null'),
                        ',"confirmBy":',
                        coalesce(to_json(interview_2_page.confirm_by)::text, 'null'),
                        ',"cancelNoticeMinutes":',
                        coalesce(to_json((interview_2_page.terms ->> 'cancelNoticeMinutes')::int)::text, 'null'),
                        ',"maxReschedules":',
                        coalesce(to_json((interview_2_page.terms ->> 'maxReschedules')::int)::text, 'null'),
                        ',"rescheduleCount":',
                        coalesce(to_json(interview_2_page.reschedule_count)::text, 'null'),
                        ',"hasClaimed":',
                        coalesce(
                          to_json(
                            EXISTS (
                              SELECT
                              FROM
                                attendance_claim c
                              WHERE
                                c.interview_id = interview_2_page.id
                                AND c.role = CASE $2::uuid
                                  WHEN interview_2_page.mentor_id THEN 'MENTOR'
                                  WHEN interview_2_page.learner_id THEN 'LEARNER'
                                END
                            )
                          )::text,
                          'null'
                        ),
                        '}␁,"viewerCanCancel":␁1:{"party":',
                        coalesce(
                          to_json(
                            CASE $2::uuid
                              WHEN interview_2_page.mentor_id THEN 'MENTOR'
                              WHEN interview_2_page.learner_id THEN 'LEARNER'
                            END
                          )::text,
                          'null'
                        ),
                        ',"status":',
                        coalesce(
                          to_json(
                            CASE
                              WHEN interview_2_page.status = 'PENDING'
                              AND interview_2_page.confirm_by <= $1::timestamptz THEN 'EXPIRED'
                              ELSE interview_2_page.status
                            END
                          )::text,
                          'null'
                        ),
                        ',"awaits":',
                        coalesce(to_json(interview_2_page.awaits)::text, 'null'),
                        ',"startsAt":',
                        coalesce(to_json(interview_2_page.starts_at)::text, 'null'),
                        ',"endsAt":',
                        coalesce(to_json(interview_2_page.ends_at)::text, 'null'),
                        ',"confirmBy":',
                        coalesce(to_json(interview_2_page.confirm_by)::text, 'null'),
                        ',"cancelNoticeMinutes":',
                        coalesce(to_json((interview_2_page.terms ->> 'cancelNoticeMinutes')::int)::text, 'null'),
                        ',"maxReschedules":',
                        coalesce(to_json((interview_2_page.terms ->> 'maxReschedules')::int)::text, 'null'),
                        ',"rescheduleCount":',
                        coalesce(to_json(interview_2_page.reschedule_count)::text, 'null'),
                        ',"hasClaimed":',
                        coalesce(
                          to_json(
                            EXISTS (
                              SELECT
                              FROM
                                attendance_claim c
                              WHERE
                                c.interview_id = interview_2_page.id
                                AND c.role = CASE $2::uuid
                                  WHEN interview_2_page.mentor_id THEN 'MENTOR'
                                  WHEN interview_2_page.learner_id THEN 'LEARNER'
                                END
                            )
                          )::text,
                          'null'
                        ),
                        '}␁,"viewerCanReschedule":␁2:{"party":',
                        coalesce(
                          to_json(
                            CASE $2::uuid
                              WHEN interview_2_page.mentor_id THEN 'MENTOR'
                              WHEN interview_2_page.learner_id THEN 'LEARNER'
                            END
                          )::text,
                          'null'
                        ),
                        ',"status":',
                        coalesce(
                          to_json(
                            CASE
                              WHEN interview_2_page.status = 'PENDING'
                              AND interview_2_page.confirm_by <= $1::timestamptz THEN 'EXPIRED'
                              ELSE interview_2_page.status
                            END
                          )::text,
                          'null'
                        ),
                        ',"awaits":',
                        coalesce(to_json(interview_2_page.awaits)::text, 'null'),
                        ',"startsAt":',
                        coalesce(to_json(interview_2_page.starts_at)::text, 'null'),
                        ',"endsAt":',
                        coalesce(to_json(interview_2_page.ends_at)::text, 'null'),
                        ',"confirmBy":',
                        coalesce(to_json(interview_2_page.confirm_by)::text, 'null'),
                        ',"cancelNoticeMinutes":',
                        coalesce(to_json((interview_2_page.terms ->> 'cancelNoticeMinutes')::int)::text, 'null'),
                        ',"maxReschedules":',
                        coalesce(to_json((interview_2_page.terms ->> 'maxReschedules')::int)::text, 'null')
                      ),
                      concat(
                        ',"rescheduleCount":',
                        coalesce(to_json(interview_2_page.reschedule_count)::text, 'null'),
                        ',"hasClaimed":',
                        coalesce(
                          to_json(
                            EXISTS (
                              SELECT
                              FROM
                                attendance_claim c
                              WHERE
                                c.interview_id = interview_2_page.id
                                AND c.role = CASE $2::uuid
                                  WHEN interview_2_page.mentor_id THEN 'MENTOR'
                                  WHEN interview_2_page.learner_id THEN 'LEARNER'
                                END
                            )
                          )::text,
                          'null'
                        ),
                        '}␁,"viewerCanReportAttendance":␁3:{"party":',
                        coalesce(
                          to_json(
                            CASE $2::uuid
                              WHEN interview_2_page.mentor_id THEN 'MENTOR'
                              WHEN interview_2_page.learner_id THEN 'LEARNER'
                            END
                          )::text,
                          'null'
                        ),
                        ',"status":',
                        coalesce(
                          to_json(
                            CASE
                              WHEN interview_2_page.status = 'PENDING'
                              AND interview_2_page.confirm_by <= $1::timestamptz THEN 'EXPIRED'
                              ELSE interview_2_page.status
                            END
                          )::text,
                          'null'
                        ),
                        ',"awaits":',
                        coalesce(to_json(interview_2_page.awaits)::text, 'null'),
                        ',"startsAt":',
                        coalesce(to_json(interview_2_page.starts_at)::text, 'null'),
                        ',"endsAt":',
                        coalesce(to_json(interview_2_page.ends_at)::text, 'null'),
                        ',"confirmBy":',
                        coalesce(to_json(interview_2_page.confirm_by)::text, 'null'),
                        ',"cancelNoticeMinutes":',
                        coalesce(to_json((interview_2_page.terms ->> 'cancelNoticeMinutes')::int)::text, 'null'),
                        ',"maxReschedules":',
                        coalesce(to_json((interview_2_page.terms ->> 'maxReschedules')::int)::text, 'null'),
                        ',"rescheduleCount":',
                        coalesce(to_json(interview_2_page.reschedule_count)::text, 'null'),
                        ',"hasClaimed":',
                        coalesce(
                          to_json(
                            EXISTS (
                              SELECT
                              FROM
                                attendance_claim c
                              WHERE
                                c.interview_id = interview_2_page.id
                                AND c.role = CASE $2::uuid
                                  WHEN interview_2_page.mentor_id THEN 'MENTOR'
                                  WHEN interview_2_page.learner_id THEN 'LEARNER'
                                END
                            )
                          )::text,
                          'null'
                        ),
                        '}␁}'
                      )
                    ),
                    ','
                    ORDER BY
                      interview_2_page.k0 ASC,
                      interview_2_page.k1 ASC
                  ) FILTER (
                    WHERE
                      interview_2_page.n <= 10
                  ),
                  '],"pageInfo":{"hasNextPage":',
                  to_json((count(*) > 10)),
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
                                        'Viewer.interviews EARLIEST',
                                        (
                                          array_agg(
                                            interview_2_page.k0
                                            ORDER BY
                                              interview_2_page.k0 ASC,
                                              interview_2_page.k1 ASC
                                          ) FILTER (
                                            WHERE
                                              interview_2_page.n <= 10
                                          )
                                        ) [least(10, count(*))::int]::text,
                                        (
                                          array_agg(
                                            interview_2_page.k1
                                            ORDER BY
                                              interview_2_page.k0 ASC,
                                              interview_2_page.k1 ASC
                                          ) FILTER (
                                            WHERE
                                              interview_2_page.n <= 10
                                          )
                                        ) [least(10, count(*))::int]::text
                                      ),
                                      'UTF8'
                                    )
                                  ),
                                  'hex'
                                ),
                                16
                              ) || concat_ws(
                                '',
                                'Viewer.interviews EARLIEST',
                                (
                                  array_agg(
                                    interview_2_page.k0
                                    ORDER BY
                                      interview_2_page.k0 ASC,
                                      interview_2_page.k1 ASC
                                  ) FILTER (
                                    WHERE
                                      interview_2_page.n <= 10
                                  )
                                ) [least(10, count(*))::int]::text,
                                (
                                  array_agg(
                                    interview_2_page.k1
                                    ORDER BY
                                      interview_2_page.k0 ASC,
                                      interview_2_page.k1 ASC
                                  ) FILTER (
                                    WHERE
                                      interview_2_page.n <= 10
                                  )
                                ) [least(10, count(*))::int]::text
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
                    interview_2.*,
                    interview_2.starts_at AS k0,
                    interview_2."id" AS k1,
                    row_number() OVER (
                      ORDER BY
                        interview_2.starts_at ASC,
                        interview_2."id" ASC
                    ) AS n
                  FROM
                    "interview" AS interview_2
                  WHERE
                    (
                      (
                        interview_2.mentor_id = viewer_1.id
                        OR interview_2.learner_id = viewer_1.id
                      )
                      AND $2::uuid IN (interview_2.mentor_id, interview_2.learner_id)
                    )
                  ORDER BY
                    interview_2.starts_at ASC,
                    interview_2."id" ASC
                  LIMIT
                    11
                ) AS interview_2_page
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
