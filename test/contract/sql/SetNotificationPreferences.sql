START TRANSACTION;

SELECT
FROM
  account
WHERE
  id = $1
  AND status = 'ACTIVE'
FOR KEY SHARE;

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
                        ('INTERVIEW_CONFIRMED', 'IN_APP', 'true'::boolean, '6'::int),
                        ('INTERVIEW_CONFIRMED', 'EMAIL', 'true'::boolean, '7'::int),
                        ('INTERVIEW_CONFIRMED', 'PUSH', 'true'::boolean, '8'::int),
                        ('INTERVIEW_DECLINED', 'IN_APP', 'true'::boolean, '9'::int),
                        ('INTERVIEW_DECLINED', 'EMAIL', 'true'::boolean, '10'::int),
                        ('INTERVIEW_DECLINED', 'PUSH', 'true'::boolean, '11'::int),
                        ('INTERVIEW_RESCHEDULED', 'IN_APP', 'true'::boolean, '12'::int),
                        ('INTERVIEW_RESCHEDULED', 'EMAIL', 'true'::boolean, '13'::int),
                        ('INTERVIEW_RESCHEDULED', 'PUSH', 'true'::boolean, '14'::int),
                        ('INTERVIEW_CANCELLED', 'IN_APP', 'true'::boolean, '15'::int),
                        ('INTERVIEW_CANCELLED', 'EMAIL', 'true'::boolean, '16'::int),
                        ('INTERVIEW_CANCELLED', 'PUSH', 'true'::boolean, '17'::int),
                        ('INTERVIEW_EXPIRED', 'IN_APP', 'true'::boolean, '18'::int),
                        ('INTERVIEW_EXPIRED', 'EMAIL', 'true'::boolean, '19'::int),
                        ('INTERVIEW_EXPIRED', 'PUSH', 'true'::boolean, '20'::int),
                        ('ATTENDANCE_REPORTED', 'IN_APP', 'true'::boolean, '21'::int),
                        ('ATTENDANCE_REPORTED', 'EMAIL', 'true'::boolean, '22'::int),
                        ('ATTENDANCE_REPORTED', 'PUSH', 'true'::boolean, '23'::int),
                        ('DISPUTE_RESOLVED', 'IN_APP', 'true'::boolean, '24'::int),
                        ('DISPUTE_RESOLVED', 'EMAIL', 'true'::boolean, '25'::int),
                        ('DISPUTE_RESOLVED', 'PUSH', 'true'::boolean, '26'::int),
                        ('SLOT_OFFERED', 'IN_APP', 'true'::boolean, '27'::int),
                        ('SLOT_OFFERED', 'EMAIL', 'true'::boolean, '28'::int),
                        ('SLOT_OFFERED', 'PUSH', 'true'::boolean, '29'::int),
                        ('COMMENT_ADDED', 'IN_APP', 'true'::boolean, '30'::int),
                        ('COMMENT_ADDED', 'EMAIL', 'false'::boolean, '31'::int),
                        ('COMMENT_ADDED', 'PUSH', 'true'::boolean, '32'::int),
                        ('REPLY_ADDED', 'IN_APP', 'true'::boolean, '33'::int),
                        ('REPLY_ADDED', 'EMAIL', 'false'::boolean, '34'::int),
                        ('REPLY_ADDED', 'PUSH', 'true'::boolean, '35'::int),
                        ('QUESTION_DECIDED', 'IN_APP', 'true'::boolean, '36'::int),
                        ('QUESTION_DECIDED', 'EMAIL', 'true'::boolean, '37'::int),
                        ('QUESTION_DECIDED', 'PUSH', 'false'::boolean, '38'::int),
                        ('ANSWER_ADDED', 'IN_APP', 'true'::boolean, '39'::int),
                        ('ANSWER_ADDED', 'EMAIL', 'false'::boolean, '40'::int),
                        ('ANSWER_ADDED', 'PUSH', 'false'::boolean, '41'::int),
                        ('ANSWER_ACCEPTED', 'IN_APP', 'true'::boolean, '42'::int),
                        ('ANSWER_ACCEPTED', 'EMAIL', 'false'::boolean, '43'::int),
                        ('ANSWER_ACCEPTED', 'PUSH', 'false'::boolean, '44'::int),
                        ('POST_PUBLISHED', 'IN_APP', 'true'::boolean, '45'::int),
                        ('POST_PUBLISHED', 'EMAIL', 'false'::boolean, '46'::int),
                        ('POST_PUBLISHED', 'PUSH', 'false'::boolean, '47'::int)
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
