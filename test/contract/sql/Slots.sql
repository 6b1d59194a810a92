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
    '{"offering":',
    coalesce(
      (
        SELECT
          concat(
            '{"id":"offering_',
            offering_1."id",
            '","title":',
            to_json(offering_1."title"),
            ',"durationMinutes":',
            to_json(offering_1."duration_minutes"),
            ',"confirmation":',
            to_json(offering_1."confirmation"),
            ',"cancelNoticeMinutes":',
            to_json(offering_1."cancel_notice_minutes"),
            ',"maxReschedules":',
            to_json(offering_1."max_reschedules"),
            ',"slots":␁0:{"starts":',
            coalesce(
              to_json(
                ARRAY(
                  SELECT
                    (
                      extract(
                        epoch
                        FROM
                          slot.starts_at
                      ) * 1000
                    )::int8
                  FROM
                    offering_start slot
                  WHERE
                    (
                      slot.offering_id = offering_1.id
                      AND (
                        (
                          slot.offering_id = offering_1.id
                          AND offering_1.active
                          AND NOT EXISTS (
                            SELECT
                            FROM
                              availability a
                            WHERE
                              a.mentor_id = offering_1.mentor_id
                              AND a.paused_until > $1::timestamptz
                          )
                          AND (
                            slot.held_until IS NULL
                            OR slot.held_until <= $1::timestamptz
                          )
                          AND slot.starts_at >= $1::timestamptz + make_interval(mins => offering_1.notice_minutes)
                          AND slot.starts_at < $1::timestamptz + make_interval(hours => 24 * offering_1.horizon_days)
                        )
                        OR (
                          slot.starts_at = (
                            SELECT
                              own.starts_at
                            FROM
                              slot_hold own
                            WHERE
                              own.learner_id = $2::uuid
                              AND own.offering_id = offering_1.id
                              AND own.expires_at > $1::timestamptz
                              AND own.starts_at > $1::timestamptz
                              AND own.ends_at = own.starts_at + make_interval(mins => offering_1.duration_minutes)
                          )
                          AND offering_1.active
                          AND NOT EXISTS (
                            SELECT
                            FROM
                              availability a
                            WHERE
                              a.mentor_id = offering_1.mentor_id
                              AND a.paused_until > $1::timestamptz
                          )
                        )
                      )
                      AND slot.starts_at >= $3::timestamptz
                      AND slot.starts_at < $4::timestamptz
                      AND NOT EXISTS (
                        SELECT
                        FROM
                          interview mine
                        WHERE
                          mine.learner_id = $2::uuid
                          AND mine.status IN ('PENDING', 'CONFIRMED', 'IN_PROGRESS')
                          AND (
                            mine.confirm_by IS NULL
                            OR mine.confirm_by > $1::timestamptz
                          )
                          AND mine.starts_at < slot.starts_at + make_interval(mins => offering_1.duration_minutes)
                          AND slot.starts_at < mine.ends_at
                      )
                      AND (
                        offering_1.max_per_learner IS NULL
                        OR offering_1.max_per_learner > (
                          SELECT
                            count(*)
                          FROM
                            interview mine
                          WHERE
                            mine.learner_id = $2::uuid
                            AND mine.offering_id = offering_1.id
                            AND mine.status IN ('PENDING', 'CONFIRMED', 'IN_PROGRESS')
                            AND (
                              mine.confirm_by IS NULL
                              OR mine.confirm_by > $1::timestamptz
                            )
                            AND mine.ends_at > $1::timestamptz
                        )
                      )
                    )
                  ORDER BY
                    slot.starts_at
                  LIMIT
                    1500
                )
              )::text,
              'null'
            ),
            ',"minutes":',
            coalesce(to_json(offering_1.duration_minutes)::text, 'null'),
            ',"terms":',
            coalesce(to_json(NULL::json)::text, 'null'),
            ',"schedule":',
            coalesce(to_json(NULL::json)::text, 'null'),
            ',"sessions":',
            coalesce(to_json(NULL::json)::text, 'null'),
            ',"mine":',
            coalesce(to_json(NULL::json)::text, 'null'),
            ',"held":',
            coalesce(to_json(NULL::float8)::text, 'null'),
            '}␁}'
          )
        FROM
          "offering" AS offering_1
        WHERE
          (
            offering_1."id" = $5::uuid
            AND (
              offering_1.mentor_id = $2::uuid
              OR (
                offering_1.active
                AND (
                  EXISTS (
                    SELECT
                    FROM
                      profile person
                    WHERE
                      person.account_id = offering_1.mentor_id
                      AND person.status = 'ACTIVE'
                  )
                  AND offering_1.mentor_id <> ALL (
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
    '}'
  ) AS answer;
