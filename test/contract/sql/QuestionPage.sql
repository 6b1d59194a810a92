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
    '{"question":',
    coalesce(
      (
        SELECT
          concat(
            '{"id":"question_',
            question_1."id",
            '","slug":',
            to_json(question_1."slug"),
            ',"prompt":',
            to_json(question_1."prompt"),
            ',"html":',
            to_json(question_1."html"),
            ',"status":',
            coalesce(
              to_json(
                CASE
                  WHEN question_1.hidden_at IS NOT NULL THEN 'HIDDEN'
                  ELSE question_1.state
                END
              )::text,
              'null'
            ),
            ',"version":',
            to_json(question_1."version"),
            ',"difficulty":',
            coalesce(to_json((ARRAY['EASY', 'MEDIUM', 'HARD']) [question_1.difficulty])::text, 'null'),
            ',"kind":',
            to_json(question_1."kind"),
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
                    skill_area_2.number = question_1.area_number
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
                    tag.question_id = question_1.id
                ) AS topic_3
              WHERE
                TRUE
            ),
            ',"hints":',
            to_json(question_1."hints"),
            ',"shortAnswer":',
            to_json(question_1."short_answer"),
            ',"answer":',
            coalesce(
              to_json(
                CASE
                  WHEN (
                    coalesce(question_1.author_id = $1::uuid, FALSE)
                    AND question_1.state IN ('DRAFT', 'NEEDS_WORK')
                  ) THEN question_1.answer
                END
              )::text,
              'null'
            ),
            ',"answerHtml":',
            to_json(question_1."answer_html"),
            ',"rubric":',
            (
              SELECT
                concat(
                  '[',
                  string_agg(
                    concat(
                      '{"id":',
                      coalesce(to_json(rubric_point_4."id")::text, 'null'),
                      ',"text":',
                      coalesce(to_json(rubric_point_4."text")::text, 'null'),
                      ',"points":',
                      coalesce(to_json(rubric_point_4."points")::text, 'null'),
                      '}'
                    ),
                    ','
                    ORDER BY
                      rubric_point_4.position
                  ),
                  ']'
                )
              FROM
                (
                  SELECT
                    concat('rubric_', question_1.id, '_', item.value ->> 'id') AS id,
                    item.value ->> 'text' AS text,
                    (item.value ->> 'points')::int AS points,
                    item.position
                  FROM
                    jsonb_array_elements(question_1.rubric) WITH ORDINALITY AS item (value, position)
                ) AS rubric_point_4
              WHERE
                TRUE
            ),
            ',"commonMistakes":',
            to_json(question_1."common_mistakes"),
            ',"followUps":',
            (
              SELECT
                concat(
                  '[',
                  string_agg(
                    concat(
                      '{"prompt":',
                      coalesce(to_json(follow_up_5."prompt")::text, 'null'),
                      ',"probes":',
                      coalesce(to_json(follow_up_5."probes")::text, 'null'),
                      '}'
                    ),
                    ','
                    ORDER BY
                      follow_up_5.position
                  ),
                  ']'
                )
              FROM
                (
                  SELECT
                    item.value ->> 'prompt' AS "prompt",
                    item.value ->> 'probes' AS "probes",
                    item.position
                  FROM
                    jsonb_array_elements(question_1.follow_ups) WITH ORDINALITY AS item (value, position)
                ) AS follow_up_5
              WHERE
                TRUE
            ),
            ',"references":',
            (
              SELECT
                concat(
                  '[',
                  string_agg(
                    concat(
                      '{"title":',
                      coalesce(to_json(reference_6."title")::text, 'null'),
                      ',"url":',
                      coalesce(to_json(reference_6."url")::text, 'null'),
                      '}'
                    ),
                    ','
                    ORDER BY
                      reference_6.position
                  ),
                  ']'
                )
              FROM
                (
                  SELECT
                    item.value ->> 'title' AS "title",
                    item.value ->> 'url' AS "url",
                    item.position
                  FROM
                    jsonb_array_elements(question_1."references") WITH ORDINALITY AS item (value, position)
                ) AS reference_6
              WHERE
                TRUE
            ),
            ',"verifiedAt":',
            coalesce(to_json(question_1."verified_at")::text, 'null'),
            ',"viewerReveals":',
            coalesce(
              (
                SELECT
                  concat(
                    '{"hints":',
                    coalesce(to_json(reveals_7."hints")::text, 'null'),
                    ',"answer":',
                    coalesce(to_json(reveals_7."answer")::text, 'null'),
                    '}'
                  )
                FROM
                  (
                    SELECT
                      count(DISTINCT r.hint) AS hints,
                      coalesce(bool_or(r.part = 'ANSWER'), FALSE) AS answer
                    FROM
                      reveal r
                    WHERE
                      r.account_id = $1::uuid
                      AND r.question_id = question_1.id
                  ) AS reveals_7
                WHERE
                  TRUE
              ),
              'null'
            ),
            ',"viewerHasBookmarked":',
            coalesce(
              to_json(
                EXISTS (
                  SELECT
                  FROM
                    bookmark b
                  WHERE
                    b.account_id = $1::uuid
                    AND b.subject_id = question_1.id
                )
              )::text,
              'null'
            ),
            ',"viewerCanEdit":␁0:{"own":',
            coalesce(to_json(coalesce(question_1.author_id = $1::uuid, FALSE))::text, 'null'),
            ',"state":',
            coalesce(to_json(question_1.state)::text, 'null'),
            ',"area":',
            coalesce(to_json(question_1.area_number)::text, 'null'),
            '}␁,"answers":',
            (
              SELECT
                concat(
                  '{"totalCount":',
                  (
                    SELECT
                      count(*)
                    FROM
                      "answer" AS answer_8
                    WHERE
                      (
                        answer_8.question_id = question_1.id
                        AND (
                          (
                            answer_8.hidden_at IS NULL
                            OR coalesce(answer_8.author_id = $1::uuid, FALSE)
                          )
                          AND answer_8.author_id <> ALL (
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
                  ',"nodes":[',
                  string_agg(
                    concat(
                      '{"id":"answer_',
                      answer_8_page."id",
                      '","html":',
                      to_json(answer_8_page."html"),
                      ',"score":',
                      to_json(answer_8_page."score"),
                      ',"accepted":',
                      to_json(answer_8_page."accepted"),
                      ',"viewerVote":',
                      coalesce(
                        to_json(
                          coalesce(
                            (
                              SELECT
                                v.value
                              FROM
                                answer_vote v
                              WHERE
                                v.answer_id = answer_8_page.id
                                AND v.account_id = $1::uuid
                            ),
                            0
                          )
                        )::text,
                        'null'
                      ),
                      ',"author":',
                      coalesce(
                        (
                          SELECT
                            concat(
                              '{"id":"profile_',
                              profile_9."account_id",
                              '","handle":',
                              to_json(profile_9."handle"),
                              ',"name":',
                              to_json(profile_9."name"),
                              ',"headline":',
                              coalesce(to_json(profile_9."headline")::text, 'null'),
                              '}'
                            )
                          FROM
                            "profile" AS profile_9
                          WHERE
                            (
                              profile_9."account_id" = answer_8_page.author_id
                              AND (
                                profile_9.status = 'ACTIVE'
                                AND profile_9.account_id <> ALL (
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
                    ),
                    ','
                    ORDER BY
                      answer_8_page.k0 DESC,
                      answer_8_page.k1 DESC,
                      answer_8_page.k2 DESC
                  ) FILTER (
                    WHERE
                      answer_8_page.n <= 5
                  ),
                  '],"pageInfo":{"hasNextPage":',
                  to_json((count(*) > 5)),
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
                                        'Question.answers',
                                        (
                                          array_agg(
                                            answer_8_page.k0
                                            ORDER BY
                                              answer_8_page.k0 DESC,
                                              answer_8_page.k1 DESC,
                                              answer_8_page.k2 DESC
                                          ) FILTER (
                                            WHERE
                                              answer_8_page.n <= 5
                                          )
                                        ) [least(5, count(*))::int]::text,
                                        (
                                          array_agg(
                                            answer_8_page.k1
                                            ORDER BY
                                              answer_8_page.k0 DESC,
                                              answer_8_page.k1 DESC,
                                              answer_8_page.k2 DESC
                                          ) FILTER (
                                            WHERE
                                              answer_8_page.n <= 5
                                          )
                                        ) [least(5, count(*))::int]::text,
                                        (
                                          array_agg(
                                            answer_8_page.k2
                                            ORDER BY
                                              answer_8_page.k0 DESC,
                                              answer_8_page.k1 DESC,
                                              answer_8_page.k2 DESC
                                          ) FILTER (
                                            WHERE
                                              answer_8_page.n <= 5
                                          )
                                        ) [least(5, count(*))::int]::text
                                      ),
                                      'UTF8'
                                    )
                                  ),
                                  'hex'
                                ),
                                16
                              ) || concat_ws(
                                '',
                                'Question.answers',
                                (
                                  array_agg(
                                    answer_8_page.k0
                                    ORDER BY
                                      answer_8_page.k0 DESC,
                                      answer_8_page.k1 DESC,
                                      answer_8_page.k2 DESC
                                  ) FILTER (
                                    WHERE
                                      answer_8_page.n <= 5
                                  )
                                ) [least(5, count(*))::int]::text,
                                (
                                  array_agg(
                                    answer_8_page.k1
                                    ORDER BY
                                      answer_8_page.k0 DESC,
                                      answer_8_page.k1 DESC,
                                      answer_8_page.k2 DESC
                                  ) FILTER (
                                    WHERE
                                      answer_8_page.n <= 5
                                  )
                                ) [least(5, count(*))::int]::text,
                                (
                                  array_agg(
                                    answer_8_page.k2
                                    ORDER BY
                                      answer_8_page.k0 DESC,
                                      answer_8_page.k1 DESC,
                                      answer_8_page.k2 DESC
                                  ) FILTER (
                                    WHERE
                                      answer_8_page.n <= 5
                                  )
                                ) [least(5, count(*))::int]::text
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
                    answer_8.*,
                    answer_8.accepted AS k0,
                    answer_8.score AS k1,
                    answer_8."id" AS k2,
                    row_number() OVER (
                      ORDER BY
                        answer_8.accepted DESC,
                        answer_8.score DESC,
                        answer_8."id" DESC
                    ) AS n
                  FROM
                    "answer" AS answer_8
                  WHERE
                    (
                      answer_8.question_id = question_1.id
                      AND (
                        (
                          answer_8.hidden_at IS NULL
                          OR coalesce(answer_8.author_id = $1::uuid, FALSE)
                        )
                        AND answer_8.author_id <> ALL (
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
                    answer_8.accepted DESC,
                    answer_8.score DESC,
                    answer_8."id" DESC
                  LIMIT
                    6
                ) AS answer_8_page
            ),
            '}'
          )
        FROM
          "question" AS question_1
        WHERE
          (
            question_1.id = (
              SELECT
                coalesce(named.successor_id, named.id)
              FROM
                question named
              WHERE
                named.slug = $3::text
            )
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
              OR coalesce(question_1.author_id = $1::uuid, FALSE)
            )
          )
      ),
      'null'
    ),
    '}'
  ) AS answer;
