-- Dates that have other hours than their day of the week; without windows the date is closed.
CREATE TABLE date_override (
  mentor_id uuid NOT NULL REFERENCES mentor ON DELETE CASCADE,
  date date NOT NULL,
  PRIMARY KEY (mentor_id, date)
);
CREATE TABLE date_override_window (
  mentor_id uuid NOT NULL,
  date date NOT NULL,
  position smallint NOT NULL,
  start_minute smallint NOT NULL CHECK (start_minute BETWEEN 0 AND 1439),
  end_minute smallint NOT NULL,
  PRIMARY KEY (mentor_id, date, position),
  FOREIGN KEY (mentor_id, date) REFERENCES date_override ON DELETE CASCADE,
  CONSTRAINT date_override_window_at_most_a_day CHECK (end_minute > start_minute AND end_minute - start_minute <= 1440)
);

-- Where a mentor will be: on these dates their hours are wall time of another zone.
CREATE TABLE travel (
  mentor_id uuid NOT NULL REFERENCES mentor ON DELETE CASCADE,
  dates daterange NOT NULL CHECK (NOT isempty(dates) AND NOT lower_inf(dates) AND NOT upper_inf(dates)),
  time_zone text NOT NULL,
  PRIMARY KEY (mentor_id, dates),
  CONSTRAINT travel_no_overlap EXCLUDE USING gist (mentor_id WITH =, dates WITH &&)
);

-- What a mentor takes in all, and until when nothing new ('infinity': until they say so).
ALTER TABLE availability
  ADD COLUMN max_per_week int CHECK (max_per_week BETWEEN 1 AND 100),
  ADD COLUMN max_per_month int CHECK (max_per_month BETWEEN 1 AND 400),
  ADD COLUMN paused_until timestamptz;

ALTER TABLE offering
  ADD COLUMN max_per_learner int CHECK (max_per_learner BETWEEN 1 AND 100),
  ADD COLUMN capacity int NOT NULL DEFAULT 1 CHECK (capacity BETWEEN 1 AND 20),
  -- Whether learners who want any mentor of an area may be given it.
  ADD COLUMN for_any_mentor boolean NOT NULL DEFAULT false,
  -- What the learner is asked when booking: [{ "id", "text", "required" }]
  ADD COLUMN intake_questions jsonb NOT NULL DEFAULT '[]';
CREATE INDEX offering_for_any_mentor ON offering (mentor_id) WHERE for_any_mentor AND active;

-- Calendars elsewhere that say when a mentor has no time, and what was found in them. Fetched again and again.
CREATE TABLE busy_calendar (
  id uuid PRIMARY KEY,
  mentor_id uuid NOT NULL REFERENCES mentor ON DELETE CASCADE,
  name text NOT NULL,
  url text NOT NULL,
  added_at timestamptz NOT NULL,
  fetch_at timestamptz NOT NULL, -- when it is due
  fetched_at timestamptz, -- when that went well last
  failures int NOT NULL DEFAULT 0,
  problem text, -- what was wrong the last time, in words for the mentor
  content_hash bytea
);
CREATE INDEX busy_calendar_mentor_id ON busy_calendar (mentor_id);
CREATE INDEX busy_calendar_fetch_at ON busy_calendar (fetch_at);
CREATE TABLE busy_block (
  calendar_id uuid NOT NULL REFERENCES busy_calendar ON DELETE CASCADE,
  mentor_id uuid NOT NULL,
  during tstzrange NOT NULL
);
CREATE INDEX busy_block_calendar_id ON busy_block (calendar_id);
CREATE INDEX busy_block_mentor_id ON busy_block (mentor_id);
