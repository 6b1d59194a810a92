START TRANSACTION;

SELECT
FROM
  account
WHERE
  id = $1
  AND status = 'ACTIVE'
FOR KEY SHARE;

SELECT
FROM
  account
WHERE
  id = $1
FOR UPDATE;

UPDATE sign_in_session
SET
  ended_at = $2
WHERE
  account_id = $1
  AND ended_at IS NULL
  AND expires_at > $2
  AND (
    $3::uuid IS NULL
    OR id = $3
  )
  AND (
    $4::uuid IS NULL
    OR id <> $4
  )
RETURNING
  id;

INSERT INTO
  "event" ("id", "kind", "subject_id", "payload", "recorded_at")
VALUES
  ($1, $2, $3, $4, $5);

SELECT
FROM
  profile
WHERE
  account_id = $1
  AND handle = $2;

SELECT
FROM
  account
WHERE
  id = $1
FOR UPDATE;

SELECT DISTINCT
  mentor_id AS id
FROM
  interview
WHERE
  learner_id = $1
  AND status IN ('PENDING', 'CONFIRMED')
  AND starts_at > $2
UNION
SELECT
  mentor_id
FROM
  slot_hold
WHERE
  learner_id = $1;

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
    ((("SlotHold"."learner_id" = $1)))
    OR ((("SlotHold"."mentor_id" = $2)))
  );

WITH
  cancelled AS (
    UPDATE interview
    SET
      status = 'CANCELLED',
      confirm_by = NULL,
      awaits = NULL,
      version = version + 1,
      cancelled_late = status = 'CONFIRMED'
      AND starts_at < $2::timestamptz + make_interval(mins => (terms ->> 'cancelNoticeMinutes')::int)
    WHERE
      (
        mentor_id = $1
        OR learner_id = $1
      )
      AND status IN ('PENDING', 'CONFIRMED')
      AND starts_at > $2
    RETURNING
      id,
      session_id,
      mentor_id,
      learner_id,
      starts_at,
      ends_at,
      version
  ),
  noted AS (
    INSERT INTO
      interview_revision (interview_id, number, kind, status, starts_at, ends_at, by_id, at)
    SELECT
      id,
      version,
      'CANCELLED',
      'CANCELLED',
      starts_at,
      ends_at,
      $3,
      $2
    FROM
      cancelled
  )
SELECT
  id,
  session_id AS "sessionId",
  mentor_id AS "mentorId",
  learner_id AS "learnerId",
  version AS revision
FROM
  cancelled
ORDER BY
  starts_at,
  id;

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

INSERT INTO
  "event" ("id", "kind", "subject_id", "payload", "recorded_at")
VALUES
  ($1, $2, $3, $4, $5);

INSERT INTO
  "event" ("id", "kind", "subject_id", "payload", "recorded_at")
VALUES
  ($1, $2, $3, $4, $5);

DELETE FROM mail
WHERE
  lower(to_address) = (
    SELECT
      lower(a.email::text)
    FROM
      account a
    WHERE
      a.id = $1
  );

DELETE FROM mail_unsubscription
WHERE
  account_id = $1;

DELETE FROM viewer_log
WHERE
  account_id = $1;

DELETE FROM viewer_event
WHERE
  account_id = $1;

DELETE FROM password_credential
WHERE
  account_id = $1;

DELETE FROM role_grant
WHERE
  account_id = $1;

DELETE FROM sign_in_session
WHERE
  account_id = $1;

DELETE FROM refresh_token
WHERE
  session_id IN (
    SELECT
      s.id
    FROM
      sign_in_session s
    WHERE
      s.account_id = $1
  );

DELETE FROM email_change
WHERE
  account_id = $1;

DELETE FROM email_link
WHERE
  account_id = $1;

DELETE FROM provider_identity
WHERE
  account_id = $1;

DELETE FROM sign_in_challenge
WHERE
  account_id = $1;

DELETE FROM backup_code
WHERE
  account_id = $1;

DELETE FROM totp
WHERE
  account_id = $1;

DELETE FROM passkey
WHERE
  account_id = $1;

DELETE FROM api_key
WHERE
  account_id = $1;

DELETE FROM data_export
WHERE
  account_id = $1;

DELETE FROM data_export_chunk
WHERE
  export_id IN (
    SELECT
      e.id
    FROM
      data_export e
    WHERE
      e.account_id = $1
  );

UPDATE profile
SET
  "handle" = 'gone-' || account_id,
  "name" = '',
  "headline" = NULL,
  "bio" = NULL,
  "bio_html" = NULL,
  "languages" = '{}',
  "links" = '[]'
WHERE
  account_id = $1;

UPDATE mentor
SET
  "since" = 'epoch'
WHERE
  account_id = $1;

DELETE FROM mentor_expertise
WHERE
  mentor_id = $1;

DELETE FROM follow
WHERE
  follower_id = $1;

DELETE FROM follow
WHERE
  followed_id = $1;

DELETE FROM favourite_mentor
WHERE
  account_id = $1;

DELETE FROM favourite_mentor
WHERE
  mentor_id = $1;

DELETE FROM block
WHERE
  blocker_id = $1;

