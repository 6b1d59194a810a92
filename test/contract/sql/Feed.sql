WITH
  blocked (value) AS MATERIALIZED (
    SELECT
      ARRAY(
        SELECT
          b.blocked_id
        FROM
          block b
        WHERE
          b.blocker_id = $3::uuid
        UNION ALL
        SELECT
          b.blocker_id
        FROM
          block b
        WHERE
          b.blocked_id = $3::uuid
      )
  )
SELECT
  concat(
    '{"posts":',
    (
      SELECT
        concat(
          '{"edges":[',
          string_agg(
            concat(
              '{"cursor":"',
              replace(
                encode(
                  convert_to(
                    left(encode(sha256(convert_to($1::text || post_1_page.place, 'UTF8')), 'hex'), 16) || post_1_page.place,
                    'UTF8'
                  ),
                  'base64'
                ),
                E'\n',
                ''
              ),
              '","node":{"id":"post_',
              post_1_page."id",
              '","slug":',
              to_json(post_1_page."slug"),
              ',"title":',
              to_json(post_1_page."title"),
              ',"status":',
              coalesce(
                to_json(
                  CASE
                    WHEN post_1_page.hidden_at IS NOT NULL THEN 'HIDDEN'
                    WHEN post_1_page.state = 'PUBLISHED'
                    AND post_1_page.publish_at > $2::timestamptz THEN 'SCHEDULED'
                    ELSE post_1_page.state
                  END
                )::text,
                'null'
              ),
              ',"publishedAt":',
              coalesce(
                '"' || replace(
                  to_char(
                    CASE
                      WHEN post_1_page.state <> 'DRAFT'
                      AND post_1_page.publish_at <= $2::timestamptz THEN post_1_page.publish_at
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
                      WHEN post_1_page.state = 'PUBLISHED'
                      AND post_1_page.hidden_at IS NULL
                      AND post_1_page.publish_at > $2::timestamptz THEN post_1_page.publish_at
                    END,
                    'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
                  ),
                  '000Z',
                  'Z'
                ) || '"',
                'null'
              ),
              ',"readingMinutes":',
              to_json(post_1_page."reading_minutes"),
              ',"commentCount":',
              coalesce(to_json(post_1_page_subject.comment_count)::text, 'null'),
              ',"reactionCount":',
              coalesce(to_json(post_1_page_subject.reaction_count)::text, 'null'),
              ',"viewerHasBookmarked":',
              coalesce(
                to_json(
                  EXISTS (
                    SELECT
                    FROM
                      bookmark b
                    WHERE
                      b.account_id = $3::uuid
                      AND b.subject_id = post_1_page.id
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
                      profile_2."account_id" = post_1_page.author_id
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
                      tag.post_id = post_1_page.id
                  ) AS topic_3
                WHERE
                  TRUE
              ),
              ',"comments":',
              (
                SELECT
                  concat(
                    '{"nodes":[',
                    string_agg(
                      concat(
                        '{"id":"comment_',
                        comment_4_page."id",
                        '","html":',
                        coalesce(
                          to_json(
                            CASE
                              WHEN comment_4_page.deleted_at IS NULL THEN comment_4_page.html
                            END
                          )::text,
                          'null'
                        ),
                        ',"createdAt":"',
                        replace(to_char(comment_4_page."created_at", 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '000Z', 'Z'),
                        '","author":',
                        coalesce(
                          (
                            SELECT
                              concat(
                                '{"id":"profile_',
                                profile_5."account_id",
                                '","handle":',
                                to_json(profile_5."handle"),
                                ',"name":',
                                to_json(profile_5."name"),
                                ',"headline":',
                                coalesce(to_json(profile_5."headline")::text, 'null'),
                                '}'
                              )
                            FROM
                              "profile" AS profile_5
                            WHERE
                              (
                                profile_5."account_id" = CASE
                                  WHEN comment_4_page.deleted_at IS NULL THEN comment_4_page.author_id
                                END
                                AND (
                                  profile_5.status = 'ACTIVE'
                                  AND profile_5.account_id <> ALL (
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
                        comment_4_page.k0 ASC,
                        comment_4_page.k1 ASC
                    ),
                    ']}'
                  )
                FROM
                  (
                    SELECT
                      comment_4.*,
                      comment_4.created_at AS k0,
                      comment_4."id" AS k1
                    FROM
                      "comment" AS comment_4
                    WHERE
                      (
                        comment_4.subject_id = post_1_page.id
                        AND comment_4.parent_id IS NULL
                        AND (
                          (
                            comment_4.hidden_at IS NULL
                            OR comment_4.author_id = $3::uuid
                          )
                          AND comment_4.author_id <> ALL (
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
                      comment_4.created_at ASC,
                      comment_4."id" ASC
                    LIMIT
                      3
                  ) AS comment_4_page
              ),
              '}}'
            ),
            ','
            ORDER BY
              post_1_page.k0 DESC,
              post_1_page.k1 DESC
          ) FILTER (
            WHERE
              post_1_page.n <= 10
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
                              $1::text || concat_ws(
                                '',
                                'Query.posts NEWEST',
                                (
                                  array_agg(
                                    post_1_page.k0
                                    ORDER BY
                                      post_1_page.k0 DESC,
                                      post_1_page.k1 DESC
                                  ) FILTER (
                                    WHERE
                                      post_1_page.n <= 10
                                  )
                                ) [least(10, count(*))::int]::text,
                                (
                                  array_agg(
                                    post_1_page.k1
                                    ORDER BY
                                      post_1_page.k0 DESC,
                                      post_1_page.k1 DESC
                                  ) FILTER (
                                    WHERE
                                      post_1_page.n <= 10
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
                        'Query.posts NEWEST',
                        (
                          array_agg(
                            post_1_page.k0
                            ORDER BY
                              post_1_page.k0 DESC,
                              post_1_page.k1 DESC
                          ) FILTER (
                            WHERE
                              post_1_page.n <= 10
                          )
                        ) [least(10, count(*))::int]::text,
                        (
                          array_agg(
                            post_1_page.k1
                            ORDER BY
                              post_1_page.k0 DESC,
                              post_1_page.k1 DESC
                          ) FILTER (
                            WHERE
                              post_1_page.n <= 10
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
            post_1.*,
            post_1.publish_at AS k0,
            post_1."id" AS k1,
            concat_ws('', 'Query.posts NEWEST', post_1.publish_at::text, post_1."id"::text) AS place,
            row_number() OVER (
              ORDER BY
                post_1.publish_at DESC,
                post_1."id" DESC
            ) AS n
          FROM
            "post" AS post_1
          WHERE
            (
              post_1.state = 'PUBLISHED'
              AND post_1.hidden_at IS NULL
              AND post_1.publish_at <= $2::timestamptz
              AND (
                (
                  (
                    post_1.state = 'PUBLISHED'
                    AND post_1.hidden_at IS NULL
                    AND post_1.publish_at <= $2::timestamptz
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
                OR post_1.author_id = $3::uuid
              )
            )
          ORDER BY
            post_1.publish_at DESC,
            post_1."id" DESC
          LIMIT
            11
        ) AS post_1_page
        LEFT JOIN "subject" AS post_1_page_subject ON post_1_page_subject.id = post_1_page.id
    ),
    '}'
  ) AS answer;
