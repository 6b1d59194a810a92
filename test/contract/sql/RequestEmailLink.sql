INSERT INTO
  attempt_count AS c (key, attempts, ends_at)
VALUES
  ($1, 1, $3)
ON CONFLICT (key) DO UPDATE
SET
  attempts = CASE
    WHEN c.ends_at > $2 THEN c.attempts + 1
    ELSE 1
  END,
  ends_at = CASE
    WHEN c.ends_at > $2 THEN c.ends_at
    ELSE $3
  END
RETURNING
  attempts,
  to_json(ends_at) #>> '{}' AS ends_at;

INSERT INTO
  attempt_count AS c (key, attempts, ends_at)
VALUES
  ($1, 1, $3)
ON CONFLICT (key) DO UPDATE
SET
  attempts = CASE
    WHEN c.ends_at > $2 THEN c.attempts + 1
    ELSE 1
  END,
  ends_at = CASE
    WHEN c.ends_at > $2 THEN c.ends_at
    ELSE $3
  END
RETURNING
  attempts,
  to_json(ends_at) #>> '{}' AS ends_at;

START TRANSACTION;

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

COMMIT;
