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
    '{"search":',
    (
      SELECT
        concat(
          '{"nodes":[',
          string_agg(
            concat(
              '{"score":',
              coalesce(to_json(search_hit_1_page.score)::text, 'null'),
              ',"snippet":␁0:{"text":',
              coalesce(
                to_json(
                  left(
                    CASE search_hit_1_page.kind
                      WHEN 'post' THEN (
                        SELECT
                          p.markdown
                        FROM
                          post p
                        WHERE
                          p.id = search_hit_1_page.id
                      )
                      WHEN 'question' THEN (
                        SELECT
                          concat_ws(E'\n\n', q.short_answer, q.answer, q.prompt)
                        FROM
                          question q
                        WHERE
                          q.id = search_hit_1_page.id
                      )
                      ELSE (
                        SELECT
                          concat_ws(
                            E'\n\n',
                            p.headline,
                            p.bio,
                            (
                              SELECT
                                string_agg(
                                  t.name,
                                  ', '
                                  ORDER BY
                                    e.level DESC,
                                    t.slug COLLATE "C"
                                )
                              FROM
                                mentor_expertise e
                                JOIN topic t ON t.id = e.topic_id
                              WHERE
                                e.mentor_id = search_hit_1_page.id
                            ),
                            p.name
                          )
                        FROM
                          profile p
                        WHERE
                          p.account_id = search_hit_1_page.id
                      )
                    END,
                    20000
                  )
                )::text,
                'null'
              ),
              ',"marks":',
              coalesce(to_json(search_hit_1_page.marks)::text, 'null'),
              '}␁,"item":',
              coalesce(
                CASE search_hit_1_page.kind
                  WHEN 'post' THEN (
                    SELECT
                      concat(
                        '{"__typename":"Post","id":"post_',
                        post_2."id",
                        '","slug":',
                        to_json(post_2."slug"),
                        ',"title":',
                        to_json(post_2."title"),
                        ',"author":',
                        coalesce(
                          (
                            SELECT
                              concat(
                                '{"id":"profile_',
                                profile_3."account_id",
                                '","handle":',
                                to_json(profile_3."handle"),
                                ',"name":',
                                to_json(profile_3."name"),
                                ',"headline":',
                                coalesce(to_json(profile_3."headline")::text, 'null'),
                                '}'
                              )
                            FROM
                              "profile" AS profile_3
                            WHERE
                              (
                                profile_3."account_id" = post_2.author_id
                                AND (
                                  profile_3.status = 'ACTIVE'
                                  AND profile_3.account_id <> ALL (
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
                      "post" AS post_2
                    WHERE
                      (
                        post_2."id" = search_hit_1_page.id
                        AND (
                          (
                            (
                              post_2.state = 'PUBLISHED'
                              AND post_2.hidden_at IS NULL
                              AND post_2.publish_at <= $2::timestamptz
                            )
                            AND post_2.author_id <> ALL (
                              (
                                SELECT
                                  made.value
                                FROM
                                  blocked AS made
                              )::uuid[]
                            )
                          )
                          OR post_2.author_id = $1::uuid
                        )
                      )
                  )
                  WHEN 'question' THEN (
                    SELECT
                      concat(
                        '{"__typename":"Question","id":"question_',
                        question_4."id",
                        '","slug":',
                        to_json(question_4."slug"),
                        ',"prompt":',
                        to_json(question_4."prompt"),
                        ',"topics":',
                        (
                          SELECT
                            concat(
                              '[',
                              string_agg(
                                concat('{"id":"topic_', topic_5."id", '","slug":', to_json(topic_5."slug"), ',"name":', to_json(topic_5."name"), '}'),
                                ','
                                ORDER BY
                                  topic_5.position
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
                                tag.question_id = question_4.id
                            ) AS topic_5
                          WHERE
                            TRUE
                        ),
                        ',"area":',
                        coalesce(
                          (
                            SELECT
                              concat('{"id":"area_', skill_area_6."id", '","number":', to_json(skill_area_6."number"), '}')
                            FROM
                              "skill_area" AS skill_area_6
                            WHERE
                              (
                                skill_area_6.number = question_4.area_number
                                AND TRUE
                              )
                          ),
                          'null'
                        ),
                        '}'
                      )
                    FROM
                      "question" AS question_4
                    WHERE
                      (
                        question_4."id" = search_hit_1_page.id
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
                  )
                  WHEN 'mentor' THEN (
                    SELECT
                      concat(
                        '{"__typename":"Mentor","id":"mentor_',
                        mentor_7."account_id",
                        '","profile":',
                        coalesce(
                          (
                            SELECT
                              concat(
                                '{"id":"profile_',
                                profile_8."account_id",
                                '","handle":',
                                to_json(profile_8."handle"),
                                ',"name":',
                                to_json(profile_8."name"),
                                ',"headline":',
                                coalesce(to_json(profile_8."headline")::text, 'null'),
                                '}'
                              )
                            FROM
                              "profile" AS profile_8
                            WHERE
                              profile_8."account_id" = mentor_7.account_id
                          ),
                          'null'
                        ),
                        '}'
                      )
                    FROM
                      "mentor" AS mentor_7
                    WHERE
                      (
                        mentor_7."account_id" = search_hit_1_page.id
                        AND (
                          mentor_7.status = 'ACTIVE'
                          AND mentor_7.account_id <> ALL (
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
                END,
                'null'
              ),
              '}'
            ),
            ','
            ORDER BY
              search_hit_1_page.k0 ASC,
              search_hit_1_page.k1 ASC
          ) FILTER (
            WHERE
              search_hit_1_page.n <= 10
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
                                'Query.search',
                                (
                                  array_agg(
                                    search_hit_1_page.k0
                                    ORDER BY
                                      search_hit_1_page.k0 ASC,
                                      search_hit_1_page.k1 ASC
                                  ) FILTER (
                                    WHERE
                                      search_hit_1_page.n <= 10
                                  )
                                ) [least(10, count(*))::int]::text,
                                (
                                  array_agg(
                                    search_hit_1_page.k1
                                    ORDER BY
                                      search_hit_1_page.k0 ASC,
                                      search_hit_1_page.k1 ASC
                                  ) FILTER (
                                    WHERE
                                      search_hit_1_page.n <= 10
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
                        'Query.search',
                        (
                          array_agg(
                            search_hit_1_page.k0
                            ORDER BY
                              search_hit_1_page.k0 ASC,
                              search_hit_1_page.k1 ASC
                          ) FILTER (
                            WHERE
                              search_hit_1_page.n <= 10
                          )
                        ) [least(10, count(*))::int]::text,
                        (
                          array_agg(
                            search_hit_1_page.k1
                            ORDER BY
                              search_hit_1_page.k0 ASC,
                              search_hit_1_page.k1 ASC
                          ) FILTER (
                            WHERE
                              search_hit_1_page.n <= 10
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
            search_hit_1.*,
            search_hit_1.rank AS k0,
            search_hit_1."id" AS k1,
            row_number() OVER (
              ORDER BY
                search_hit_1.rank ASC,
                search_hit_1."id" ASC
            ) AS n
          FROM
            (
              SELECT
                *
              FROM
                (
                  SELECT
                    d.id,
                    d.kind,
                    d.areas,
                    d.difficulty,
                    plan.marks,
                    - d.points AS rank,
                    floor(d.points * 1000.0 / plan.best)::float8 / 1000 AS score
                  FROM
                    search_plan ($4::jsonb) AS plan
                    CROSS JOIN LATERAL search_found (plan, $5::text[]) AS d
                ) AS hits
              ORDER BY
                rank,
                id
              OFFSET
                0
            ) AS search_hit_1
          WHERE
            (
              search_hit_1.kind = ANY ($6::text[])
              AND CASE search_hit_1.kind
                WHEN 'post' THEN EXISTS (
                  SELECT
                  FROM
                    "post" AS open_post
                  WHERE
                    open_post.id = search_hit_1.id
                    AND (
                      open_post.state = 'PUBLISHED'
                      AND open_post.hidden_at IS NULL
                      AND open_post.publish_at <= $2::timestamptz
                    )
                    AND (
                      (
                        (
                          open_post.state = 'PUBLISHED'
                          AND open_post.hidden_at IS NULL
                          AND open_post.publish_at <= $2::timestamptz
                        )
                        AND open_post.author_id <> ALL (
                          (
                            SELECT
                              made.value
                            FROM
                              blocked AS made
                          )::uuid[]
                        )
                      )
                      OR open_post.author_id = $1::uuid
                    )
                )
                WHEN 'question' THEN EXISTS (
                  SELECT
                  FROM
                    "question" AS open_question
                  WHERE
                    open_question.id = search_hit_1.id
                    AND (
                      open_question.state = 'PUBLISHED'
                      AND open_question.hidden_at IS NULL
                    )
                    AND (
                      (
                        (
                          open_question.state = 'PUBLISHED'
                          AND open_question.hidden_at IS NULL
                        )
                        AND (
                          open_question.author_id IS NULL
                          OR open_question.author_id <> ALL (
                            (
                              SELECT
                                made.value
                              FROM
                                blocked AS made
                            )::uuid[]
                          )
                        )
                      )
                      OR coalesce(open_question.author_id = $1::uuid, FALSE)
                    )
                )
                ELSE (
                  EXISTS (
                    SELECT
                    FROM
                      profile person
                    WHERE
                      person.account_id = search_hit_1.id
                      AND person.status = 'ACTIVE'
                  )
                  AND search_hit_1.id <> ALL (
                    (
                      SELECT
                        made.value
                      FROM
                        blocked AS made
                    )::uuid[]
                  )
                )
              END
            )
          ORDER BY
            search_hit_1.rank ASC,
            search_hit_1."id" ASC
          LIMIT
            11
        ) AS search_hit_1_page
    ),
    '}'
  ) AS answer;
