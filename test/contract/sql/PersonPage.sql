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
    '{"profile":',
    coalesce(
      (
        SELECT
          concat(
            '{"id":"profile_',
            profile_1."account_id",
            '","handle":',
            to_json(profile_1."handle"),
            ',"name":',
            to_json(profile_1."name"),
            ',"headline":',
            coalesce(to_json(profile_1."headline")::text, 'null'),
            ',"bioHtml":',
            coalesce(to_json(profile_1."bio_html")::text, 'null'),
            ',"links":',
            (
              SELECT
                concat(
                  '[',
                  string_agg(
                    concat(
                      '{"label":',
                      coalesce(to_json(profile_link_2."label")::text, 'null'),
                      ',"url":',
                      coalesce(to_json(profile_link_2."url")::text, 'null'),
                      '}'
                    ),
                    ','
                    ORDER BY
                      profile_link_2.position
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
                    jsonb_array_elements(profile_1.links) WITH ORDINALITY AS link (value, position)
                ) AS profile_link_2
              WHERE
                TRUE
            ),
            ',"viewerFollows":',
            coalesce(
              to_json(
                EXISTS (
                  SELECT
                  FROM
                    follow f
                  WHERE
                    f.follower_id = $1::uuid
                    AND f.followed_id = profile_1.account_id
                )
              )::text,
              'null'
            ),
            ',"posts":',
            (
              SELECT
                concat(
                  '{"nodes":[',
                  string_agg(
                    concat(
                      '{"id":"post_',
                      post_3_page."id",
                      '","slug":',
                      to_json(post_3_page."slug"),
                      ',"title":',
                      to_json(post_3_page."title"),
                      '}'
                    ),
                    ','
                    ORDER BY
                      post_3_page.k0 DESC,
                      post_3_page.k1 DESC
                  ),
                  ']}'
                )
              FROM
                (
                  SELECT
                    post_3.*,
                    post_3.publish_at AS k0,
                    post_3."id" AS k1
                  FROM
                    "post" AS post_3
                  WHERE
                    (
                      (
                        post_3.state = 'PUBLISHED'
                        AND post_3.hidden_at IS NULL
                        AND post_3.publish_at <= $2::timestamptz
                        AND post_3.author_id = profile_1.account_id
                      )
                      AND (
                        (
                          (
                            post_3.state = 'PUBLISHED'
                            AND post_3.hidden_at IS NULL
                            AND post_3.publish_at <= $2::timestamptz
                          )
                          AND post_3.author_id <> ALL (
                            (
                              SELECT
                                made.value
                              FROM
                                blocked AS made
                            )::uuid[]
                          )
                        )
                        OR post_3.author_id = $1::uuid
                      )
                    )
                  ORDER BY
                    post_3.publish_at DESC,
                    post_3."id" DESC
                  LIMIT
                    5
                ) AS post_3_page
            ),
            ',"mentor":',
            coalesce(
              (
                SELECT
                  concat(
                    '{"id":"mentor_',
                    mentor_4."account_id",
                    '","offerings":',
                    (
                      SELECT
                        concat(
                          '[',
                          string_agg(
                            concat('{"id":"offering_', offering_5."id", '","title":', to_json(offering_5."title"), '}'),
                            ','
                            ORDER BY
                              offering_5.created_at,
                              offering_5.id
                          ),
                          ']'
                        )
                      FROM
                        "offering" AS offering_5
                      WHERE
                        (
                          offering_5.mentor_id = mentor_4.account_id
                          AND (
                            offering_5.mentor_id = $1::uuid
                            OR offering_5.active
                          )
                        )
                    ),
                    '}'
                  )
                FROM
                  "mentor" AS mentor_4
                WHERE
                  (
                    mentor_4."account_id" = profile_1.account_id
                    AND (
                      mentor_4.status = 'ACTIVE'
                      AND mentor_4.account_id <> ALL (
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
          "profile" AS profile_1
        WHERE
          (
            profile_1.handle = $3::citext
            AND (
              profile_1.status = 'ACTIVE'
              AND profile_1.account_id <> ALL (
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
  ) AS answer;
