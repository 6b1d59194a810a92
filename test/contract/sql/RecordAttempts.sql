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
  attempt (
    account_id,
    id,
    question_id,
    question_version,
    grade,
    at,
    duration_ms,
    answer_revealed,
    rubric_met,
    time_zone,
    day
  )
SELECT
  $1,
  id,
  question_id,
  question_version,
  grade,
  at,
  duration_ms,
  answer_revealed,
  rubric_met,
  time_zone,
  day
FROM
  jsonb_to_recordset($2::jsonb) AS given (
    id uuid,
    question_id uuid,
    question_version int,
    grade text,
    at timestamptz,
    duration_ms int,
    answer_revealed boolean,
    rubric_met text[],
    time_zone text,
    day date
  )
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

SELECT
  a.day::text AS day,
  a.time_zone,
  count(*)::int AS attempts,
  coalesce(sum(a.duration_ms), 0) AS duration_ms
FROM
  valid_attempt a,
  (
    SELECT
      min(day) AS first,
      max(day) AS last
    FROM
      unnest($2::date[]) AS day
  ) span
WHERE
  a.account_id = $1
  AND a.day = ANY ($2::date[])
  AND a.at >= (span.first - 1)::timestamptz
  AND a.at < (span.last + 3)::timestamptz
GROUP BY
  1,
  2;

WITH
  given AS (
    SELECT
      *
    FROM
      jsonb_to_recordset($3::jsonb) AS given (day date, ends_at timestamptz, streak_until timestamptz, attempts int, duration_ms bigint)
  ),
  gone AS (
    DELETE FROM practice_day d
    WHERE
      d.account_id = $1
      AND d.day = ANY ($2::date[])
      AND NOT EXISTS (
        SELECT
        FROM
          given g
        WHERE
          g.day = d.day
      )
  )
INSERT INTO
  practice_day (account_id, day, ends_at, streak_until, attempts, duration_ms)
SELECT
  $1,
  day,
  ends_at,
  streak_until,
  attempts,
  duration_ms
FROM
  given
ON CONFLICT (account_id, day) DO UPDATE
SET
  ends_at = excluded.ends_at,
  streak_until = excluded.streak_until,
  attempts = excluded.attempts,
  duration_ms = excluded.duration_ms;

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
  ),
  practice_new (value) AS MATERIALIZED (
    SELECT
      ARRAY(
        SELECT
          f.id
        FROM
          (
            SELECT DISTINCT
              ON (n.kin) n.id,
              n.asked_in,
              n.difficulty
            FROM
              (
                SELECT
                  q.id,
                  q.asked_in,
                  q.difficulty,
                  CASE
                    WHEN coalesce(
                      (
                        SELECT
                          s.bury_siblings
                        FROM
                          practice_settings s
                        WHERE
                          s.account_id = $1::uuid
                      ),
                      TRUE
                    ) THEN coalesce(
                      (
                        SELECT
                          t.topic_id
                        FROM
                          question_topic t
                        WHERE
                          t.question_id = q.id
                          AND t.position = 1
                      ),
                      q.id
                    )
                    ELSE q.id
                  END AS kin
                FROM
                  question AS q
                WHERE
                  q.state = 'PUBLISHED'
                  AND q.hidden_at IS NULL
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
                  )
                  AND q.author_id IS DISTINCT FROM $1::uuid
                  AND NOT EXISTS (
                    SELECT
                    FROM
                      card c
                    WHERE
                      c.account_id = $1::uuid
                      AND c.question_id = q.id
                  )
                  AND NOT EXISTS (
                    SELECT
                    FROM
                      card_choice s
                    WHERE
                      s.account_id = $1::uuid
                      AND s.question_id = q.id
                      AND s.suspended
                  )
              ) n
            WHERE
              n.kin <> ALL (
                ARRAY(
                  SELECT
                    t.topic_id
                  FROM
                    card c
                    JOIN question_topic t ON t.question_id = c.question_id
                    AND t.position = 1
                  WHERE
                    c.account_id = $1::uuid
                    AND c.first_until > $3::timestamptz
                    AND coalesce(
                      (
                        SELECT
                          s.bury_siblings
                        FROM
                          practice_settings s
                        WHERE
                          s.account_id = $1::uuid
                      ),
                      TRUE
                    )
                )
              )
            ORDER BY
              n.kin,
              n.asked_in DESC,
              n.difficulty,
              n.id
          ) f
        ORDER BY
          f.asked_in DESC,
          f.difficulty,
          f.id
        LIMIT
          greatest(
            0,
            coalesce(
              (
                SELECT
                  s.new_per_day
                FROM
                  practice_settings s
                WHERE
                  s.account_id = $1::uuid
              ),
              '10'::int
            ) - (
              SELECT
                count(*)
              FROM
                card c
              WHERE
                c.account_id = $1::uuid
                AND c.first_until > $3::timestamptz
            )
          )
      )
  )
