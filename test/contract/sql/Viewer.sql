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
    '{"viewer":',
    coalesce(
      (
        SELECT
          concat(
            '{"id":"viewer_',
            viewer_1."id",
            '","email":',
            coalesce(to_json(viewer_1."email")::text, 'null'),
            ',"emailVerified":',
            coalesce(to_json(viewer_1.email_verified_at IS NOT NULL)::text, 'null'),
            ',"roles":',
            coalesce(
              to_json(
                ARRAY(
                  SELECT
                    'LEARNER'
                  UNION ALL
                  (
                    SELECT
                      g.role
                    FROM
                      role_grant g
                    WHERE
                      g.account_id = viewer_1.id
                    ORDER BY
                      array_position(ARRAY['MENTOR', 'MODERATOR', 'ADMIN'], g.role)
                  )
                )
              )::text,
              'null'
            ),
            ',"timeZone":',
            to_json(viewer_1."time_zone"),
            ',"profile":',
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
                    ',"bio":',
                    coalesce(to_json(profile_2."bio")::text, 'null'),
                    ',"languages":',
                    to_json(profile_2."languages"),
                    ',"links":',
                    (
                      SELECT
                        concat(
                          '[',
                          string_agg(
                            concat(
                              '{"label":',
                              coalesce(to_json(profile_link_3."label")::text, 'null'),
                              ',"url":',
                              coalesce(to_json(profile_link_3."url")::text, 'null'),
                              '}'
                            ),
                            ','
                            ORDER BY
                              profile_link_3.position
                          ),
                          ']'
                        )
                      FROM
                        (
                          SELECT
                            link.value ->> 'label' AS label,
                            link.value ->> 'url' AS url,
                            link.position
                          FROM
                            jsonb_array_elements(profile_2.links) WITH ORDINALITY AS link (value, position)
                        ) AS profile_link_3
                      WHERE
                        TRUE
                    ),
                    '}'
                  )
                FROM
                  "profile" AS profile_2
                WHERE
                  (
                    profile_2."account_id" = viewer_1.id
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
            ',"sessions":',
            (
              SELECT
                concat(
                  '[',
                  string_agg(
                    concat(
                      '{"id":"sign_in_session_',
                      sign_in_session_4."id",
                      '","userAgent":',
                      coalesce(to_json(sign_in_session_4."user_agent")::text, 'null'),
                      ',"lastUsedAt":"',
                      replace(to_char(sign_in_session_4."last_used_at", 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '000Z', 'Z'),
                      '","current":',
                      coalesce(to_json(coalesce(sign_in_session_4.id = $2::uuid, false))::text, 'null'),
                      '}'
                    ),
                    ','
                    ORDER BY
                      sign_in_session_4.last_used_at DESC,
                      sign_in_session_4.id DESC
                  ),
                  ']'
                )
              FROM
                "sign_in_session" AS sign_in_session_4
              WHERE
                (
                  sign_in_session_4.account_id = viewer_1.id
                  AND sign_in_session_4.ended_at IS NULL
                  AND sign_in_session_4.expires_at > $3::timestamptz
                  AND sign_in_session_4.account_id = $1::uuid
                  AND sign_in_session_4.ended_at IS NULL
                  AND sign_in_session_4.expires_at > $3::timestamptz
                )
            ),
            ',"signInMethods":',
            coalesce(
              to_json(
                ARRAY(
                  SELECT
                    'PASSWORD'
                  FROM
                    password_credential
                  WHERE
                    account_id = viewer_1.id
                  UNION ALL
                  (
                    SELECT
                      provider
                    FROM
                      provider_identity
                    WHERE
                      account_id = viewer_1.id
                    ORDER BY
                      array_position(ARRAY['GOOGLE', 'GITHUB', 'LINKEDIN'], provider)
                  )
                  UNION ALL
                  SELECT
                    'PASSKEY'
                  WHERE
                    EXISTS (
                      SELECT
                      FROM
                        passkey
                      WHERE
                        account_id = viewer_1.id
                    )
                )
              )::text,
              'null'
            ),
            ',"latestExport":',
            coalesce(
              (
                SELECT
                  concat(
                    '{"id":"export_',
                    data_export_5."id",
                    '","status":',
                    coalesce(
                      to_json(
                        CASE
                          WHEN data_export_5.status = 'READY'
                          AND data_export_5.expires_at <= $3::timestamptz THEN 'EXPIRED'
                          WHEN data_export_5.status = 'PENDING'
                          AND data_export_5.requested_at <= $3::timestamptz::timestamptz - interval '24 hours' THEN 'FAILED'
                          ELSE data_export_5.status
                        END
                      )::text,
                      'null'
                    ),
                    ',"requestedAt":"',
                    replace(to_char(data_export_5."requested_at", 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '000Z', 'Z'),
                    '","downloadUrl":␁0:{"id":',
                    coalesce(to_json(data_export_5.id)::text, 'null'),
                    ',"status":',
                    coalesce(
                      to_json(
                        CASE
                          WHEN data_export_5.status = 'READY'
                          AND data_export_5.expires_at <= $3::timestamptz THEN 'EXPIRED'
                          WHEN data_export_5.status = 'PENDING'
                          AND data_export_5.requested_at <= $3::timestamptz::timestamptz - interval '24 hours' THEN 'FAILED'
                          ELSE data_export_5.status
                        END
                      )::text,
                      'null'
                    ),
                    '}␁,"expiresAt":',
                    coalesce(
                      '"' || replace(to_char(data_export_5."expires_at", 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '000Z', 'Z') || '"',
                      'null'
                    ),
                    '}'
                  )
                FROM
                  "data_export" AS data_export_5
                WHERE
                  (
                    data_export_5."id" = (
                      SELECT
                        e.id
                      FROM
                        data_export e
                      WHERE
                        e.account_id = viewer_1.id
                      ORDER BY
                        e.requested_at DESC
                      LIMIT
                        1
                    )
                    AND data_export_5.account_id = $1::uuid
                  )
              ),
              'null'
            ),
            ',"notificationPreferences":',
            (
              SELECT
                concat(
                  '[',
                  string_agg(
                    concat(
                      '{"kind":',
                      coalesce(to_json(notification_preference_6."kind")::text, 'null'),
                      ',"channel":',
                      coalesce(to_json(notification_preference_6."channel")::text, 'null'),
                      ',"enabled":',
                      coalesce(to_json(notification_preference_6."enabled")::text, 'null'),
                      '}'
                    ),
                    ','
                    ORDER BY
                      notification_preference_6.position
                  ),
                  ']'
                )
              FROM
                (
                  SELECT
                    k.kind,
                    k.channel,
                    coalesce(p.enabled, k.enabled) AS enabled,
                    k.position
                  FROM
                    (
                      VALUES
                        ('INTERVIEW_BOOKED', 'IN_APP', 'true'::boolean, '0'::int),
                        ('INTERVIEW_BOOKED', 'EMAIL', 'true'::boolean, '1'::int),
                        ('INTERVIEW_BOOKED', 'PUSH', 'true'::boolean, '2'::int),
                        ('INTERVIEW_REQUESTED', 'IN_APP', 'true'::boolean, '3'::int),
                        ('INTERVIEW_REQUESTED', 'EMAIL', 'true'::boolean, '4'::int),
                        ('INTERVIEW_REQUESTED', 'PUSH', 'true'::boolean, '5'::int),
                        ('INTERVIEW_CONFIRMED', 'IN_APP', 'true'::boolean, '6'::int),
                        ('INTERVIEW_CONFIRMED', 'EMAIL', 'true'::boolean, '7'::int),
                        ('INTERVIEW_CONFIRMED', 'PUSH', 'true'::boolean, '8'::int),
                        ('INTERVIEW_DECLINED', 'IN_APP', 'true'::boolean, '9'::int),
                        ('INTERVIEW_DECLINED', 'EMAIL', 'true'::boolean, '10'::int),
                        ('INTERVIEW_DECLINED', 'PUSH', 'true'::boolean, '11'::int),
                        ('INTERVIEW_RESCHEDULED', 'IN_APP', 'true'::boolean, '12'::int),
                        ('INTERVIEW_RESCHEDULED', 'EMAIL', 'true'::boolean, '13'::int),
                        ('INTERVIEW_RESCHEDULED', 'PUSH', 'true'::boolean, '14'::int),
                        ('INTERVIEW_CANCELLED', 'IN_APP', 'true'::boolean, '15'::int),
                        ('INTERVIEW_CANCELLED', 'EMAIL', 'true'::boolean, '16'::int),
                        ('INTERVIEW_CANCELLED', 'PUSH', 'true'::boolean, '17'::int),
                        ('INTERVIEW_EXPIRED', 'IN_APP', 'true'::boolean, '18'::int),
                        ('INTERVIEW_EXPIRED', 'EMAIL', 'true'::boolean, '19'::int),
                        ('INTERVIEW_EXPIRED', 'PUSH', 'true'::boolean, '20'::int),
                        ('ATTENDANCE_REPORTED', 'IN_APP', 'true'::boolean, '21'::int),
                        ('ATTENDANCE_REPORTED', 'EMAIL', 'true'::boolean, '22'::int),
                        ('ATTENDANCE_REPORTED', 'PUSH', 'true'::boolean, '23'::int),
                        ('DISPUTE_RESOLVED', 'IN_APP', 'true'::boolean, '24'::int),
                        ('DISPUTE_RESOLVED', 'EMAIL', 'true'::boolean, '25'::int),
                        ('DISPUTE_RESOLVED', 'PUSH', 'true'::boolean, '26'::int),
                        ('SLOT_OFFERED', 'IN_APP', 'true'::boolean, '27'::int),
                        ('SLOT_OFFERED', 'EMAIL', 'true'::boolean, '28'::int),
                        ('SLOT_OFFERED', 'PUSH', 'true'::boolean, '29'::int),
                        ('COMMENT_ADDED', 'IN_APP', 'true'::boolean, '30'::int),
                        ('COMMENT_ADDED', 'EMAIL', 'false'::boolean, '31'::int),
                        ('COMMENT_ADDED', 'PUSH', 'true'::boolean, '32'::int),
                        ('REPLY_ADDED', 'IN_APP', 'true'::boolean, '33'::int),
                        ('REPLY_ADDED', 'EMAIL', 'false'::boolean, '34'::int),
                        ('REPLY_ADDED', 'PUSH', 'true'::boolean, '35'::int),
                        ('QUESTION_DECIDED', 'IN_APP', 'true'::boolean, '36'::int),
                        ('QUESTION_DECIDED', 'EMAIL', 'true'::boolean, '37'::int),
                        ('QUESTION_DECIDED', 'PUSH', 'false'::boolean, '38'::int),
                        ('ANSWER_ADDED', 'IN_APP', 'true'::boolean, '39'::int),
                        ('ANSWER_ADDED', 'EMAIL', 'false'::boolean, '40'::int),
                        ('ANSWER_ADDED', 'PUSH', 'false'::boolean, '41'::int),
                        ('ANSWER_ACCEPTED', 'IN_APP', 'true'::boolean, '42'::int),
                        ('ANSWER_ACCEPTED', 'EMAIL', 'false'::boolean, '43'::int),
                        ('ANSWER_ACCEPTED', 'PUSH', 'false'::boolean, '44'::int),
                        ('POST_PUBLISHED', 'IN_APP', 'true'::boolean, '45'::int),
                        ('POST_PUBLISHED', 'EMAIL', 'false'::boolean, '46'::int),
                        ('POST_PUBLISHED', 'PUSH', 'false'::boolean, '47'::int)
                    ) AS k (kind, channel, enabled, position)
                    LEFT JOIN notification_preference p ON p.account_id = viewer_1.id
                    AND p.kind = k.kind
                    AND p.channel = k.channel
                ) AS notification_preference_6
              WHERE
                TRUE
            ),
            ',"pushDevices":',
            (
              SELECT
                concat(
                  '[',
                  string_agg(
                    concat(
                      '{"id":"device_',
                      push_device_7."id",
                      '","platform":',
                      to_json(push_device_7."platform"),
                      ',"lastSeenAt":"',
                      replace(to_char(push_device_7."last_seen_at", 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '000Z', 'Z'),
                      '"}'
                    ),
                    ','
                    ORDER BY
                      push_device_7.last_seen_at DESC,
                      push_device_7.id
                  ),
                  ']'
                )
              FROM
                "push_device" AS push_device_7
              WHERE
                (
                  push_device_7.account_id = viewer_1.id
                  AND (
                    push_device_7.account_id = $1::uuid
                    AND EXISTS (
                      SELECT
                      FROM
                        sign_in_session s
                      WHERE
                        s.id = push_device_7.session_id
                        AND s.ended_at IS NULL
                        AND s.expires_at > $3::timestamptz
                    )
                  )
                )
            ),
            ',"eventCursor":',
            coalesce(
              to_json(
                replace(
                  encode(
                    convert_to(
                      left(
                        encode(
                          sha256(
                            convert_to(
                              $4::text || concat_ws(
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
            viewer_1."id" = $1::uuid
            AND viewer_1.id = $1::uuid
          )
      ),
      'null'
    ),
    '}'
  ) AS answer;
