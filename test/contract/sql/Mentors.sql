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
    '{"mentors":',
    (
      SELECT
        concat(
          '{"totalCount":',
          (
            (
              SELECT
                coalesce(sum(c.count), 0)::bigint
              FROM
                public_count c
              WHERE
                (
                  c.kind = 'mentor'
                  AND c.areas && $1::int[]
                )
            ) - (
              SELECT
                count(*)
              FROM
                mentor m
              WHERE
                m.account_id = ANY (
                  (
                    SELECT
                      made.value
                    FROM
                      blocked AS made
                  )::uuid[]
                )
                AND m.status = 'ACTIVE'
                AND m.areas && $1::int[]
            )
          ),
          ',"nodes":[',
          string_agg(
            concat(
              '{"id":"mentor_',
              mentor_1_page."account_id",
              '","profile":',
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
                    profile_2."account_id" = mentor_1_page.account_id
                ),
                'null'
              ),
              ',"expertise":',
              (
                SELECT
                  concat(
                    '[',
                    string_agg(
                      concat(
                        '{"topic":',
                        coalesce(
                          (
                            SELECT
                              concat('{"id":"topic_', topic_4."id", '","slug":', to_json(topic_4."slug"), ',"name":', to_json(topic_4."name"), '}')
                            FROM
                              "topic" AS topic_4
                            WHERE
                              (
                                topic_4."id" = expertise_3.topic_id
                                AND TRUE
                              )
                          ),
                          'null'
                        ),
                        ',"level":',
                        coalesce(to_json(expertise_3."level")::text, 'null'),
                        '}'
                      ),
                      ','
                      ORDER BY
                        expertise_3.level DESC,
                        expertise_3.asked_in DESC,
                        expertise_3.slug COLLATE "C"
                    ),
                    ']'
                  )
                FROM
                  (
                    SELECT
                      e.level,
                      e.topic_id,
                      t.asked_in,
                      t.slug
                    FROM
                      mentor_expertise e
                      JOIN topic t ON t.id = e.topic_id
                    WHERE
                      e.mentor_id = mentor_1_page.account_id
                  ) AS expertise_3
                WHERE
                  TRUE
              ),
              ',"rating":',
              coalesce(
                (
                  SELECT
                    concat(
                      '{"average":',
                      coalesce(to_json(mentor_rating_5."average")::text, 'null'),
                      ',"count":',
                      coalesce(to_json(mentor_rating_5."count")::text, 'null'),
                      '}'
                    )
                  FROM
                    (
                      SELECT
                        mentor_1_page.rating AS average,
                        mentor_1_page.review_count AS count
                    ) AS mentor_rating_5
                  WHERE
                    TRUE
                ),
                'null'
              ),
              ',"nextSlotAt":',
              coalesce(
                '"' || replace(
                  to_char(
                    CASE
                      WHEN mentor_1_page.next_slot_until > $3::timestamptz THEN nullif(mentor_1_page.next_slot_at, 'infinity')
                      ELSE (
                        SELECT
                          min(first.starts_at)
                        FROM
                          offering o
                          CROSS JOIN LATERAL (
                            SELECT
                              s.starts_at
                            FROM
                              offering_start s
                            WHERE
                              s.offering_id = o.id
                              AND o.active
                              AND NOT EXISTS (
                                SELECT
                                FROM
                                  availability a
                                WHERE
                                  a.mentor_id = o.mentor_id
                                  AND a.paused_until > $3::timestamptz
                              )
                              AND (
                                s.held_until IS NULL
                                OR s.held_until <= $3::timestamptz
                              )
                              AND s.starts_at >= $3::timestamptz + make_interval(mins => o.notice_minutes)
                              AND s.starts_at < $3::timestamptz + make_interval(hours => 24 * o.horizon_days)
                            ORDER BY
                              s.starts_at
                            LIMIT
                              1
                          ) first
                        WHERE
                          o.mentor_id = mentor_1_page.account_id
                      )
                    END,
                    'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
                  ),
                  '000Z',
                  'Z'
                ) || '"',
                'null'
              ),
              ',"offerings":',
              (
                SELECT
                  concat(
                    '[',
                    string_agg(
                      concat(
                        '{"id":"offering_',
                        offering_6."id",
                        '","title":',
                        to_json(offering_6."title"),
                        ',"durationMinutes":',
                        to_json(offering_6."duration_minutes"),
                        '}'
                      ),
                      ','
                      ORDER BY
                        offering_6.created_at,
                        offering_6.id
                    ),
                    ']'
                  )
                FROM
                  "offering" AS offering_6
                WHERE
                  (
                    offering_6.mentor_id = mentor_1_page.account_id
                    AND (
                      offering_6.mentor_id = $2::uuid
                      OR offering_6.active
                    )
                  )
              ),
              '}'
            ),
            ','
            ORDER BY
              mentor_1_page.k0 ASC,
              mentor_1_page.k1 ASC
          ) FILTER (
            WHERE
              mentor_1_page.n <= 10
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
                              $4::text || concat_ws(
                                '',
                                'Query.mentors NEXT_SLOT',
                                (
                                  array_agg(
                                    mentor_1_page.k0
                                    ORDER BY
                                      mentor_1_page.k0 ASC,
                                      mentor_1_page.k1 ASC
                                  ) FILTER (
                                    WHERE
                                      mentor_1_page.n <= 10
                                  )
                                ) [least(10, count(*))::int]::text,
                                (
                                  array_agg(
                                    mentor_1_page.k1
                                    ORDER BY
                                      mentor_1_page.k0 ASC,
                                      mentor_1_page.k1 ASC
                                  ) FILTER (
                                    WHERE
                                      mentor_1_page.n <= 10
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
                        'Query.mentors NEXT_SLOT',
                        (
                          array_agg(
                            mentor_1_page.k0
                            ORDER BY
                              mentor_1_page.k0 ASC,
                              mentor_1_page.k1 ASC
                          ) FILTER (
                            WHERE
                              mentor_1_page.n <= 10
                          )
                        ) [least(10, count(*))::int]::text,
                        (
                          array_agg(
                            mentor_1_page.k1
                            ORDER BY
                              mentor_1_page.k0 ASC,
                              mentor_1_page.k1 ASC
                          ) FILTER (
                            WHERE
                              mentor_1_page.n <= 10
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
            mentor_1.*,
            mentor_1.next_slot_at AS k0,
            mentor_1."account_id" AS k1,
            row_number() OVER (
              ORDER BY
                mentor_1.next_slot_at ASC,
                mentor_1."account_id" ASC
            ) AS n
          FROM
            "mentor" AS mentor_1
          WHERE
            (
              coalesce(mentor_1.areas && $5::int[], FALSE)
              AND (
                mentor_1.status = 'ACTIVE'
                AND mentor_1.account_id <> ALL (
                  (
                    SELECT
                      made.value
                    FROM
                      blocked AS made
                  )::uuid[]
                )
              )
            )
          ORDER BY
            mentor_1.next_slot_at ASC,
            mentor_1."account_id" ASC
          LIMIT
            11
        ) AS mentor_1_page
    ),
    '}'
  ) AS answer;
