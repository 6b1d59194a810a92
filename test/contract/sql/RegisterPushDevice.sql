START TRANSACTION;

SELECT
FROM
  account
WHERE
  id = $1
  AND status = 'ACTIVE'
FOR KEY SHARE;

SELECT
  pg_advisory_xact_lock(number)
FROM
  (
    SELECT DISTINCT
      hashtextextended (key, 0) AS number
    FROM
      unnest($1::text[]) AS key
    ORDER BY
      number
  ) AS sorted;

INSERT INTO
  push_device AS known (id, account_id, session_id, platform, token, web_keys, last_seen_at)
VALUES
  ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT ON CONSTRAINT push_device_once DO UPDATE
SET
  id = CASE
    WHEN known.account_id = excluded.account_id THEN known.id
    ELSE excluded.id
  END,
  account_id = excluded.account_id,
  session_id = excluded.session_id,
  web_keys = excluded.web_keys,
  last_seen_at = excluded.last_seen_at
RETURNING
  id;

DELETE FROM push_device
WHERE
  account_id = $1
  AND id IN (
    SELECT
      d.id
    FROM
      push_device d
      JOIN sign_in_session s ON s.id = d.session_id
    WHERE
      d.account_id = $1
    ORDER BY
      d.id = $2 DESC,
      (
        s.ended_at IS NULL
        AND s.expires_at > $3
      ) DESC,
      d.last_seen_at DESC,
      d.id DESC
    OFFSET
      20
  );

SELECT
  concat(
    '{"device":',
    coalesce(
      (
        SELECT
          concat(
            '{"$type":"PushDevice","id":"device_',
            push_device_1."id",
            '","platform":',
            to_json(push_device_1."platform"),
            ',"lastSeenAt":"',
            replace(to_char(push_device_1."last_seen_at", 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '000Z', 'Z'),
            '"}'
          )
        FROM
          "push_device" AS push_device_1
        WHERE
          (
            push_device_1."id" = $1::uuid
            AND (
              push_device_1.account_id = $2::uuid
              AND EXISTS (
                SELECT
                FROM
                  sign_in_session s
                WHERE
                  s.id = push_device_1.session_id
                  AND s.ended_at IS NULL
                  AND s.expires_at > $3::timestamptz
              )
            )
          )
      ),
      'null'
    ),
    '}'
  ) AS answer;

COMMIT;
