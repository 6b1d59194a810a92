-- The mentor's side of an interview: their time, kept free for it. Several learners may share one (capacity).
CREATE TABLE session (
  id uuid PRIMARY KEY,
  mentor_id uuid NOT NULL REFERENCES mentor,
  offering_id uuid NOT NULL REFERENCES offering,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  hold tstzrange NOT NULL, -- the interview and the gap after it
  capacity int NOT NULL DEFAULT 1 CHECK (capacity >= 1),
  live boolean NOT NULL DEFAULT true, -- whether any of its interviews is
  UNIQUE (id, mentor_id, starts_at, ends_at),
  CONSTRAINT session_ends_after_start CHECK (ends_at > starts_at),
  CONSTRAINT session_hold_covers CHECK (hold @> tstzrange(starts_at, ends_at)),
  -- The last word on double bookings: no two live sessions of one mentor overlap, whoever wrote them.
  CONSTRAINT session_mentor_no_overlap EXCLUDE USING gist (mentor_id WITH =, hold WITH &&) WHERE (live)
);
CREATE INDEX session_offering_id ON session (offering_id);

-- One learner's seat in a session.
CREATE TABLE interview (
  id uuid PRIMARY KEY,
  session_id uuid NOT NULL,
  mentor_id uuid NOT NULL,
  learner_id uuid NOT NULL REFERENCES account,
  offering_id uuid NOT NULL REFERENCES offering,
  status text NOT NULL CHECK (status IN ('PENDING', 'CONFIRMED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED', 'DECLINED', 'EXPIRED',
    'NO_SHOW_LEARNER', 'NO_SHOW_MENTOR', 'NO_SHOW_BOTH', 'DISPUTED')),
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  version int NOT NULL DEFAULT 1,
  confirm_by timestamptz,
  -- Who has to confirm while it is PENDING: the mentor, or after the mentor moved it the learner.
  awaits text CHECK (awaits IN ('MENTOR', 'LEARNER')),
  note text,
  learner_time_zone text NOT NULL,
  meeting_url text,
  -- The terms that it was booked under: { cancelNoticeMinutes, maxReschedules, confirmation, ... }
  terms jsonb NOT NULL,
  reschedule_count int NOT NULL DEFAULT 0,
  cancelled_late boolean,
  created_at timestamptz NOT NULL,
  -- A session that moves takes its seats along.
  CONSTRAINT interview_in_session FOREIGN KEY (session_id, mentor_id, starts_at, ends_at)
    REFERENCES session (id, mentor_id, starts_at, ends_at) ON UPDATE CASCADE,
  CONSTRAINT interview_not_with_self CHECK (mentor_id <> learner_id),
  CONSTRAINT interview_pending_expires CHECK ((status = 'PENDING') = (confirm_by IS NOT NULL) AND (status = 'PENDING') = (awaits IS NOT NULL)),
  CONSTRAINT interview_cancelled_knows_late CHECK ((status = 'CANCELLED') = (cancelled_late IS NOT NULL)),
  CONSTRAINT interview_learner_no_overlap EXCLUDE USING gist (learner_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
    WHERE (status IN ('PENDING', 'CONFIRMED', 'IN_PROGRESS'))
);
CREATE INDEX interview_session_id ON interview (session_id);
CREATE INDEX interview_of_mentor ON interview (mentor_id, starts_at, id);
CREATE INDEX interview_of_learner ON interview (learner_id, starts_at, id);
CREATE INDEX interview_offering_id ON interview (offering_id);
CREATE INDEX interview_confirm_by ON interview (confirm_by) WHERE status = 'PENDING';

CREATE TABLE interview_topic (
  interview_id uuid NOT NULL REFERENCES interview ON DELETE CASCADE,
  topic_id uuid NOT NULL REFERENCES topic,
  position smallint NOT NULL CHECK (position BETWEEN 1 AND 5),
  PRIMARY KEY (interview_id, position),
  UNIQUE (interview_id, topic_id)
);

-- Append-only: one row for each change, in the transaction of the change.
CREATE TABLE interview_revision (
  interview_id uuid NOT NULL REFERENCES interview ON DELETE CASCADE,
  number int NOT NULL,
  kind text NOT NULL CHECK (kind IN ('BOOKED', 'CONFIRMED', 'DECLINED', 'RESCHEDULED', 'CANCELLED', 'EXPIRED', 'STARTED', 'ENDED', 'ATTENDANCE')),
  status text NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  by_id uuid REFERENCES account, -- NULL: time did it
  reason text,
  at timestamptz NOT NULL,
  PRIMARY KEY (interview_id, number)
);

CREATE TABLE attendance_claim (
  interview_id uuid NOT NULL REFERENCES interview ON DELETE CASCADE,
  role text NOT NULL CHECK (role IN ('MENTOR', 'LEARNER')),
  claim text NOT NULL CHECK (claim IN ('OTHER_ABSENT', 'SELF_ABSENT', 'BOTH_PRESENT')),
  note text,
  at timestamptz NOT NULL,
  PRIMARY KEY (interview_id, role)
);

-- A learner's judgement of the mentor; counts from its reveal on.
CREATE TABLE review (
  id uuid PRIMARY KEY,
  interview_id uuid NOT NULL UNIQUE REFERENCES interview ON DELETE CASCADE,
  mentor_id uuid NOT NULL REFERENCES mentor,
  rating smallint NOT NULL CHECK (rating BETWEEN 1 AND 5),
  testimonial text,
  published boolean NOT NULL DEFAULT false,
  revealed_at timestamptz,
  created_at timestamptz NOT NULL
);
CREATE INDEX review_mentor_id ON review (mentor_id) WHERE revealed_at IS NOT NULL;
