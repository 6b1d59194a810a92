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
  ),
  practice_new (value) AS MATERIALIZED (
    SELECT
      ARRAY(
        SELECT
          f.id
        FROM
          (
            SELECT DISTINCT
              ON (n.kin) n.id,
              n.asked_in,
              n.difficulty
            FROM
              (
                SELECT
                  q.id,
                  q.asked_in,
                  q.difficulty,
                  CASE
                    WHEN coalesce(
                      (
                        SELECT
                          s.bury_siblings
                        FROM
                          practice_settings s
                        WHERE
                          s.account_id = $1::uuid
                      ),
                      TRUE
                    ) THEN coalesce(
                      (
                        SELECT
                          t.topic_id
                        FROM
                          question_topic t
                        WHERE
                          t.question_id = q.id
                          AND t.position = 1
                      ),
                      q.id
                    )
                    ELSE q.id
                  END AS kin
                FROM
                  question AS q
                WHERE
                  q.state = 'PUBLISHED'
                  AND q.hidden_at IS NULL
                  AND (
                    (
                      (
                        q.state = 'PUBLISHED'
                        AND q.hidden_at IS NULL
                      )
                      AND (
                        q.author_id IS NULL
                        OR q.author_id <> ALL (
                          (
                            SELECT
                              made.value
                            FROM
                              blocked AS made
                          )::uuid[]
                        )
                      )
                    )
                    OR coalesce(q.author_id = $1::uuid, FALSE)
                  )
                  AND q.author_id IS DISTINCT FROM $1::uuid
                  AND NOT EXISTS (
                    SELECT
                    FROM
                      card c
                    WHERE
                      c.account_id = $1::uuid
                      AND c.question_id = q.id
                  )
                  AND NOT EXISTS (
                    SELECT
                    FROM
                      card_choice s
                    WHERE
                      s.account_id = $1::uuid
                      AND s.question_id = q.id
                      AND s.suspended
                  )
              ) n
            WHERE
              n.kin <> ALL (
                ARRAY(
                  SELECT
                    t.topic_id
                  FROM
                    card c
                    JOIN question_topic t ON t.question_id = c.question_id
                    AND t.position = 1
                  WHERE
                    c.account_id = $1::uuid
                    AND c.first_until > $2::timestamptz
                    AND coalesce(
                      (
                        SELECT
                          s.bury_siblings
                        FROM
                          practice_settings s
                        WHERE
                          s.account_id = $1::uuid
                      ),
                      TRUE
                    )
                )
              )
            ORDER BY
              n.kin,
              n.asked_in DESC,
              n.difficulty,
              n.id
          ) f
        ORDER BY
          f.asked_in DESC,
          f.difficulty,
          f.id
        LIMIT
          greatest(
            0,
            coalesce(
              (
                SELECT
                  s.new_per_day
                FROM
                  practice_settings s
                WHERE
                  s.account_id = $1::uuid
              ),
              '10'::int
            ) - (
              SELECT
                count(*)
              FROM
                card c
              WHERE
                c.account_id = $1::uuid
                AND c.first_until > $2::timestamptz
            )
          )
      )
  ),
  practice_reviews (value) AS MATERIALIZED (
    SELECT
      ARRAY(
        SELECT
          d.question_id
        FROM
          (
            SELECT
              due.question_id,
              due.last_until > $2::timestamptz AS again,
              row_number() OVER (
                PARTITION BY
                  due.last_until > $2::timestamptz
                ORDER BY
                  due.due_at,
                  due.id
              ) AS n
            FROM
              practice_card AS due
            WHERE
              (
                (
                  due.account_id = $1::uuid
                  AND NOT due.suspended
                  AND EXISTS (
                    SELECT
                    FROM
                      question AS asked
                    WHERE
                      asked.id = due.question_id
                      AND (
                        (
                          (
                            asked.state = 'PUBLISHED'
                            AND asked.hidden_at IS NULL
                          )
                          AND (
                            asked.author_id IS NULL
                            OR asked.author_id <> ALL (
                              (
                                SELECT
                                  made.value
                                FROM
                                  blocked AS made
                              )::uuid[]
                            )
                          )
                        )
                        OR coalesce(asked.author_id = $1::uuid, FALSE)
                      )
                  )
                )
                AND due.due_at <= $2::timestamptz
              )
          ) d
        WHERE
          d.again
          OR d.n <= greatest(
            0,
            coalesce(
              (
                SELECT
                  s.reviews_per_day
                FROM
                  practice_settings s
                WHERE
                  s.account_id = $1::uuid
              ),
              '100'::int
            ) - (
              SELECT
                count(*)
              FROM
                card c
              WHERE
                c.account_id = $1::uuid
                AND c.last_until > $2::timestamptz
                AND c.first_until <= $2::timestamptz
            )
          )
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
            '","practice":',
            coalesce(
              (
                SELECT
                  concat(
                    '{"id":"practice_',
                    practice_2."id",
                    '","dueCount":',
                    coalesce(
                      to_json(
                        (
                          SELECT
                            count(*)
                          FROM
                            practice_card AS due
                          WHERE
                            (
                              (
                                due.account_id = $1::uuid
                                AND NOT due.suspended
                                AND EXISTS (
                                  SELECT
                                  FROM
                                    question AS asked
                                  WHERE
                                    asked.id = due.question_id
                                    AND (
                                      (
                                        (
                                          asked.state = 'PUBLISHED'
                                          AND asked.hidden_at IS NULL
                                        )
                                        AND (
                                          asked.author_id IS NULL
                                          OR asked.author_id <> ALL (
                                            (
                                              SELECT
                                                made.value
                                              FROM
                                                blocked AS made
                                            )::uuid[]
                                          )
                                        )
                                      )
                                      OR coalesce(asked.author_id = $1::uuid, FALSE)
                                    )
                                )
                              )
                              AND due.due_at <= $2::timestamptz
                            )
                        )
                      )::text,
                      'null'
                    ),
                    ',"newToday":',
                    coalesce(
                      to_json(
                        cardinality(
                          (
                            SELECT
                              made.value
                            FROM
                              practice_new AS made
                          )::uuid[]
                        )
                      )::text,
                      'null'
                    ),
                    ',"streakDays":',
                    coalesce(
                      to_json(
                        (
                          SELECT
                            count(*)
                          FROM
                            (
                              SELECT
                                d.day + row_number() OVER (
                                  ORDER BY
                                    d.day DESC
                                )::int AS anchor,
                                max(d.day) OVER () AS last,
                                first_value(d.streak_until) OVER (
                                  ORDER BY
                                    d.day DESC
                                ) AS until
                              FROM
                                practice_day d
                              WHERE
                                d.account_id = practice_2.id
                            ) r
                          WHERE
                            r.anchor = r.last + 1
                            AND r.until > $2::timestamptz
                        )
                      )::text,
                      'null'
                    ),
                    ',"queue":',
                    (
                      SELECT
                        concat(
                          '{"nodes":[',
                          string_agg(
                            concat(
                              '{"id":"card_',
                              card_3_page."id",
                              '","dueAt":',
                              coalesce('"' || replace(to_char(card_3_page."due_at", 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '000Z', 'Z') || '"', 'null'),
                              ',"reps":',
                              coalesce(to_json(card_3_page."reps")::text, 'null'),
                              ',"lapses":',
                              coalesce(to_json(card_3_page."lapses")::text, 'null'),
                              ',"question":',
                              coalesce(
                                (
                                  SELECT
                                    concat(
                                      '{"id":"question_',
                                      question_4."id",
                                      '","slug":',
                                      to_json(question_4."slug"),
                                      ',"version":',
                                      to_json(question_4."version"),
                                      ',"prompt":',
                                      to_json(question_4."prompt"),
                                      ',"html":',
                                      to_json(question_4."html"),
                                      ',"hints":',
                                      to_json(question_4."hints"),
                                      ',"shortAnswer":',
                                      to_json(question_4."short_answer"),
                                      ',"answerHtml":',
                                      to_json(question_4."answer_html"),
                                      ',"rubric":',
                                      (
                                        SELECT
                                          concat(
                                            '[',
                                            string_agg(
                                              concat(
                                                '{"id":',
                                                coalesce(to_json(rubric_point_5."id")::text, 'null'),
                                                ',"text":',
                                                coalesce(to_json(rubric_point_5."text")::text, 'null'),
                                                ',"points":',
                                                coalesce(to_json(rubric_point_5."points")::text, 'null'),
                                                '}'
                                              ),
                                              ','
                                              ORDER BY
                                                rubric_point_5.position
                                            ),
                                            ']'
                                          )
                                        FROM
                                          (
                                            SELECT
                                              concat('rubric_', question_4.id, '_', item.value ->> 'id') AS id,
                                              item.value ->> 'text' AS text,
                                              (item.value ->> 'points')::int AS points,
                                              item.position
                                            FROM
                                              jsonb_array_elements(question_4.rubric) WITH ORDINALITY AS item (value, position)
                                          ) AS rubric_point_5
                                        WHERE
                                          TRUE
                                      ),
                                      ',"commonMistakes":',
                                      to_json(question_4."common_mistakes"),
                                      '}'
                                    )
                                  FROM
                                    "question" AS question_4
                                  WHERE
                                    (
                                      question_4."id" = card_3_page.question_id
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
                            ),
                            ','
                            ORDER BY
                              card_3_page.k0 ASC,
                              card_3_page.k1 ASC,
                              card_3_page.k2 ASC,
                              card_3_page.k3 ASC,
                              card_3_page.k4 ASC
                          ) FILTER (
                            WHERE
                              card_3_page.n <= 10
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
                                                'Practice.queue',
                                                (
                                                  array_agg(
                                                    card_3_page.k0
                                                    ORDER BY
                                                      card_3_page.k0 ASC,
                                                      card_3_page.k1 ASC,
                                                      card_3_page.k2 ASC,
                                                      card_3_page.k3 ASC,
                                                      card_3_page.k4 ASC
                                                  ) FILTER (
                                                    WHERE
                                                      card_3_page.n <= 10
                                                  )
                                                ) [least(10, count(*))::int]::text,
                                                (
                                                  array_agg(
                                                    card_3_page.k1
                                                    ORDER BY
                                                      card_3_page.k0 ASC,
                                                      card_3_page.k1 ASC,
                                                      card_3_page.k2 ASC,
                                                      card_3_page.k3 ASC,
                                                      card_3_page.k4 ASC
                                                  ) FILTER (
                                                    WHERE
                                                      card_3_page.n <= 10
                                                  )
                                                ) [least(10, count(*))::int]::text,
                                                (
                                                  array_agg(
                                                    card_3_page.k2
                                                    ORDER BY
                                                      card_3_page.k0 ASC,
                                                      card_3_page.k1 ASC,
                                                      card_3_page.k2 ASC,
                                                      card_3_page.k3 ASC,
                                                      card_3_page.k4 ASC
                                                  ) FILTER (
                                                    WHERE
                                                      card_3_page.n <= 10
                                                  )
                                                ) [least(10, count(*))::int]::text,
                                                (
                                                  array_agg(
                                                    card_3_page.k3
                                                    ORDER BY
                                                      card_3_page.k0 ASC,
                                                      card_3_page.k1 ASC,
                                                      card_3_page.k2 ASC,
                                                      card_3_page.k3 ASC,
                                                      card_3_page.k4 ASC
                                                  ) FILTER (
                                                    WHERE
                                                      card_3_page.n <= 10
                                                  )
                                                ) [least(10, count(*))::int]::text,
                                                (
                                                  array_agg(
                                                    card_3_page.k4
                                                    ORDER BY
                                                      card_3_page.k0 ASC,
                                                      card_3_page.k1 ASC,
                                                      card_3_page.k2 ASC,
                                                      card_3_page.k3 ASC,
                                                      card_3_page.k4 ASC
                                                  ) FILTER (
                                                    WHERE
                                                      card_3_page.n <= 10
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
                                        'Practice.queue',
                                        (
                                          array_agg(
                                            card_3_page.k0
                                            ORDER BY
                                              card_3_page.k0 ASC,
                                              card_3_page.k1 ASC,
                                              card_3_page.k2 ASC,
                                              card_3_page.k3 ASC,
                                              card_3_page.k4 ASC
                                          ) FILTER (
                                            WHERE
                                              card_3_page.n <= 10
                                          )
                                        ) [least(10, count(*))::int]::text,
                                        (
                                          array_agg(
                                            card_3_page.k1
                                            ORDER BY
                                              card_3_page.k0 ASC,
                                              card_3_page.k1 ASC,
                                              card_3_page.k2 ASC,
                                              card_3_page.k3 ASC,
                                              card_3_page.k4 ASC
                                          ) FILTER (
                                            WHERE
                                              card_3_page.n <= 10
                                          )
                                        ) [least(10, count(*))::int]::text,
                                        (
                                          array_agg(
                                            card_3_page.k2
                                            ORDER BY
                                              card_3_page.k0 ASC,
                                              card_3_page.k1 ASC,
                                              card_3_page.k2 ASC,
                                              card_3_page.k3 ASC,
                                              card_3_page.k4 ASC
                                          ) FILTER (
                                            WHERE
                                              card_3_page.n <= 10
                                          )
                                        ) [least(10, count(*))::int]::text,
                                        (
                                          array_agg(
                                            card_3_page.k3
                                            ORDER BY
                                              card_3_page.k0 ASC,
                                              card_3_page.k1 ASC,
                                              card_3_page.k2 ASC,
                                              card_3_page.k3 ASC,
                                              card_3_page.k4 ASC
                                          ) FILTER (
                                            WHERE
                                              card_3_page.n <= 10
                                          )
                                        ) [least(10, count(*))::int]::text,
                                        (
                                          array_agg(
                                            card_3_page.k4
                                            ORDER BY
                                              card_3_page.k0 ASC,
                                              card_3_page.k1 ASC,
                                              card_3_page.k2 ASC,
                                              card_3_page.k3 ASC,
                                              card_3_page.k4 ASC
                                          ) FILTER (
                                            WHERE
                                              card_3_page.n <= 10
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
                            card_3.*,
                            (card_3.due_at IS NULL) AS k0,
                            coalesce(card_3.due_at, '-infinity') AS k1,
                            CASE
                              WHEN card_3.due_at IS NULL THEN - card_3.asked_in
                              ELSE 0
                            END AS k2,
                            CASE
                              WHEN card_3.due_at IS NULL THEN card_3.difficulty::int
                              ELSE 0
                            END AS k3,
                            card_3."id" AS k4,
                            row_number() OVER (
                              ORDER BY
                                (card_3.due_at IS NULL) ASC,
                                coalesce(card_3.due_at, '-infinity') ASC,
                                CASE
                                  WHEN card_3.due_at IS NULL THEN - card_3.asked_in
                                  ELSE 0
                                END ASC,
                                CASE
                                  WHEN card_3.due_at IS NULL THEN card_3.difficulty::int
                                  ELSE 0
                                END ASC,
                                card_3."id" ASC
                            ) AS n
                          FROM
                            "practice_card" AS card_3
                          WHERE
                            (
                              (
                                card_3.account_id = $1::uuid
                                AND card_3.question_id = ANY (
                                  (
                                    SELECT
                                      made.value
                                    FROM
                                      practice_reviews AS made
                                  )::uuid[] || (
                                    SELECT
                                      made.value
                                    FROM
                                      practice_new AS made
                                  )::uuid[]
                                )
                              )
                              AND (
                                card_3.account_id = $1::uuid
                                AND EXISTS (
                                  SELECT
                                  FROM
                                    question AS asked
                                  WHERE
                                    asked.id = card_3.question_id
                                    AND (
                                      (
                                        (
                                          asked.state = 'PUBLISHED'
                                          AND asked.hidden_at IS NULL
                                        )
                                        AND (
                                          asked.author_id IS NULL
                                          OR asked.author_id <> ALL (
                                            (
                                              SELECT
                                                made.value
                                              FROM
                                                blocked AS made
                                            )::uuid[]
                                          )
                                        )
                                      )
                                      OR coalesce(asked.author_id = $1::uuid, FALSE)
                                    )
                                )
                              )
                            )
                          ORDER BY
                            (card_3.due_at IS NULL) ASC,
                            coalesce(card_3.due_at, '-infinity') ASC,
                            CASE
                              WHEN card_3.due_at IS NULL THEN - card_3.asked_in
                              ELSE 0
                            END ASC,
                            CASE
                              WHEN card_3.due_at IS NULL THEN card_3.difficulty::int
                              ELSE 0
                            END ASC,
                            card_3."id" ASC
                          LIMIT
                            11
                        ) AS card_3_page
                    ),
                    '}'
                  )
                FROM
                  "account" AS practice_2
                WHERE
                  (
                    practice_2."id" = viewer_1.id
                    AND practice_2.id = $1::uuid
                  )
              ),
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
