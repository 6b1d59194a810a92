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
    '{"skillArea":',
    coalesce(
      (
        SELECT
          concat(
            '{"id":"area_',
            skill_area_1."id",
            '","number":',
            to_json(skill_area_1."number"),
            ',"name":',
            to_json(skill_area_1."name"),
            ',"posts":',
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
                          c.kind = 'post'
                          AND c.areas && ARRAY[skill_area_1.number::int]
                        )
                    ) - (
                      SELECT
                        count(*)
                      FROM
                        post p
                      WHERE
                        (
                          p.state = 'PUBLISHED'
                          AND p.hidden_at IS NULL
                          AND p.publish_at > $1::timestamptz
                          AND p.areas && ARRAY[skill_area_1.number::int]
                        )
                    ) - (
                      SELECT
                        count(*)
                      FROM
                        post p
                      WHERE
                        (
                          p.state = 'PUBLISHED'
                          AND p.hidden_at IS NULL
                          AND p.publish_at <= $1::timestamptz
                          AND p.author_id = ANY (
                            (
                              SELECT
                                made.value
                              FROM
                                blocked AS made
                            )::uuid[]
                          )
                          AND p.areas && ARRAY[skill_area_1.number::int]
                        )
                    )
                  ),
                  ',"edges":[',
                  string_agg(
                    concat(
                      '{"cursor":"',
                      replace(
                        encode(
                          convert_to(
                            left(encode(sha256(convert_to($3::text || post_2_page.place, 'UTF8')), 'hex'), 16) || post_2_page.place,
                            'UTF8'
                          ),
                          'base64'
                        ),
                        E'\n',
                        ''
                      ),
                      '","node":{"id":"post_',
                      post_2_page."id",
                      '","slug":',
                      to_json(post_2_page."slug"),
                      ',"title":',
                      to_json(post_2_page."title"),
                      ',"publishedAt":',
                      coalesce(
                        '"' || replace(
                          to_char(
                            CASE
                              WHEN post_2_page.state <> 'DRAFT'
                              AND post_2_page.publish_at <= $1::timestamptz THEN post_2_page.publish_at
                            END,
                            'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
                          ),
                          '000Z',
                          'Z'
                        ) || '"',
                        'null'
                      ),
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
                              profile_3."account_id" = post_2_page.author_id
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
                      ',"topics":',
                      (
                        SELECT
                          concat(
                            '[',
                            string_agg(
                              concat('{"id":"topic_', topic_4."id", '","slug":', to_json(topic_4."slug"), ',"name":', to_json(topic_4."name"), '}'),
                              ','
                              ORDER BY
                                topic_4.position
                            ),
                            ']'
                          )
                        FROM
                          (
                            SELECT
                              t.*,
                              tag.position
                            FROM
                              post_topic tag
                              JOIN topic t ON t.id = tag.topic_id
                            WHERE
                              tag.post_id = post_2_page.id
                          ) AS topic_4
                        WHERE
                          TRUE
                      ),
                      '}}'
                    ),
                    ','
                    ORDER BY
                      post_2_page.k0 DESC,
                      post_2_page.k1 DESC
                  ) FILTER (
                    WHERE
                      post_2_page.n <= 10
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
                                        'SkillArea.posts',
                                        (
                                          array_agg(
                                            post_2_page.k0
                                            ORDER BY
                                              post_2_page.k0 DESC,
                                              post_2_page.k1 DESC
                                          ) FILTER (
                                            WHERE
                                              post_2_page.n <= 10
                                          )
                                        ) [least(10, count(*))::int]::text,
                                        (
                                          array_agg(
                                            post_2_page.k1
                                            ORDER BY
                                              post_2_page.k0 DESC,
                                              post_2_page.k1 DESC
                                          ) FILTER (
                                            WHERE
                                              post_2_page.n <= 10
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
                                'SkillArea.posts',
                                (
                                  array_agg(
                                    post_2_page.k0
                                    ORDER BY
                                      post_2_page.k0 DESC,
                                      post_2_page.k1 DESC
                                  ) FILTER (
                                    WHERE
                                      post_2_page.n <= 10
                                  )
                                ) [least(10, count(*))::int]::text,
                                (
                                  array_agg(
                                    post_2_page.k1
                                    ORDER BY
                                      post_2_page.k0 DESC,
                                      post_2_page.k1 DESC
                                  ) FILTER (
                                    WHERE
                                      post_2_page.n <= 10
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
                  ',"hasPreviousPage":false,"startCursor":',
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
                                        'SkillArea.posts',
                                        (
                                          array_agg(
                                            post_2_page.k0
                                            ORDER BY
                                              post_2_page.k0 DESC,
                                              post_2_page.k1 DESC
                                          ) FILTER (
                                            WHERE
                                              post_2_page.n <= 10
                                          )
                                        ) [1]::text,
                                        (
                                          array_agg(
                                            post_2_page.k1
                                            ORDER BY
                                              post_2_page.k0 DESC,
                                              post_2_page.k1 DESC
                                          ) FILTER (
                                            WHERE
                                              post_2_page.n <= 10
                                          )
                                        ) [1]::text
                                      ),
                                      'UTF8'
                                    )
                                  ),
                                  'hex'
                                ),
                                16
                              ) || concat_ws(
                                '',
                                'SkillArea.posts',
                                (
                                  array_agg(
                                    post_2_page.k0
                                    ORDER BY
                                      post_2_page.k0 DESC,
                                      post_2_page.k1 DESC
                                  ) FILTER (
                                    WHERE
                                      post_2_page.n <= 10
                                  )
                                ) [1]::text,
                                (
                                  array_agg(
                                    post_2_page.k1
                                    ORDER BY
                                      post_2_page.k0 DESC,
                                      post_2_page.k1 DESC
                                  ) FILTER (
                                    WHERE
                                      post_2_page.n <= 10
                                  )
                                ) [1]::text
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
                    post_2.*,
                    post_2.publish_at AS k0,
                    post_2."id" AS k1,
                    concat_ws('', 'SkillArea.posts', post_2.publish_at::text, post_2."id"::text) AS place,
                    row_number() OVER (
                      ORDER BY
                        post_2.publish_at DESC,
                        post_2."id" DESC
                    ) AS n
                  FROM
                    "post" AS post_2
                  WHERE
                    (
                      (
                        post_2.state = 'PUBLISHED'
                        AND post_2.hidden_at IS NULL
                        AND post_2.publish_at <= $1::timestamptz
                        AND post_2.areas @> ARRAY[skill_area_1.number::int]
                      )
                      AND (
                        (
                          (
                            post_2.state = 'PUBLISHED'
                            AND post_2.hidden_at IS NULL
                            AND post_2.publish_at <= $1::timestamptz
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
                        OR post_2.author_id = $2::uuid
                      )
                    )
                  ORDER BY
                    post_2.publish_at DESC,
                    post_2."id" DESC
                  LIMIT
                    11
                ) AS post_2_page
            ),
            ',"questions":',
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
                          AND c.areas && ARRAY[skill_area_1.number::int]
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
                            AND q.area_number = ANY (ARRAY[skill_area_1.number::int])
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
                      question_5_page."id",
                      '","slug":',
                      to_json(question_5_page."slug"),
                      ',"prompt":',
                      to_json(question_5_page."prompt"),
                      ',"difficulty":',
                      coalesce(to_json((ARRAY['EASY', 'MEDIUM', 'HARD']) [question_5_page.difficulty])::text, 'null'),
                      ',"kind":',
                      to_json(question_5_page."kind"),
                      '}'
                    ),
                    ','
                    ORDER BY
                      question_5_page.k0 DESC,
                      question_5_page.k1 DESC
                  ),
                  ']}'
                )
              FROM
                (
                  SELECT
                    question_5.*,
                    question_5.published_at AS k0,
                    question_5."id" AS k1
                  FROM
                    "question" AS question_5
                  WHERE
                    (
                      (
                        question_5.state = 'PUBLISHED'
                        AND question_5.hidden_at IS NULL
                        AND question_5.area_number = skill_area_1.number
                      )
                      AND (
                        (
                          (
                            question_5.state = 'PUBLISHED'
                            AND question_5.hidden_at IS NULL
                          )
                          AND (
                            question_5.author_id IS NULL
                            OR question_5.author_id <> ALL (
                              (
                                SELECT
                                  made.value
                                FROM
                                  blocked AS made
                              )::uuid[]
                            )
                          )
                        )
                        OR coalesce(question_5.author_id = $2::uuid, FALSE)
                      )
                    )
                  ORDER BY
                    question_5.published_at DESC,
                    question_5."id" DESC
                  LIMIT
                    5
                ) AS question_5_page
            ),
            '}'
          )
        FROM
          "skill_area" AS skill_area_1
        WHERE
          (
            skill_area_1.slug = $4::text
            AND TRUE
          )
      ),
      'null'
    ),
    '}'
  ) AS answer;
