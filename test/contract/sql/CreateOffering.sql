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
  id,
  slug
FROM
  topic
WHERE
  slug = ANY ($1);

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
  COUNT(1) AS "cnt"
FROM
  "offering" "Offering"
WHERE
  (("Offering"."mentor_id" = $1));

INSERT INTO
  "offering" (
    "id",
    "mentor_id",
    "version",
    "active",
    "title",
    "description",
    "duration_minutes",
    "step_minutes",
    "gap_minutes",
    "notice_minutes",
    "horizon_days",
    "cancel_notice_minutes",
    "max_reschedules",
    "confirmation",
    "max_per_day",
    "max_per_week",
    "max_per_learner",
    "capacity",
    "for_any_mentor",
    "intake_questions",
    "meeting_url",
    "created_at"
  )
VALUES
  ($1, $2, DEFAULT, DEFAULT, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
RETURNING
  "version",
  "active",
  "capacity",
  "for_any_mentor",
  "intake_questions";

DELETE FROM offering_topic
WHERE
  offering_id = $1;

INSERT INTO
  offering_topic (offering_id, topic_id, position)
SELECT
  $1,
  t.id,
  t.position
FROM
  unnest($2::uuid[]) WITH ORDINALITY AS t (id, position);

SELECT
  "Offering"."id" AS "Offering_id",
  "Offering"."mentor_id" AS "Offering_mentor_id",
  "Offering"."version" AS "Offering_version",
  "Offering"."active" AS "Offering_active",
  "Offering"."title" AS "Offering_title",
  "Offering"."description" AS "Offering_description",
  "Offering"."duration_minutes" AS "Offering_duration_minutes",
  "Offering"."step_minutes" AS "Offering_step_minutes",
  "Offering"."gap_minutes" AS "Offering_gap_minutes",
  "Offering"."notice_minutes" AS "Offering_notice_minutes",
  "Offering"."horizon_days" AS "Offering_horizon_days",
  "Offering"."cancel_notice_minutes" AS "Offering_cancel_notice_minutes",
  "Offering"."max_reschedules" AS "Offering_max_reschedules",
  "Offering"."confirmation" AS "Offering_confirmation",
  "Offering"."max_per_day" AS "Offering_max_per_day",
  "Offering"."max_per_week" AS "Offering_max_per_week",
  "Offering"."max_per_learner" AS "Offering_max_per_learner",
  "Offering"."capacity" AS "Offering_capacity",
  "Offering"."for_any_mentor" AS "Offering_for_any_mentor",
  "Offering"."intake_questions" AS "Offering_intake_questions",
  "Offering"."meeting_url" AS "Offering_meeting_url",
  "Offering"."created_at" AS "Offering_created_at"
FROM
  "offering" "Offering"
WHERE
  (("Offering"."mentor_id" = $1));

SELECT
  offering_id AS "offeringId",
  (
    extract(
      epoch
      FROM
        starts_at
    ) * 1000
  )::float8 AS start,
  ceil(
    (
      extract(
        epoch
        FROM
          expires_at
      ) * 1000
    )::float8
  ) AS until
FROM
  slot_hold
WHERE
  mentor_id = $1
  AND expires_at > $2;

SELECT
  (
    SELECT
      json_build_object(
        'timeZone',
        a.time_zone,
        'maxPerWeek',
        a.max_per_week,
        'maxPerMonth',
        a.max_per_month,
        'pausedUntil',
        CASE
          WHEN a.paused_until = 'infinity' THEN 8640000000000000
          ELSE (
            extract(
              epoch
              FROM
                a.paused_until
            ) * 1000
          )::float8
        END,
        'windows',
        (
          SELECT
            coalesce(json_agg(json_build_object('day', w.day, 'startMinute', w.start_minute, 'endMinute', w.end_minute)), '[]')
          FROM
            weekly_window w
          WHERE
            w.mentor_id = a.mentor_id
        ),
        'overrides',
        (
          SELECT
            coalesce(
              json_agg(
                json_build_object(
                  'date',
                  d.date - date '1970-01-01',
                  'windows',
                  (
                    SELECT
                      coalesce(json_agg(json_build_object('startMinute', w.start_minute, 'endMinute', w.end_minute)), '[]')
                    FROM
                      date_override_window w
                    WHERE
                      w.mentor_id = d.mentor_id
                      AND w.date = d.date
                  )
                )
              ),
              '[]'
            )
          FROM
            date_override d
          WHERE
            d.mentor_id = a.mentor_id
        ),
        'stays',
        (
          SELECT
            coalesce(
              json_agg(
                json_build_object(
                  'from',
                  lower(t.dates) - date '1970-01-01',
                  'until',
                  upper(t.dates) - 1 - date '1970-01-01',
                  'timeZone',
                  t.time_zone
                )
                ORDER BY
                  t.dates
              ),
              '[]'
            )
          FROM
            travel t
          WHERE
            t.mentor_id = a.mentor_id
        ),
        'busy',
        (
          SELECT
            coalesce(
              json_agg(
                json_build_object(
                  'start',
                  (
                    extract(
                      epoch
                      FROM
                        lower(b.during)
                    ) * 1000
                  )::float8,
                  'end',
                  (
                    extract(
                      epoch
                      FROM
                        upper(b.during)
                    ) * 1000
                  )::float8
                )
              ),
              '[]'
            )
          FROM
            busy_block b
          WHERE
            b.mentor_id = a.mentor_id
        )
      )
    FROM
      availability a
    WHERE
      a.mentor_id = $1::uuid
  ) AS schedule;

SELECT
  s.offering_id,
  (
    extract(
      epoch
      FROM
        s.starts_at
    ) * 1000
  )::float8 AS starts,
  (
    extract(
      epoch
      FROM
        lower(s.hold)
    ) * 1000
  )::float8 AS hold_start,
  (
    extract(
      epoch
      FROM
        upper(s.hold)
    ) * 1000
  )::float8 AS hold_end,
  s.capacity > 1
  AND s.capacity > seats.booked + seats.held AS seat_left
FROM
  session s
  CROSS JOIN LATERAL (
    SELECT
      (
        SELECT
          count(*)
        FROM
          interview i
        WHERE
          i.session_id = s.id
          AND i.status IN ('PENDING', 'CONFIRMED', 'IN_PROGRESS')
      ) AS booked,
      (
        SELECT
          count(*)
        FROM
          slot_hold h
        WHERE
          h.session_id = s.id
          AND h.expires_at > $4
      ) AS held
  ) seats
WHERE
  s.mentor_id = $1::uuid
  AND s.live
  AND upper(s.hold) > $2::timestamptz - interval '33 days'
  AND (
    $3::uuid IS NULL
    OR s.id <> $3
  )
  AND seats.booked + seats.held > 0;

WITH
  differing AS MATERIALIZED (
    SELECT
      coalesce(w.offering_id, k.offering_id) AS offering_id,
      coalesce(w.starts_at, k.starts_at) AS starts_at,
      w.held_until,
      w.starts_at IS NULL AS gone
    FROM
      (
        SELECT
          offering_id,
          to_timestamp(s) AS starts_at,
          to_timestamp(h) AS held_until
        FROM
          unnest($1::uuid[], $2::float8[], $3::float8[]) AS given (offering_id, s, h)
      ) w
      FULL JOIN (
        SELECT
          *
        FROM
          offering_start
        WHERE
          offering_id = ANY ($4::uuid[])
          AND starts_at >= to_timestamp($6::float8)
          AND starts_at < to_timestamp($7::float8)
      ) k USING (offering_id, starts_at)
    WHERE
      w.starts_at IS NULL
      OR k.starts_at IS NULL
      OR k.held_until IS DISTINCT FROM w.held_until
  ),
  removed AS (
    DELETE FROM offering_start k USING differing d
    WHERE
      d.gone
      AND k.offering_id = d.offering_id
      AND k.starts_at = d.starts_at
  ),
  reach AS (
    UPDATE offering o
    SET
      starts_until = to_timestamp(r.until)
    FROM
      unnest($4::uuid[], $5::float8[]) AS r (id, until)
    WHERE
      o.id = r.id
      AND (
        o.starts_until < to_timestamp(r.until) - interval '1 hour'
        OR o.starts_until > to_timestamp(r.until)
      )
  )
INSERT INTO
  offering_start AS k (offering_id, starts_at, held_until)
SELECT
  offering_id,
  starts_at,
  held_until
FROM
  differing
WHERE
  NOT gone
ON CONFLICT (offering_id, starts_at) DO UPDATE
SET
  held_until = excluded.held_until;

UPDATE mentor m
SET
  next_slot_at = coalesce(next.starts_at, 'infinity'),
  next_slot_until = least(
    coalesce(next.starts_at - next.notice, 'infinity'),
    coalesce(enters.at, 'infinity'),
    coalesce(freed.at, 'infinity'),
    coalesce(paused.until, 'infinity')
  )
FROM
  unnest($2::uuid[]) AS settled (id)
  LEFT JOIN LATERAL (
    SELECT
      a.paused_until AS until
    FROM
      availability a
    WHERE
      a.mentor_id = settled.id
      AND a.paused_until > $1
  ) paused ON TRUE
  LEFT JOIN LATERAL (
    SELECT
      first.starts_at,
      make_interval(mins => o.notice_minutes) AS notice
    FROM
      offering o
      CROSS JOIN LATERAL (
        SELECT
          s.starts_at
        FROM
          offering_start s
        WHERE
          s.offering_id = o.id
          AND (
            s.held_until IS NULL
            OR s.held_until <= $1
          )
          AND s.starts_at >= $1::timestamptz + make_interval(mins => o.notice_minutes)
          AND s.starts_at < $1::timestamptz + make_interval(hours => 24 * o.horizon_days)
        ORDER BY
          s.starts_at
        LIMIT
          1
      ) first
    WHERE
      o.mentor_id = settled.id
      AND o.active
      AND paused.until IS NULL
    ORDER BY
      first.starts_at,
      o.notice_minutes
    LIMIT
      1
  ) next ON TRUE
  LEFT JOIN LATERAL (
    SELECT
      min(first.starts_at - make_interval(hours => 24 * o.horizon_days)) + interval '1 millisecond' AS at
    FROM
      offering o
      CROSS JOIN LATERAL (
        SELECT
          s.starts_at
        FROM
          offering_start s
        WHERE
          s.offering_id = o.id
          AND (
            s.held_until IS NULL
            OR s.held_until <= $1
          )
          AND s.starts_at >= $1::timestamptz + make_interval(hours => 24 * o.horizon_days)
        ORDER BY
          s.starts_at
        LIMIT
          1
      ) first
    WHERE
      o.mentor_id = settled.id
      AND o.active
  ) enters ON TRUE
  LEFT JOIN LATERAL (
    SELECT
      min(s.held_until) AS at
    FROM
      offering o
      JOIN offering_start s ON s.offering_id = o.id
    WHERE
      o.mentor_id = settled.id
      AND s.held_until > $1
  ) freed ON TRUE
WHERE
  m.account_id = settled.id;

UPDATE idempotency_record
SET
  result = $3
WHERE
  account_id = $1
  AND key = $2;

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
    '{"offering":',
    coalesce(
      (
        SELECT
          concat(
            '{"$type":"Offering","id":"offering_',
            offering_1."id",
            '","version":',
            to_json(offering_1."version"),
            ',"active":',
            to_json(offering_1."active"),
            ',"title":',
            to_json(offering_1."title"),
            ',"description":',
            coalesce(to_json(offering_1."description")::text, 'null'),
            ',"durationMinutes":',
            to_json(offering_1."duration_minutes"),
            ',"stepMinutes":',
            to_json(offering_1."step_minutes"),
            ',"gapMinutes":',
            to_json(offering_1."gap_minutes"),
            ',"noticeMinutes":',
            to_json(offering_1."notice_minutes"),
            ',"horizonDays":',
            to_json(offering_1."horizon_days"),
            ',"cancelNoticeMinutes":',
            to_json(offering_1."cancel_notice_minutes"),
            ',"maxReschedules":',
            to_json(offering_1."max_reschedules"),
            ',"confirmation":',
            to_json(offering_1."confirmation"),
            ',"maxPerDay":',
            coalesce(to_json(offering_1."max_per_day")::text, 'null'),
            ',"maxPerWeek":',
            coalesce(to_json(offering_1."max_per_week")::text, 'null'),
            ',"meetingUrl":',
            coalesce(
              to_json(
                CASE
                  WHEN offering_1.mentor_id = $1::uuid THEN offering_1.meeting_url
                END
              )::text,
              'null'
            ),
            ',"topics":',
            (
              SELECT
                concat(
                  '[',
                  string_agg(
                    concat('{"id":"topic_', topic_2."id", '","slug":', to_json(topic_2."slug"), ',"name":', to_json(topic_2."name"), '}'),
                    ','
                    ORDER BY
                      topic_2.position
                  ),
                  ']'
                )
              FROM
                (
                  SELECT
                    t.*,
                    tag.position
                  FROM
                    offering_topic tag
                    JOIN topic t ON t.id = tag.topic_id
                  WHERE
                    tag.offering_id = offering_1.id
                ) AS topic_2
              WHERE
                TRUE
            ),
            '}'
          )
        FROM
          "offering" AS offering_1
        WHERE
          (
            offering_1."id" = $2::uuid
            AND (
              offering_1.mentor_id = $1::uuid
              OR (
                offering_1.active
                AND (
                  EXISTS (
                    SELECT
                    FROM
                      profile person
                    WHERE
                      person.account_id = offering_1.mentor_id
                      AND person.status = 'ACTIVE'
                  )
                  AND offering_1.mentor_id <> ALL (
                    (
                      SELECT
                        made.value
                      FROM
                        blocked AS made
                    )::uuid[]
                  )
                )
              )
            )
          )
      ),
      'null'
    ),
    '}'
  ) AS answer;

COMMIT;
