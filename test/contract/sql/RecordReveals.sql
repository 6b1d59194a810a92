START TRANSACTION;

SELECT
FROM
  account
WHERE
  id = $1
  AND status = 'ACTIVE'
FOR KEY SHARE;

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
  q.id,
  cardinality(q.hints) AS hints,
  a.time_zone AS "timeZone",
  coalesce(
    (
      SELECT
        jsonb_agg(
          jsonb_build_object(
            'version',
            v.version,
            'since',
            floor(
              extract(
                epoch
                FROM
                  v.published_at
              ) * 1000
            )
          )
          ORDER BY
            v.version
        )
      FROM
        question_version v
      WHERE
        v.question_id = q.id
    ),
    '[]'
  ) AS versions
FROM
  question AS q,
  account a
WHERE
  a.id = $1::uuid
  AND q.id = ANY ($2::uuid[])
  AND (
    (
      (
        q.state = 'PUBLISHED'
        AND q.hidden_at IS NULL
      )
      AND (
        q.author_id IS NULL
        OR q.author_id <> ALL (
          (
            SELECT
              made.value
            FROM
              blocked AS made
          )::uuid[]
        )
      )
    )
    OR coalesce(q.author_id = $1::uuid, FALSE)
  );

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
  reveal (account_id, id, question_id, part, hint, at)
SELECT
  $1,
  id,
  "questionId",
  part,
  hint,
  at
FROM
  jsonb_to_recordset($2::jsonb) AS given (id uuid, "questionId" uuid, part text, hint smallint, at timestamptz)
ON CONFLICT (account_id, id) DO NOTHING;

SELECT
  a.question_id,
  floor(
    extract(
      epoch
      FROM
        a.at
    ) * 1000
  )::float8 AS ms,
  a.grade,
  a.time_zone,
  a.duration_ms,
  a.answer_revealed,
  floor(
    extract(
      epoch
      FROM
        r.at
    ) * 1000
  )::float8 AS shown_ms
FROM
  valid_attempt a
  LEFT JOIN (
    SELECT
      question_id,
      min(at) AS at
    FROM
      reveal
    WHERE
      account_id = $1
      AND question_id = ANY ($2::uuid[])
    GROUP BY
      1
  ) r ON r.question_id = a.question_id
WHERE
  a.account_id = $1
  AND a.question_id = ANY ($2::uuid[])
ORDER BY
  a.question_id,
  a.at,
  a.id;

WITH
  given AS (
    SELECT
      *
    FROM
      jsonb_to_recordset($3::jsonb) AS given (
        question_id uuid,
        due_at timestamptz,
        reps int,
        lapses int,
        stability float8,
        difficulty float8,
        last_day date,
        first_until timestamptz,
        last_until timestamptz,
        mean_ms int,
        revealed boolean,
        score smallint
      )
  ),
  before AS (
    SELECT
      *
    FROM
      card
    WHERE
      account_id = $1
      AND question_id = ANY ($2::uuid[])
  ),
  gone AS (
    DELETE FROM card c
    WHERE
      c.account_id = $1
      AND c.question_id = ANY ($2::uuid[])
      AND NOT EXISTS (
        SELECT
        FROM
          given g
        WHERE
          g.question_id = c.question_id
      )
  ),
  kept AS (
    INSERT INTO
      card (
        account_id,
        question_id,
        due_at,
        reps,
        lapses,
        stability,
        difficulty,
        last_day,
        first_until,
        last_until,
        mean_ms,
        revealed,
        score
      )
    SELECT
      $1,
      question_id,
      due_at,
      reps,
      lapses,
      stability,
      difficulty,
      last_day,
      first_until,
      last_until,
      mean_ms,
      revealed,
      score
    FROM
      given
    ON CONFLICT (account_id, question_id) DO UPDATE
    SET
      due_at = excluded.due_at,
      reps = excluded.reps,
      lapses = excluded.lapses,
      stability = excluded.stability,
      difficulty = excluded.difficulty,
      last_day = excluded.last_day,
      first_until = excluded.first_until,
      last_until = excluded.last_until,
      mean_ms = excluded.mean_ms,
      revealed = excluded.revealed,
      score = excluded.score
  )
INSERT INTO
  evidence_change (question_id)
SELECT
  coalesce(g.question_id, b.question_id)
FROM
  given g
  FULL JOIN before b ON b.question_id = g.question_id
WHERE
  (g.score, g.revealed) IS DISTINCT FROM (b.score, b.revealed);

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
    '{"questions":',
    (
      SELECT
        concat(
          '[',
          string_agg(
            concat(
              '{"$type":"Question","id":"question_',
              question_1."id",
              '","viewerReveals":',
              coalesce(
                (
                  SELECT
                    concat(
                      '{"hints":',
                      coalesce(to_json(reveals_2."hints")::text, 'null'),
                      ',"answer":',
                      coalesce(to_json(reveals_2."answer")::text, 'null'),
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
                    ) AS reveals_2
                  WHERE
                    TRUE
                ),
                'null'
              ),
              '}'
            ),
            ','
            ORDER BY
              given.n
          ),
          ']'
        )
      FROM
        unnest($2::uuid[]) WITH ORDINALITY AS given (key, n)
        JOIN "question" AS question_1 ON question_1."id" = given.key
      WHERE
        (
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
    ),
    '}'
  ) AS answer;

COMMIT;
