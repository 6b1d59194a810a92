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
    '{"post":',
    coalesce(
      (
        SELECT
          concat(
            '{"id":"post_',
            post_1."id",
            '","slug":',
            to_json(post_1."slug"),
            ',"title":',
            to_json(post_1."title"),
            ',"html":',
            to_json(post_1."html"),
            ',"markdown":',
            to_json(post_1."markdown"),
            ',"status":',
            coalesce(
              to_json(
                CASE
                  WHEN post_1.hidden_at IS NOT NULL THEN 'HIDDEN'
                  WHEN post_1.state = 'PUBLISHED'
                  AND post_1.publish_at > $1::timestamptz THEN 'SCHEDULED'
                  ELSE post_1.state
                END
              )::text,
              'null'
            ),
            ',"version":',
            to_json(post_1."version"),
            ',"publishedAt":',
            coalesce(
              '"' || replace(
                to_char(
                  CASE
                    WHEN post_1.state <> 'DRAFT'
                    AND post_1.publish_at <= $1::timestamptz THEN post_1.publish_at
                  END,
                  'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
                ),
                '000Z',
                'Z'
              ) || '"',
              'null'
            ),
            ',"scheduledFor":',
            coalesce(
              '"' || replace(
                to_char(
                  CASE
                    WHEN post_1.state = 'PUBLISHED'
                    AND post_1.hidden_at IS NULL
                    AND post_1.publish_at > $1::timestamptz THEN post_1.publish_at
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
                  (
                    profile_2."account_id" = post_1.author_id
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
                    post_topic tag
                    JOIN topic t ON t.id = tag.topic_id
                  WHERE
                    tag.post_id = post_1.id
                ) AS topic_3
              WHERE
                TRUE
            ),
            ',"viewerCanEdit":␁0:{"own":',
            coalesce(to_json(coalesce(post_1.author_id = $2::uuid, FALSE))::text, 'null'),
            ',"hidden":',
            coalesce(to_json(post_1.hidden_at IS NOT NULL)::text, 'null'),
            '}␁,"viewerHasBookmarked":',
            coalesce(
              to_json(
                EXISTS (
                  SELECT
                  FROM
                    bookmark b
                  WHERE
                    b.account_id = $2::uuid
                    AND b.subject_id = post_1.id
                )
              )::text,
              'null'
            ),
            ',"reactionCount":',
            coalesce(to_json(post_1_subject.reaction_count)::text, 'null'),
            ',"reactions":',
            (
              SELECT
                concat(
                  '[',
                  string_agg(
                    concat(
                      '{"kind":',
                      coalesce(to_json(reaction_count_4."kind")::text, 'null'),
                      ',"count":',
                      coalesce(to_json(reaction_count_4."count")::text, 'null'),
                      ',"viewerHasReacted":',
                      coalesce(to_json(reaction_count_4."viewer_has_reacted")::text, 'null'),
                      '}'
                    ),
                    ','
                    ORDER BY
                      reaction_count_4.count DESC,
                      reaction_count_4.kind COLLATE "C"
                  ),
                  ']'
                )
              FROM
                (
                  SELECT
                    r.kind,
                    count(*)::int AS count,
                    coalesce(bool_or(r.account_id = $2::uuid), FALSE) AS viewer_has_reacted
                  FROM
                    reaction r
                  WHERE
                    r.subject_id = post_1.id
                  GROUP BY
                    r.kind
                ) AS reaction_count_4
              WHERE
                TRUE
            ),
            ',"commentCount":',
            coalesce(to_json(post_1_subject.comment_count)::text, 'null'),
            ',"comments":',
            (
              SELECT
                concat(
                  '{"nodes":[',
                  string_agg(
                    concat(
                      '{"id":"comment_',
                      comment_5_page."id",
                      '","html":',
                      coalesce(
                        to_json(
                          CASE
                            WHEN comment_5_page.deleted_at IS NULL THEN comment_5_page.html
                          END
                        )::text,
                        'null'
                      ),
                      ',"createdAt":"',
                      replace(to_char(comment_5_page."created_at", 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '000Z', 'Z'),
                      '","author":',
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
                            (
                              profile_6."account_id" = CASE
                                WHEN comment_5_page.deleted_at IS NULL THEN comment_5_page.author_id
                              END
                              AND (
                                profile_6.status = 'ACTIVE'
                                AND profile_6.account_id <> ALL (
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
                      ',"markdown":',
                      coalesce(
                        to_json(
                          CASE
                            WHEN comment_5_page.deleted_at IS NULL THEN comment_5_page.markdown
                          END
                        )::text,
                        'null'
                      ),
                      ',"version":',
                      to_json(comment_5_page."version"),
                      ',"editedAt":',
                      coalesce(
                        '"' || replace(to_char(comment_5_page."edited_at", 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '000Z', 'Z') || '"',
                        'null'
                      ),
                      ',"viewerCanEdit":␁1:{"own":',
                      coalesce(to_json(coalesce(comment_5_page.author_id = $2::uuid, FALSE))::text, 'null'),
                      ',"deleted":',
                      coalesce(to_json(comment_5_page.deleted_at IS NOT NULL)::text, 'null'),
                      '}␁,"replyCount":',
                      to_json(comment_5_page."reply_count"),
                      ',"replies":',
                      (
                        SELECT
                          concat(
                            '{"nodes":[',
                            string_agg(
                              concat(
                                '{"id":"comment_',
                                comment_7_page."id",
                                '","html":',
                                coalesce(
                                  to_json(
                                    CASE
                                      WHEN comment_7_page.deleted_at IS NULL THEN comment_7_page.html
                                    END
                                  )::text,
                                  'null'
                                ),
                                ',"createdAt":"',
                                replace(to_char(comment_7_page."created_at", 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '000Z', 'Z'),
                                '","author":',
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
                                      (
                                        profile_8."account_id" = CASE
                                          WHEN comment_7_page.deleted_at IS NULL THEN comment_7_page.author_id
                                        END
                                        AND (
                                          profile_8.status = 'ACTIVE'
                                          AND profile_8.account_id <> ALL (
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
                                comment_7_page.k0 ASC,
                                comment_7_page.k1 ASC
                            ) FILTER (
                              WHERE
                                comment_7_page.n <= 5
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
                                                $3::text || concat_ws(
                                                  '',
                                                  'Comment.replies',
                                                  (
                                                    array_agg(
                                                      comment_7_page.k0
                                                      ORDER BY
                                                        comment_7_page.k0 ASC,
                                                        comment_7_page.k1 ASC
                                                    ) FILTER (
                                                      WHERE
                                                        comment_7_page.n <= 5
                                                    )
                                                  ) [least(5, count(*))::int]::text,
                                                  (
                                                    array_agg(
                                                      comment_7_page.k1
                                                      ORDER BY
                                                        comment_7_page.k0 ASC,
                                                        comment_7_page.k1 ASC
                                                    ) FILTER (
                                                      WHERE
                                                        comment_7_page.n <= 5
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
                                          'Comment.replies',
                                          (
                                            array_agg(
                                              comment_7_page.k0
                                              ORDER BY
                                                comment_7_page.k0 ASC,
                                                comment_7_page.k1 ASC
                                            ) FILTER (
                                              WHERE
                                                comment_7_page.n <= 5
                                            )
                                          ) [least(5, count(*))::int]::text,
                                          (
                                            array_agg(
                                              comment_7_page.k1
                                              ORDER BY
                                                comment_7_page.k0 ASC,
                                                comment_7_page.k1 ASC
                                            ) FILTER (
                                              WHERE
                                                comment_7_page.n <= 5
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
                              comment_7.*,
                              comment_7.created_at AS k0,
                              comment_7."id" AS k1,
                              row_number() OVER (
                                ORDER BY
                                  comment_7.created_at ASC,
                                  comment_7."id" ASC
                              ) AS n
                            FROM
                              "comment" AS comment_7
                            WHERE
                              (
                                comment_7.parent_id = comment_5_page.id
                                AND (
                                  (
                                    comment_7.hidden_at IS NULL
                                    OR comment_7.author_id = $2::uuid
                                  )
                                  AND comment_7.author_id <> ALL (
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
                              comment_7.created_at ASC,
                              comment_7."id" ASC
                            LIMIT
                              6
                          ) AS comment_7_page
                      ),
                      '}'
                    ),
                    ','
                    ORDER BY
                      comment_5_page.k0 ASC,
                      comment_5_page.k1 ASC
                  ) FILTER (
                    WHERE
                      comment_5_page.n <= 20
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
                                      $3::text || concat_ws(
                                        '',
                                        'CommentSubject.comments',
                                        (
                                          array_agg(
                                            comment_5_page.k0
                                            ORDER BY
                                              comment_5_page.k0 ASC,
                                              comment_5_page.k1 ASC
                                          ) FILTER (
                                            WHERE
                                              comment_5_page.n <= 20
                                          )
                                        ) [least(20, count(*))::int]::text,
                                        (
                                          array_agg(
                                            comment_5_page.k1
                                            ORDER BY
                                              comment_5_page.k0 ASC,
                                              comment_5_page.k1 ASC
                                          ) FILTER (
                                            WHERE
                                              comment_5_page.n <= 20
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
                                'CommentSubject.comments',
                                (
                                  array_agg(
                                    comment_5_page.k0
                                    ORDER BY
                                      comment_5_page.k0 ASC,
                                      comment_5_page.k1 ASC
                                  ) FILTER (
                                    WHERE
                                      comment_5_page.n <= 20
                                  )
                                ) [least(20, count(*))::int]::text,
                                (
                                  array_agg(
                                    comment_5_page.k1
                                    ORDER BY
                                      comment_5_page.k0 ASC,
                                      comment_5_page.k1 ASC
                                  ) FILTER (
                                    WHERE
                                      comment_5_page.n <= 20
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
                    comment_5.*,
                    comment_5.created_at AS k0,
                    comment_5."id" AS k1,
                    row_number() OVER (
                      ORDER BY
                        comment_5.created_at ASC,
                        comment_5."id" ASC
                    ) AS n
                  FROM
                    "comment" AS comment_5
                  WHERE
                    (
                      comment_5.subject_id = post_1.id
                      AND comment_5.parent_id IS NULL
                      AND (
                        (
                          comment_5.hidden_at IS NULL
                          OR comment_5.author_id = $2::uuid
                        )
                        AND comment_5.author_id <> ALL (
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
                    comment_5.created_at ASC,
                    comment_5."id" ASC
                  LIMIT
                    21
                ) AS comment_5_page
            ),
            '}'
          )
        FROM
          "post" AS post_1
          LEFT JOIN "subject" AS post_1_subject ON post_1_subject.id = post_1.id
        WHERE
          (
            post_1.slug = $4::text
            AND post_1.author_id = (
              SELECT
                p.account_id
              FROM
                profile p
              WHERE
                p.handle = $5::citext
            )
            AND (
              (
                (
                  post_1.state = 'PUBLISHED'
                  AND post_1.hidden_at IS NULL
                  AND post_1.publish_at <= $1::timestamptz
                )
                AND post_1.author_id <> ALL (
                  (
                    SELECT
                      made.value
                    FROM
                      blocked AS made
                  )::uuid[]
                )
              )
              OR post_1.author_id = $2::uuid
            )
          )
      ),
      'null'
    ),
    '}'
  ) AS answer;
