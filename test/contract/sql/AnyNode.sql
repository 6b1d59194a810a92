WITH
  blocked (value) AS MATERIALIZED (
    SELECT
      ARRAY(
        SELECT
          b.blocked_id
        FROM
          block b
        WHERE
          b.blocker_id = $4::uuid
        UNION ALL
        SELECT
          b.blocker_id
        FROM
          block b
        WHERE
          b.blocked_id = $4::uuid
      )
  )
SELECT
  concat(
    '{"node":',
    coalesce(
      CASE $1::text
        WHEN 'post' THEN (
          SELECT
            concat('{"__typename":"Post","id":"post_', post_1."id", '"}')
          FROM
            "post" AS post_1
          WHERE
            (
              post_1."id" = $2::uuid
              AND (
                (
                  (
                    post_1.state = 'PUBLISHED'
                    AND post_1.hidden_at IS NULL
                    AND post_1.publish_at <= $3::timestamptz
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
                OR post_1.author_id = $4::uuid
              )
            )
        )
      END,
      'null'
    ),
    '}'
  ) AS answer;
