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
    '{"questions":',
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
                  c.kind = 'question'
                  AND c.traits && $1::text[]
                )
            ) - (
              SELECT
                count(*)
              FROM
                question q
              WHERE
                (
                  (
                    q.state = 'PUBLISHED'
                    AND q.hidden_at IS NULL
                    AND ARRAY[(ARRAY['EASY', 'MEDIUM', 'HARD']) [q.difficulty], q.kind] && $1::text[]
                  )
                  AND (
                    q.author_id = ANY (
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
          ',"nodes":[',
          string_agg(
            concat(
              '{"id":"question_',
              question_1_page."id",
              '","slug":',
              to_json(question_1_page."slug"),
              ',"prompt":',
              to_json(question_1_page."prompt"),
              ',"status":',
              coalesce(
                to_json(
                  CASE
                    WHEN question_1_page.hidden_at IS NOT NULL THEN 'HIDDEN'
                    ELSE question_1_page.state
                  END
                )::text,
                'null'
              ),
              ',"difficulty":',
              coalesce(to_json((ARRAY['EASY', 'MEDIUM', 'HARD']) [question_1_page.difficulty])::text, 'null'),
              ',"kind":',
              to_json(question_1_page."kind"),
              ',"area":',
              coalesce(
                (
                  SELECT
                    concat(
                      '{"id":"area_',
                      skill_area_2."id",
                      '","number":',
                      to_json(skill_area_2."number"),
                      ',"slug":',
                      to_json(skill_area_2."slug"),
                      '}'
                    )
                  FROM
                    "skill_area" AS skill_area_2
                  WHERE
                    (
                      skill_area_2.number = question_1_page.area_number
                      AND TRUE
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
                      concat('{"id":"topic_', topic_3."id", '","slug":', to_json(topic_3."slug"), ',"name":', to_json(topic_3."name"), '}'),
                      ','
                      ORDER BY
                        topic_3.position
                    ),
                    ']'
                  )
                FROM
                  (
                    SELECT
                      t.*,
                      tag.position
                    FROM
                      question_topic tag
                      JOIN topic t ON t.id = tag.topic_id
                    WHERE
                      tag.question_id = question_1_page.id
                  ) AS topic_3
                WHERE
                  TRUE
              ),
              ',"viewerAttempts":',
              coalesce(
                to_json(
                  (
                    SELECT
                      count(*)
                    FROM
                      valid_attempt a
                    WHERE
                      a.account_id = $2::uuid
                      AND a.question_id = question_1_page.id
                  )
                )::text,
                'null'
              ),
              '}'
            ),
            ','
            ORDER BY
              question_1_page.k0 DESC,
              question_1_page.k1 DESC
          ) FILTER (
            WHERE
              question_1_page.n <= 10
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
                                'Query.questions MOST_ASKED',
                                (
                                  array_agg(
                                    question_1_page.k0
                                    ORDER BY
                                      question_1_page.k0 DESC,
                                      question_1_page.k1 DESC
                                  ) FILTER (
                                    WHERE
                                      question_1_page.n <= 10
                                  )
                                ) [least(10, count(*))::int]::text,
                                (
                                  array_agg(
                                    question_1_page.k1
                                    ORDER BY
                                      question_1_page.k0 DESC,
                                      question_1_page.k1 DESC
                                  ) FILTER (
                                    WHERE
                                      question_1_page.n <= 10
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
                        'Query.questions MOST_ASKED',
                        (
                          array_agg(
                            question_1_page.k0
                            ORDER BY
                              question_1_page.k0 DESC,
                              question_1_page.k1 DESC
                          ) FILTER (
                            WHERE
                              question_1_page.n <= 10
                          )
                        ) [least(10, count(*))::int]::text,
                        (
                          array_agg(
                            question_1_page.k1
                            ORDER BY
                              question_1_page.k0 DESC,
                              question_1_page.k1 DESC
                          ) FILTER (
                            WHERE
                              question_1_page.n <= 10
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
            question_1.*,
            question_1.asked_in AS k0,
            question_1."id" AS k1,
            row_number() OVER (
              ORDER BY
                question_1.asked_in DESC,
                question_1."id" DESC
            ) AS n
          FROM
            "question" AS question_1
          WHERE
            (
              question_1.state = 'PUBLISHED'
              AND question_1.hidden_at IS NULL
              AND question_1.difficulty = 1
              AND (
                (
                  (
                    question_1.state = 'PUBLISHED'
                    AND question_1.hidden_at IS NULL
                  )
                  AND (
                    question_1.author_id IS NULL
                    OR question_1.author_id <> ALL (
                      (
                        SELECT
                          made.value
                        FROM
                          blocked AS made
                      )::uuid[]
                    )
                  )
                )
                OR coalesce(question_1.author_id = $2::uuid, FALSE)
              )
            )
          ORDER BY
            question_1.asked_in DESC,
            question_1."id" DESC
          LIMIT
            11
        ) AS question_1_page
    ),
    '}'
  ) AS answer;
