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

SELECT
  mentor_id AS "mentorId"
FROM
  offering
WHERE
  id = $1;

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

WITH
  blocked (value) AS MATERIALIZED (
    SELECT
      ARRAY(
        SELECT
          b.blocked_id
        FROM
          block b
        WHERE
          b.blocker_id = $2::uuid
        UNION ALL
        SELECT
          b.blocker_id
        FROM
          block b
        WHERE
          b.blocked_id = $2::uuid
      )
  )
SELECT
FROM
  "offering" AS it
WHERE
  (
    it."id" = $1::uuid
    AND (
      it.mentor_id = $2::uuid
      OR (
        it.active
        AND (
          EXISTS (
            SELECT
            FROM
              profile person
            WHERE
              person.account_id = it.mentor_id
              AND person.status = 'ACTIVE'
          )
          AND it.mentor_id <> ALL (
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
  );

SELECT
  mentor_id
FROM
  offering
WHERE
  id = $1::uuid;

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
  "SlotHold"."id" AS "SlotHold_id",
  "SlotHold"."learner_id" AS "SlotHold_learner_id",
  "SlotHold"."session_id" AS "SlotHold_session_id",
  "SlotHold"."mentor_id" AS "SlotHold_mentor_id",
  "SlotHold"."offering_id" AS "SlotHold_offering_id",
  "SlotHold"."starts_at" AS "SlotHold_starts_at",
  "SlotHold"."ends_at" AS "SlotHold_ends_at",
  "SlotHold"."expires_at" AS "SlotHold_expires_at"
FROM
  "slot_hold" "SlotHold"
WHERE
  (
    ("SlotHold"."mentor_id" = $1)
    AND ("SlotHold"."expires_at" <= $2)
  );

WITH
  expired AS (
    UPDATE interview
    SET
      status = 'EXPIRED',
      confirm_by = NULL,
      awaits = NULL,
      version = version + 1
    WHERE
      status = 'PENDING'
      AND confirm_by <= $3
      AND (
        mentor_id = $1
        OR learner_id = $2
      )
    RETURNING
      id,
      session_id,
      mentor_id,
      learner_id,
      version,
      starts_at,
      ends_at
  ),
  noted AS (
    INSERT INTO
      interview_revision (interview_id, number, kind, status, starts_at, ends_at, at)
    SELECT
      id,
      version,
      'EXPIRED',
      'EXPIRED',
      starts_at,
      ends_at,
      $3
    FROM
      expired
  )
SELECT
  id,
  version,
  session_id AS "sessionId",
  mentor_id AS "mentorId",
  learner_id AS "learnerId"
FROM
  expired
ORDER BY
  id;

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
  (("Offering"."id" = $1))
LIMIT
  1;

SELECT
  "SlotHold"."id" AS "SlotHold_id",
  "SlotHold"."learner_id" AS "SlotHold_learner_id",
  "SlotHold"."session_id" AS "SlotHold_session_id",
  "SlotHold"."mentor_id" AS "SlotHold_mentor_id",
  "SlotHold"."offering_id" AS "SlotHold_offering_id",
  "SlotHold"."starts_at" AS "SlotHold_starts_at",
  "SlotHold"."ends_at" AS "SlotHold_ends_at",
  "SlotHold"."expires_at" AS "SlotHold_expires_at"
FROM
  "slot_hold" "SlotHold"
WHERE
  (
    ("SlotHold"."learner_id" = $1)
    AND ("SlotHold"."offering_id" = $2)
    AND ("SlotHold"."starts_at" = $3)
    AND ("SlotHold"."expires_at" > $4)
  )
LIMIT
  1;

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

SELECT
  i.offering_id,
  (
    extract(
      epoch
      FROM
        i.starts_at
    ) * 1000
  )::float8 AS start,
  (
    extract(
      epoch
      FROM
        i.ends_at
    ) * 1000
  )::float8 AS end
FROM
  interview i
WHERE
  i.learner_id = $1::uuid
  AND i.status IN ('PENDING', 'CONFIRMED', 'IN_PROGRESS')
  AND (
    i.confirm_by IS NULL
    OR i.confirm_by > $2::timestamptz
  )
  AND i.ends_at > $2::timestamptz
  AND (
    $3::uuid IS NULL
    OR i.id <> $3
  );

SELECT
  s.id
FROM
  session s
WHERE
  s.offering_id = $1
  AND s.starts_at = $2
  AND s.ends_at = $3
  AND s.live
  AND s.capacity > (
    SELECT
      count(*)
    FROM
      interview i
    WHERE
      i.session_id = s.id
      AND i.status IN ('PENDING', 'CONFIRMED', 'IN_PROGRESS')
  ) + (
    SELECT
      count(*)
    FROM
      slot_hold h
    WHERE
      h.session_id = s.id
  );

INSERT INTO
  session (id, mentor_id, offering_id, starts_at, ends_at, hold, capacity)
VALUES
  ($1, $2, $3, $4, $5, tstzrange ($4, $5::timestamptz + make_interval(mins => $6)), $7);

INSERT INTO
  "interview" (
    "id",
    "session_id",
    "mentor_id",
    "learner_id",
    "offering_id",
    "status",
    "starts_at",
    "ends_at",
    "version",
    "confirm_by",
    "awaits",
    "note",
    "intake_answers",
    "learner_time_zone",
    "meeting_url",
    "terms",
    "reschedule_count",
    "cancelled_late",
    "created_at"
  )
VALUES
  ($1, $2, $3, $4, $5, $6, $7, $8, DEFAULT, $9, $10, $11, $12, $13, $14, $15, DEFAULT, DEFAULT, $16)
RETURNING
  "version",
  "intake_answers",
  "reschedule_count";

INSERT INTO
  "interview_revision" ("interview_id", "number", "kind", "status", "starts_at", "ends_at", "by_id", "reason", "at")
VALUES
  ($1, $2, $3, $4, $5, $6, $7, $8, $9);

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

INSERT INTO
  "event" ("id", "kind", "subject_id", "payload", "recorded_at")
VALUES
  ($1, $2, $3, $4, $5);

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
          b.blocker_id = $2::uuid
        UNION ALL
        SELECT
          b.blocker_id
        FROM
          block b
        WHERE
          b.blocked_id = $2::uuid
      )
  )
SELECT
  concat(
    '{"interview":',
    coalesce(
      (
        SELECT
          concat(
            '{"$type":"Interview","id":"interview_',
            interview_1."id",
            '","status":',
            coalesce(
              to_json(
                CASE
                  WHEN interview_1.status = 'PENDING'
                  AND interview_1.confirm_by <= $1::timestamptz THEN 'EXPIRED'
                  ELSE interview_1.status
                END
              )::text,
              'null'
            ),
            ',"startsAt":"',
            replace(to_char(interview_1."starts_at", 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '000Z', 'Z'),
            '","endsAt":"',
            replace(to_char(interview_1."ends_at", 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '000Z', 'Z'),
            '","confirmBy":',
            coalesce(
              '"' || replace(
                to_char(
                  CASE
                    WHEN interview_1.status = 'PENDING'
                    AND interview_1.confirm_by > $1::timestamptz THEN interview_1.confirm_by
                  END,
                  'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
                ),
                '000Z',
                'Z'
              ) || '"',
              'null'
            ),
            ',"version":',
            to_json(interview_1."version"),
            ',"viewerRole":',
            coalesce(
              to_json(
                CASE $2::uuid
                  WHEN interview_1.mentor_id THEN 'MENTOR'
                  WHEN interview_1.learner_id THEN 'LEARNER'
                END
              )::text,
              'null'
            ),
            ',"mentor":',
            coalesce(
              (
                SELECT
                  concat(
                    '{"id":"mentor_',
                    mentor_2."account_id",
                    '","profile":',
                    coalesce(
                      (
                        SELECT
                          concat(
                            '{"id":"profile_',
                            profile_3."account_id",
                            '","handle":',
                            to_json(profile_3."handle"),
                            ',"name":',
                            to_json(profile_3."name"),
                            ',"headline":',
                            coalesce(to_json(profile_3."headline")::text, 'null'),
                            '}'
                          )
                        FROM
                          "profile" AS profile_3
                        WHERE
                          profile_3."account_id" = mentor_2.account_id
                      ),
                      'null'
                    ),
                    '}'
                  )
                FROM
                  "mentor" AS mentor_2
                WHERE
                  (
                    mentor_2."account_id" = interview_1.mentor_id
                    AND (
                      mentor_2.status = 'ACTIVE'
                      AND mentor_2.account_id <> ALL (
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
            ',"learner":',
            coalesce(
              (
                SELECT
                  concat(
                    '{"id":"learner_',
                    learner_4."account_id",
                    '","profile":',
                    coalesce(
                      (
                        SELECT
                          concat(
                            '{"id":"profile_',
                            profile_5."account_id",
                            '","handle":',
                            to_json(profile_5."handle"),
                            ',"name":',
                            to_json(profile_5."name"),
                            ',"headline":',
                            coalesce(to_json(profile_5."headline")::text, 'null'),
                            '}'
                          )
                        FROM
                          "profile" AS profile_5
                        WHERE
                          profile_5."account_id" = learner_4.account_id
                      ),
                      'null'
                    ),
                    '}'
                  )
                FROM
                  "profile" AS learner_4
                WHERE
                  (
                    learner_4."account_id" = interview_1.learner_id
                    AND (
                      learner_4.status = 'ACTIVE'
                      AND learner_4.account_id <> ALL (
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
            ',"offering":',
            coalesce(
              (
                SELECT
                  concat(
                    '{"id":"offering_',
                    offering_6."id",
                    '","title":',
                    to_json(offering_6."title"),
                    ',"durationMinutes":',
                    to_json(offering_6."duration_minutes"),
                    '}'
                  )
                FROM
                  "offering" AS offering_6
                WHERE
                  (
                    offering_6."id" = interview_1.offering_id
                    AND (
                      offering_6.mentor_id = $2::uuid
                      OR (
                        offering_6.active
                        AND (
                          EXISTS (
                            SELECT
                            FROM
                              profile person
                            WHERE
                              person.account_id = offering_6.mentor_id
                              AND person.status = 'ACTIVE'
                          )
                          AND offering_6.mentor_id <> ALL (
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
            ',"topics":',
            (
              SELECT
                concat(
                  '[',
                  string_agg(
                    concat('{"id":"topic_', topic_7."id", '","slug":', to_json(topic_7."slug"), ',"name":', to_json(topic_7."name"), '}'),
                    ','
                    ORDER BY
                      topic_7.position
                  ),
                  ']'
                )
              FROM
                (
                  SELECT
                    t.*,
                    tag.position
                  FROM
                    interview_topic tag
                    JOIN topic t ON t.id = tag.topic_id
                  WHERE
                    tag.interview_id = interview_1.id
                ) AS topic_7
              WHERE
                TRUE
            ),
            '}'
          )
        FROM
          "interview" AS interview_1
        WHERE
          (
            interview_1."id" = $3::uuid
            AND $2::uuid IN (interview_1.mentor_id, interview_1.learner_id)
          )
      ),
      'null'
    ),
    '}'
  ) AS answer;

COMMIT;

SELECT
  mentor_id AS "mentorId"
FROM
  interview
WHERE
  id = $1;

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
FROM
  "interview" AS it
WHERE
  (
    it."id" = $1::uuid
    AND $2::uuid IN (it.mentor_id, it.learner_id)
  );

SELECT
  "Interview"."id" AS "Interview_id",
  "Interview"."session_id" AS "Interview_session_id",
  "Interview"."mentor_id" AS "Interview_mentor_id",
  "Interview"."learner_id" AS "Interview_learner_id",
  "Interview"."offering_id" AS "Interview_offering_id",
  "Interview"."status" AS "Interview_status",
  "Interview"."starts_at" AS "Interview_starts_at",
  "Interview"."ends_at" AS "Interview_ends_at",
  "Interview"."version" AS "Interview_version",
  "Interview"."confirm_by" AS "Interview_confirm_by",
  "Interview"."awaits" AS "Interview_awaits",
  "Interview"."note" AS "Interview_note",
  "Interview"."intake_answers" AS "Interview_intake_answers",
  "Interview"."learner_time_zone" AS "Interview_learner_time_zone",
  "Interview"."meeting_url" AS "Interview_meeting_url",
  "Interview"."terms" AS "Interview_terms",
  "Interview"."reschedule_count" AS "Interview_reschedule_count",
  "Interview"."cancelled_late" AS "Interview_cancelled_late",
  "Interview"."created_at" AS "Interview_created_at"
FROM
  "interview" "Interview"
WHERE
  (("Interview"."id" = $1))
LIMIT
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
  "SlotHold"."id" AS "SlotHold_id",
  "SlotHold"."learner_id" AS "SlotHold_learner_id",
  "SlotHold"."session_id" AS "SlotHold_session_id",
  "SlotHold"."mentor_id" AS "SlotHold_mentor_id",
  "SlotHold"."offering_id" AS "SlotHold_offering_id",
  "SlotHold"."starts_at" AS "SlotHold_starts_at",
  "SlotHold"."ends_at" AS "SlotHold_ends_at",
  "SlotHold"."expires_at" AS "SlotHold_expires_at"
FROM
  "slot_hold" "SlotHold"
WHERE
  (
    ("SlotHold"."mentor_id" = $1)
    AND ("SlotHold"."expires_at" <= $2)
  );

WITH
  expired AS (
    UPDATE interview
    SET
      status = 'EXPIRED',
      confirm_by = NULL,
      awaits = NULL,
      version = version + 1
    WHERE
      status = 'PENDING'
      AND confirm_by <= $3
      AND (
        mentor_id = $1
        OR learner_id = $2
      )
    RETURNING
      id,
      session_id,
      mentor_id,
      learner_id,
      version,
      starts_at,
      ends_at
  ),
  noted AS (
    INSERT INTO
      interview_revision (interview_id, number, kind, status, starts_at, ends_at, at)
    SELECT
      id,
      version,
      'EXPIRED',
      'EXPIRED',
      starts_at,
      ends_at,
      $3
    FROM
      expired
  )
SELECT
  id,
  version,
  session_id AS "sessionId",
  mentor_id AS "mentorId",
  learner_id AS "learnerId"
FROM
  expired
ORDER BY
  id;

SELECT
  "Interview"."id" AS "Interview_id",
  "Interview"."session_id" AS "Interview_session_id",
  "Interview"."mentor_id" AS "Interview_mentor_id",
  "Interview"."learner_id" AS "Interview_learner_id",
  "Interview"."offering_id" AS "Interview_offering_id",
  "Interview"."status" AS "Interview_status",
  "Interview"."starts_at" AS "Interview_starts_at",
  "Interview"."ends_at" AS "Interview_ends_at",
  "Interview"."version" AS "Interview_version",
  "Interview"."confirm_by" AS "Interview_confirm_by",
  "Interview"."awaits" AS "Interview_awaits",
  "Interview"."note" AS "Interview_note",
  "Interview"."intake_answers" AS "Interview_intake_answers",
  "Interview"."learner_time_zone" AS "Interview_learner_time_zone",
  "Interview"."meeting_url" AS "Interview_meeting_url",
  "Interview"."terms" AS "Interview_terms",
  "Interview"."reschedule_count" AS "Interview_reschedule_count",
  "Interview"."cancelled_late" AS "Interview_cancelled_late",
  "Interview"."created_at" AS "Interview_created_at"
FROM
  "interview" "Interview"
WHERE
  (("Interview"."id" = $1))
LIMIT
  1
FOR UPDATE;

SELECT
FROM
  attendance_claim
WHERE
  interview_id = $1
  AND role = $2;

UPDATE "interview"
SET
  "confirm_by" = $1,
  "awaits" = $2,
  "status" = $3,
  "version" = $4
WHERE
  "id" = $5;

UPDATE session s
SET
  live = seats.taken
FROM
  (
    SELECT
      o.id,
      EXISTS (
        SELECT
        FROM
          interview i
        WHERE
          i.session_id = o.id
          AND i.status IN ('PENDING', 'CONFIRMED', 'IN_PROGRESS')
      )
      OR EXISTS (
        SELECT
        FROM
          slot_hold h
        WHERE
          h.session_id = o.id
      ) AS taken
    FROM
      session o
    WHERE
      o.id = ANY ($1)
  ) seats
WHERE
  s.id = seats.id
  AND s.live <> seats.taken;

SELECT
  "Interview"."id" AS "Interview_id",
  "Interview"."session_id" AS "Interview_session_id",
  "Interview"."mentor_id" AS "Interview_mentor_id",
  "Interview"."learner_id" AS "Interview_learner_id",
  "Interview"."offering_id" AS "Interview_offering_id",
  "Interview"."status" AS "Interview_status",
  "Interview"."starts_at" AS "Interview_starts_at",
  "Interview"."ends_at" AS "Interview_ends_at",
  "Interview"."version" AS "Interview_version",
  "Interview"."confirm_by" AS "Interview_confirm_by",
  "Interview"."awaits" AS "Interview_awaits",
  "Interview"."note" AS "Interview_note",
  "Interview"."intake_answers" AS "Interview_intake_answers",
  "Interview"."learner_time_zone" AS "Interview_learner_time_zone",
  "Interview"."meeting_url" AS "Interview_meeting_url",
  "Interview"."terms" AS "Interview_terms",
  "Interview"."reschedule_count" AS "Interview_reschedule_count",
  "Interview"."cancelled_late" AS "Interview_cancelled_late",
  "Interview"."created_at" AS "Interview_created_at"
FROM
  "interview" "Interview"
WHERE
  (("Interview"."id" = $1))
LIMIT
  1;

INSERT INTO
  "interview_revision" ("interview_id", "number", "kind", "status", "starts_at", "ends_at", "by_id", "reason", "at")
VALUES
  ($1, $2, $3, $4, $5, $6, $7, $8, $9);

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

INSERT INTO
  "event" ("id", "kind", "subject_id", "payload", "recorded_at")
VALUES
  ($1, $2, $3, $4, $5);

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
          b.blocker_id = $2::uuid
        UNION ALL
        SELECT
          b.blocker_id
        FROM
          block b
        WHERE
          b.blocked_id = $2::uuid
      )
  )
SELECT
  concat(
    '{"interview":',
    coalesce(
      (
        SELECT
          concat(
            '{"$type":"Interview","id":"interview_',
            interview_1."id",
            '","status":',
            coalesce(
              to_json(
                CASE
                  WHEN interview_1.status = 'PENDING'
                  AND interview_1.confirm_by <= $1::timestamptz THEN 'EXPIRED'
                  ELSE interview_1.status
                END
              )::text,
              'null'
            ),
            ',"startsAt":"',
            replace(to_char(interview_1."starts_at", 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '000Z', 'Z'),
            '","endsAt":"',
            replace(to_char(interview_1."ends_at", 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '000Z', 'Z'),
            '","confirmBy":',
            coalesce(
              '"' || replace(
                to_char(
                  CASE
                    WHEN interview_1.status = 'PENDING'
                    AND interview_1.confirm_by > $1::timestamptz THEN interview_1.confirm_by
                  END,
                  'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
                ),
                '000Z',
                'Z'
              ) || '"',
              'null'
            ),
            ',"version":',
            to_json(interview_1."version"),
            ',"viewerRole":',
            coalesce(
              to_json(
                CASE $2::uuid
                  WHEN interview_1.mentor_id THEN 'MENTOR'
                  WHEN interview_1.learner_id THEN 'LEARNER'
                END
              )::text,
              'null'
            ),
            ',"mentor":',
            coalesce(
              (
                SELECT
                  concat(
                    '{"id":"mentor_',
                    mentor_2."account_id",
                    '","profile":',
                    coalesce(
                      (
                        SELECT
                          concat(
                            '{"id":"profile_',
                            profile_3."account_id",
                            '","handle":',
                            to_json(profile_3."handle"),
                            ',"name":',
                            to_json(profile_3."name"),
                            ',"headline":',
                            coalesce(to_json(profile_3."headline")::text, 'null'),
                            '}'
                          )
                        FROM
                          "profile" AS profile_3
                        WHERE
                          profile_3."account_id" = mentor_2.account_id
                      ),
                      'null'
                    ),
                    '}'
                  )
                FROM
                  "mentor" AS mentor_2
                WHERE
                  (
                    mentor_2."account_id" = interview_1.mentor_id
                    AND (
                      mentor_2.status = 'ACTIVE'
                      AND mentor_2.account_id <> ALL (
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
            ',"learner":',
            coalesce(
              (
                SELECT
                  concat(
                    '{"id":"learner_',
                    learner_4."account_id",
                    '","profile":',
                    coalesce(
                      (
                        SELECT
                          concat(
                            '{"id":"profile_',
                            profile_5."account_id",
                            '","handle":',
                            to_json(profile_5."handle"),
                            ',"name":',
                            to_json(profile_5."name"),
                            ',"headline":',
                            coalesce(to_json(profile_5."headline")::text, 'null'),
                            '}'
                          )
                        FROM
                          "profile" AS profile_5
                        WHERE
                          profile_5."account_id" = learner_4.account_id
                      ),
                      'null'
                    ),
                    '}'
                  )
                FROM
                  "profile" AS learner_4
                WHERE
                  (
                    learner_4."account_id" = interview_1.learner_id
                    AND (
                      learner_4.status = 'ACTIVE'
                      AND learner_4.account_id <> ALL (
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
            ',"offering":',
            coalesce(
              (
                SELECT
                  concat(
                    '{"id":"offering_',
                    offering_6."id",
                    '","title":',
                    to_json(offering_6."title"),
                    ',"durationMinutes":',
                    to_json(offering_6."duration_minutes"),
                    '}'
                  )
                FROM
                  "offering" AS offering_6
                WHERE
                  (
                    offering_6."id" = interview_1.offering_id
                    AND (
                      offering_6.mentor_id = $2::uuid
                      OR (
                        offering_6.active
                        AND (
                          EXISTS (
                            SELECT
                            FROM
                              profile person
                            WHERE
                              person.account_id = offering_6.mentor_id
                              AND person.status = 'ACTIVE'
                          )
                          AND offering_6.mentor_id <> ALL (
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
            ',"topics":',
            (
              SELECT
                concat(
                  '[',
                  string_agg(
                    concat('{"id":"topic_', topic_7."id", '","slug":', to_json(topic_7."slug"), ',"name":', to_json(topic_7."name"), '}'),
                    ','
                    ORDER BY
                      topic_7.position
                  ),
                  ']'
                )
              FROM
                (
                  SELECT
                    t.*,
                    tag.position
                  FROM
                    interview_topic tag
                    JOIN topic t ON t.id = tag.topic_id
                  WHERE
                    tag.interview_id = interview_1.id
                ) AS topic_7
              WHERE
                TRUE
            ),
            '}'
          )
        FROM
          "interview" AS interview_1
        WHERE
          (
            interview_1."id" = $3::uuid
            AND $2::uuid IN (interview_1.mentor_id, interview_1.learner_id)
          )
      ),
      'null'
    ),
    '}'
  ) AS answer;

COMMIT;