SELECT
  concat(
    '{"cards":',
    (
      SELECT
        concat(
          '[',
          string_agg(
            concat(
              '{"$type":"Card","id":"card_',
              card_1."id",
              '","dueAt":',
              coalesce('"' || replace(to_char(card_1."due_at", 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '000Z', 'Z') || '"', 'null'),
              ',"reps":',
              coalesce(to_json(card_1."reps")::text, 'null'),
              ',"lapses":',
              coalesce(to_json(card_1."lapses")::text, 'null'),
              ',"question":',
              coalesce(
                (
                  SELECT
                    concat(
                      '{"id":"question_',
                      question_2."id",
                      '","viewerAttempts":',
                      coalesce(
                        to_json(
                          (
                            SELECT
                              count(*)
                            FROM
                              valid_attempt a
                            WHERE
                              a.account_id = $1::uuid
                              AND a.question_id = question_2.id
                          )
                        )::text,
                        'null'
                      ),
                      '}'
                    )
                  FROM
                    "question" AS question_2
                  WHERE
                    (
                      question_2."id" = card_1.question_id
                      AND (
                        (
                          (
                            question_2.state = 'PUBLISHED'
                            AND question_2.hidden_at IS NULL
                          )
                          AND (
                            question_2.author_id IS NULL
                            OR question_2.author_id <> ALL (
                              (
                                SELECT
                                  made.value
                                FROM
                                  blocked AS made
                              )::uuid[]
                            )
                          )
                        )
                        OR coalesce(question_2.author_id = $1::uuid, FALSE)
                      )
                    )
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
        JOIN "practice_card" AS card_1 ON card_1."id" = given.key
      WHERE
        (
          card_1.account_id = $1::uuid
          AND EXISTS (
            SELECT
            FROM
              question AS asked
            WHERE
              asked.id = card_1.question_id
              AND (
                (
                  (
                    asked.state = 'PUBLISHED'
                    AND asked.hidden_at IS NULL
                  )
                  AND (
                    asked.author_id IS NULL
                    OR asked.author_id <> ALL (
                      (
                        SELECT
                          made.value
                        FROM
                          blocked AS made
                      )::uuid[]
                    )
                  )
                )
                OR coalesce(asked.author_id = $1::uuid, FALSE)
              )
          )
        )
    ),
    ',"practice":',
    coalesce(
      (
        SELECT
          concat(
            '{"$type":"Practice","id":"practice_',
            practice_3."id",
            '","dueCount":',
            coalesce(
              to_json(
                (
                  SELECT
                    count(*)
                  FROM
                    practice_card AS due
                  WHERE
                    (
                      (
                        due.account_id = $1::uuid
                        AND NOT due.suspended
                        AND EXISTS (
                          SELECT
                          FROM
                            question AS asked
                          WHERE
                            asked.id = due.question_id
                            AND (
                              (
                                (
                                  asked.state = 'PUBLISHED'
                                  AND asked.hidden_at IS NULL
                                )
                                AND (
                                  asked.author_id IS NULL
                                  OR asked.author_id <> ALL (
                                    (
                                      SELECT
                                        made.value
                                      FROM
                                        blocked AS made
                                    )::uuid[]
                                  )
                                )
                              )
                              OR coalesce(asked.author_id = $1::uuid, FALSE)
                            )
                        )
                      )
                      AND due.due_at <= $3::timestamptz
                    )
                )
              )::text,
              'null'
            ),
            ',"newToday":',
            coalesce(
              to_json(
                cardinality(
                  (
                    SELECT
                      made.value
                    FROM
                      practice_new AS made
                  )::uuid[]
                )
              )::text,
              'null'
            ),
            ',"streakDays":',
            coalesce(
              to_json(
                (
                  SELECT
                    count(*)
                  FROM
                    (
                      SELECT
                        d.day + row_number() OVER (
                          ORDER BY
                            d.day DESC
                        )::int AS anchor,
                        max(d.day) OVER () AS last,
                        first_value(d.streak_until) OVER (
                          ORDER BY
                            d.day DESC
                        ) AS until
                      FROM
                        practice_day d
                      WHERE
                        d.account_id = practice_3.id
                    ) r
                  WHERE
                    r.anchor = r.last + 1
                    AND r.until > $3::timestamptz
                )
              )::text,
              'null'
            ),
            '}'
          )
        FROM
          "account" AS practice_3
        WHERE
          (
            practice_3."id" = $4::uuid
            AND practice_3.id = $1::uuid
          )
      ),
      'null'
    ),
    '}'
  ) AS answer;

COMMIT;
