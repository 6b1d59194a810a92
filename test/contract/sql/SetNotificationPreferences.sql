START TRANSACTION;

INSERT INTO
  "notification_preference" ("account_id", "kind", "channel", "enabled")
VALUES
  ($1, $2, $3, $4)
ON CONFLICT ("account_id", "kind", "channel") DO UPDATE
SET
  "account_id" = EXCLUDED."account_id",
  "kind" = EXCLUDED."kind",
  "channel" = EXCLUDED."channel",
  "enabled" = EXCLUDED."enabled";

SELECT
  concat(
    '{"viewer":',
    coalesce(
      (
        SELECT
          concat(
            '{"$type":"Viewer","id":"viewer_',
            viewer_1."id",
            '","notificationPreferences":',
            (
              SELECT
                concat(
                  '[',
                  string_agg(
                    concat(
                      '{"kind":',
                      coalesce(to_json(notification_preference_2."kind")::text, 'null'),
                      ',"channel":',
                      coalesce(to_json(notification_preference_2."channel")::text, 'null'),
                      ',"enabled":',
                      coalesce(to_json(notification_preference_2."enabled")::text, 'null'),
                      '}'
                    ),
                    ','
                    ORDER BY
                      notification_preference_2.position
                  ),
                  ']'
                )
              FROM
                (
                  SELECT
                    k.kind,
                    k.channel,
                    coalesce(p.enabled, k.enabled) AS enabled,
                    k.position
                  FROM
                    (
                      VALUES
                        ('INTERVIEW_BOOKED', 'IN_APP', 'true'::boolean, '0'::int),
                        ('INTERVIEW_BOOKED', 'EMAIL', 'true'::boolean, '1'::int),
                        ('INTERVIEW_BOOKED', 'PUSH', 'true'::boolean, '2'::int),
                        ('INTERVIEW_REQUESTED', 'IN_APP', 'true'::boolean, '3'::int),
                        ('INTERVIEW_REQUESTED', 'EMAIL', 'true'::boolean, '4'::int),
                        ('INTERVIEW_REQUESTED', 'PUSH', 'true'::boolean, '5'::int),
                        ('INTERVIEW_EXPIRED', 'IN_APP', 'true'::boolean, '6'::int),
                        ('INTERVIEW_EXPIRED', 'EMAIL', 'true'::boolean, '7'::int),
                        ('INTERVIEW_EXPIRED', 'PUSH', 'true'::boolean, '8'::int),
                        ('COMMENT_ADDED', 'IN_APP', 'true'::boolean, '9'::int),
                        ('COMMENT_ADDED', 'EMAIL', 'false'::boolean, '10'::int),
                        ('COMMENT_ADDED', 'PUSH', 'true'::boolean, '11'::int),
                        ('REPLY_ADDED', 'IN_APP', 'true'::boolean, '12'::int),
                        ('REPLY_ADDED', 'EMAIL', 'false'::boolean, '13'::int),
                        ('REPLY_ADDED', 'PUSH', 'true'::boolean, '14'::int),
                        ('POST_PUBLISHED', 'IN_APP', 'true'::boolean, '15'::int),
                        ('POST_PUBLISHED', 'EMAIL', 'false'::boolean, '16'::int),
                        ('POST_PUBLISHED', 'PUSH', 'false'::boolean, '17'::int)
                    ) AS k (kind, channel, enabled, position)
                    LEFT JOIN notification_preference p ON p.account_id = viewer_1.id
                    AND p.kind = k.kind
                    AND p.channel = k.channel
                ) AS notification_preference_2
              WHERE
                TRUE
            ),
            '}'
          )
        FROM
          "account" AS viewer_1
        WHERE
          (
            viewer_1."id" = $1::uuid
            AND viewer_1.id = $2::uuid
          )
      ),
      'null'
    ),
    '}'
  ) AS answer;

COMMIT;
