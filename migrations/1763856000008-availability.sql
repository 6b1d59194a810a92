CREATE TABLE availability (
  mentor_id uuid PRIMARY KEY REFERENCES mentor ON DELETE CASCADE,
  time_zone text NOT NULL
);

-- Wall time in minutes since midnight of the day; an end beyond 1440 lies on the next day.
CREATE TABLE weekly_window (
  mentor_id uuid NOT NULL REFERENCES availability ON DELETE CASCADE,
  position smallint NOT NULL,
  day smallint NOT NULL CHECK (day BETWEEN 1 AND 7), -- ISO 8601
  start_minute smallint NOT NULL CHECK (start_minute BETWEEN 0 AND 1439),
  end_minute smallint NOT NULL,
  PRIMARY KEY (mentor_id, position),
  CONSTRAINT weekly_window_at_most_a_day CHECK (end_minute > start_minute AND end_minute - start_minute <= 1440)
);

CREATE TABLE offering (
  id uuid PRIMARY KEY,
  mentor_id uuid NOT NULL REFERENCES mentor,
  version int NOT NULL DEFAULT 1,
  active boolean NOT NULL DEFAULT true,
  title text NOT NULL,
  description text,
  duration_minutes int NOT NULL CHECK (duration_minutes BETWEEN 15 AND 240),
  step_minutes int NOT NULL CHECK (step_minutes BETWEEN 5 AND 240),
  gap_minutes int NOT NULL CHECK (gap_minutes BETWEEN 0 AND 240),
  notice_minutes int NOT NULL CHECK (notice_minutes BETWEEN 0 AND 43200),
  horizon_days int NOT NULL CHECK (horizon_days BETWEEN 1 AND 90),
  cancel_notice_minutes int NOT NULL CHECK (cancel_notice_minutes BETWEEN 0 AND 43200),
  max_reschedules int NOT NULL CHECK (max_reschedules BETWEEN 0 AND 10),
  confirmation text NOT NULL CHECK (confirmation IN ('INSTANT', 'BY_MENTOR')),
  max_per_day int CHECK (max_per_day BETWEEN 1 AND 24),
  max_per_week int CHECK (max_per_week BETWEEN 1 AND 100),
  meeting_url text,
  -- How far the rows of offering_start reach.
  starts_until timestamptz NOT NULL DEFAULT '-infinity',
  created_at timestamptz NOT NULL
);
CREATE INDEX offering_mentor_id ON offering (mentor_id);

CREATE TABLE offering_topic (
  offering_id uuid NOT NULL REFERENCES offering ON DELETE CASCADE,
  topic_id uuid NOT NULL REFERENCES topic,
  position smallint NOT NULL CHECK (position BETWEEN 1 AND 5),
  PRIMARY KEY (offering_id, position),
  UNIQUE (offering_id, topic_id)
);
CREATE INDEX offering_topic_topic_id ON offering_topic (topic_id);

-- A projection: the starts within the horizon at which the mentor is free, notice apart. Rewritten in the transaction of
-- whatever changes them, and extended daily.
CREATE TABLE offering_start (
  offering_id uuid NOT NULL REFERENCES offering ON DELETE CASCADE,
  starts_at timestamptz NOT NULL,
  PRIMARY KEY (offering_id, starts_at)
);