DELETE FROM block
WHERE
  blocked_id = $1;

UPDATE comment
SET
  "markdown" = '',
  "html" = ''
WHERE
  author_id = $1
  AND deleted_at IS NOT NULL;

DELETE FROM reaction
WHERE
  account_id = $1;

DELETE FROM bookmark
WHERE
  account_id = $1;

DELETE FROM subject
WHERE
  id IN (
    SELECT
      p.id
    FROM
      post p
    WHERE
      p.author_id = $1
      AND p.hidden_at IS NULL
      AND (
        p.state <> 'PUBLISHED'
        OR p.publish_at > $2
      )
  );

DELETE FROM subject
WHERE
  id IN (
    SELECT
      q.id
    FROM
      question q
    WHERE
      q.author_id = $1
      AND (
        q.state = 'DRAFT'
        OR NOT EXISTS (
          SELECT
          FROM
            question_version v
          WHERE
            v.question_id = q.id
        )
      )
  );

DELETE FROM answer_vote
WHERE
  account_id = $1;

DELETE FROM encounter
WHERE
  account_id = $1;

DELETE FROM question_list
WHERE
  account_id = $1;

DELETE FROM availability
WHERE
  mentor_id = $1;

DELETE FROM weekly_window
WHERE
  mentor_id = $1;

DELETE FROM date_override
WHERE
  mentor_id = $1;

DELETE FROM date_override_window
WHERE
  mentor_id = $1;

DELETE FROM travel
WHERE
  mentor_id = $1;

DELETE FROM busy_calendar
WHERE
  mentor_id = $1;

DELETE FROM busy_block
WHERE
  mentor_id = $1;

DELETE FROM offering
WHERE
  mentor_id = $1
  AND NOT EXISTS (
    SELECT
    FROM
      session s
    WHERE
      s.offering_id = offering.id
  );

UPDATE offering
SET
  "active" = FALSE,
  "description" = NULL,
  "meeting_url" = NULL,
  "intake_questions" = '[]'
WHERE
  mentor_id = $1;

DELETE FROM offering_start
WHERE
  offering_id IN (
    SELECT
      o.id
    FROM
      offering o
    WHERE
      o.mentor_id = $1
  );

DELETE FROM attempt
WHERE
  account_id = $1;

DELETE FROM attempt_undone
WHERE
  account_id = $1;

DELETE FROM reveal
WHERE
  account_id = $1;

DELETE FROM card
WHERE
  account_id = $1;

DELETE FROM card_choice
WHERE
  account_id = $1;

DELETE FROM practice_day
WHERE
  account_id = $1;

DELETE FROM practice_settings
WHERE
  account_id = $1;

DELETE FROM slot_hold
WHERE
  (
    mentor_id = $1
    OR learner_id = $1
  );

UPDATE interview
SET
  "note" = NULL,
  "intake_answers" = '[]',
  "learner_time_zone" = 'UTC'
WHERE
  learner_id = $1;

UPDATE interview
SET
  "meeting_url" = NULL
WHERE
  mentor_id = $1;

UPDATE interview_revision
SET
  "reason" = NULL
WHERE
  interview_id IN (
    SELECT
      i.id
    FROM
      interview i
    WHERE
      i.mentor_id = $1
      OR i.learner_id = $1
  )
  AND by_id = $1;

UPDATE attendance_claim
SET
  "note" = NULL
WHERE
  interview_id IN (
    SELECT
      i.id
    FROM
      interview i
    WHERE
      i.mentor_id = $1
      AND role = 'MENTOR'
      OR i.learner_id = $1
      AND role = 'LEARNER'
  );

UPDATE review
SET
  "testimonial" = NULL
WHERE
  NOT published
  AND interview_id IN (
    SELECT
      i.id
    FROM
      interview i
    WHERE
      i.learner_id = $1
  );

DELETE FROM waitlist_entry
WHERE
  learner_id = $1;

DELETE FROM waitlist_entry
WHERE
  mentor_id = $1;

DELETE FROM package_occurrence
WHERE
  learner_id = $1;

DELETE FROM calendar_feed
WHERE
  account_id = $1;

DELETE FROM search_document
WHERE
  id = $1;

DELETE FROM notification
WHERE
  account_id = $1;

UPDATE notification
SET
  "actor_id" = NULL
WHERE
  actor_id = $1;

DELETE FROM notice_mail
WHERE
  account_id = $1;

UPDATE notice_mail
SET
  "actor_id" = NULL
WHERE
  actor_id = $1;

DELETE FROM notice_push
WHERE
  account_id = $1;

UPDATE notice_push
SET
  "actor_id" = NULL
WHERE
  actor_id = $1;

DELETE FROM push_device
WHERE
  account_id = $1;

DELETE FROM notification_preference
WHERE
  account_id = $1;

DELETE FROM digest
WHERE
  account_id = $1;

DELETE FROM idempotency_record
WHERE
  account_id = $1;

UPDATE account
SET
  "email" = NULL,
  "email_verified_at" = NULL,
  "time_zone" = 'UTC',
  "status" = 'DELETED'
WHERE
  id = $1;

COMMIT;
