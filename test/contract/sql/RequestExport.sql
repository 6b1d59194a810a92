START TRANSACTION;

SELECT
FROM
  account
WHERE
  id = $1
  AND status = 'ACTIVE'
FOR KEY SHARE;

INSERT INTO
  idempotency_record (account_id, key, operation, input_hash, created_at)
VALUES
  ($1, $2, $3, $4, $5)
ON CONFLICT DO NOTHING
RETURNING
  1;

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

SELECT
  "DataExport"."id" AS "DataExport_id",
  "DataExport"."account_id" AS "DataExport_account_id",
  "DataExport"."status" AS "DataExport_status",
  "DataExport"."requested_at" AS "DataExport_requested_at",
  "DataExport"."ready_at" AS "DataExport_ready_at",
  "DataExport"."expires_at" AS "DataExport_expires_at",
  "DataExport"."bytes" AS "DataExport_bytes"
FROM
  "data_export" "DataExport"
WHERE
  (("DataExport"."account_id" = $1))
ORDER BY
  "DataExport"."requested_at" DESC
LIMIT
  1;

INSERT INTO
  "data_export" ("id", "account_id", "status", "requested_at", "ready_at", "expires_at", "bytes")
VALUES
  ($1, $2, $3, $4, $5, $6, $7);

SELECT
  count(*)
FROM
  graphile_worker.add_jobs (
    ARRAY(
      SELECT
        ($1, payload, NULL, NULL, $2::int, key, NULL, NULL)::graphile_worker.job_spec
      FROM
        unnest($3::json[], $4::text[]) AS given (payload, key)
    ),
    TRUE
  );

UPDATE idempotency_record
SET
  result = $3
WHERE
  account_id = $1
  AND key = $2;

SELECT
  concat(
    '{"viewer":',
    coalesce(
      (
        SELECT
          concat(
            '{"$type":"Viewer","id":"viewer_',
            viewer_1."id",
            '","latestExport":',
            coalesce(
              (
                SELECT
                  concat(
                    '{"id":"export_',
                    data_export_2."id",
                    '","status":',
                    coalesce(
                      to_json(
                        CASE
                          WHEN data_export_2.status = 'READY'
                          AND data_export_2.expires_at <= $1::timestamptz THEN 'EXPIRED'
                          WHEN data_export_2.status = 'PENDING'
                          AND data_export_2.requested_at <= $1::timestamptz::timestamptz - interval '24 hours' THEN 'FAILED'
                          ELSE data_export_2.status
                        END
                      )::text,
                      'null'
                    ),
                    ',"requestedAt":"',
                    replace(to_char(data_export_2."requested_at", 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '000Z', 'Z'),
                    '","downloadUrl":␁0:{"id":',
                    coalesce(to_json(data_export_2.id)::text, 'null'),
                    ',"status":',
                    coalesce(
                      to_json(
                        CASE
                          WHEN data_export_2.status = 'READY'
                          AND data_export_2.expires_at <= $1::timestamptz THEN 'EXPIRED'
                          WHEN data_export_2.status = 'PENDING'
                          AND data_export_2.requested_at <= $1::timestamptz::timestamptz - interval '24 hours' THEN 'FAILED'
                          ELSE data_export_2.status
                        END
                      )::text,
                      'null'
                    ),
                    '}␁,"expiresAt":',
                    coalesce(
                      '"' || replace(to_char(data_export_2."expires_at", 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '000Z', 'Z') || '"',
                      'null'
                    ),
                    '}'
                  )
                FROM
                  "data_export" AS data_export_2
                WHERE
                  (
                    data_export_2."id" = (
                      SELECT
                        e.id
                      FROM
                        data_export e
                      WHERE
                        e.account_id = viewer_1.id
                      ORDER BY
                        e.requested_at DESC
                      LIMIT
                        1
                    )
                    AND data_export_2.account_id = $2::uuid
                  )
              ),
              'null'
            ),
            '}'
          )
        FROM
          "account" AS viewer_1
        WHERE
          (
            viewer_1."id" = $3::uuid
            AND viewer_1.id = $2::uuid
          )
      ),
      'null'
    ),
    '}'
  ) AS answer;

COMMIT;
