-- Two accounts may have one device, and what was noted on it before: an id is unique to an account, and tells nobody else anything.
ALTER TABLE attempt DROP CONSTRAINT attempt_pkey, ADD PRIMARY KEY (account_id, id);
ALTER TABLE reveal DROP CONSTRAINT reveal_pkey, ADD PRIMARY KEY (account_id, id);

-- Where the learner was, and the day that it counts for there (from 04:00 to 04:00). Kept, so that cards and streaks are a function of
-- the log alone, wherever somebody moves later. The service always says both.
ALTER TABLE attempt
  ADD COLUMN time_zone text NOT NULL DEFAULT 'UTC',
  ADD COLUMN day date NOT NULL DEFAULT 'epoch';
UPDATE attempt SET day = ((at AT TIME ZONE 'UTC') - interval '4 hours')::date;
CREATE INDEX attempt_in_time ON attempt (account_id, at);

-- What was taken back. The attempt stays in the log.
CREATE TABLE attempt_undone (
  account_id uuid NOT NULL,
  attempt_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (account_id, attempt_id),
  FOREIGN KEY (account_id, attempt_id) REFERENCES attempt (account_id, id) ON DELETE CASCADE
);

CREATE VIEW valid_attempt AS
  SELECT a.* FROM attempt a
  WHERE NOT EXISTS (SELECT FROM attempt_undone u WHERE u.account_id = a.account_id AND u.attempt_id = a.id);

-- What follows from the attempts of one account at one question: written anew from the log whenever something comes to it.
CREATE TABLE card (
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  question_id uuid NOT NULL REFERENCES question ON DELETE CASCADE,
  due_at timestamptz NOT NULL,
  reps int NOT NULL CHECK (reps > 0),
  lapses int NOT NULL CHECK (lapses >= 0),
  stability double precision NOT NULL, -- days until the chance to remember has fallen to 90 %
  difficulty double precision NOT NULL, -- FSRS's, 1 to 10
  last_day date NOT NULL,
  first_until timestamptz NOT NULL, -- the end of the learner's day on which it was new
  last_until timestamptz NOT NULL, -- the end of the learner's day of the last attempt
  mean_ms int, -- of the attempts that were timed
  revealed boolean NOT NULL, -- something was shown before the first attempt
  score smallint CHECK (score BETWEEN 0 AND 2), -- of the first attempt, where nothing was
  PRIMARY KEY (account_id, question_id),
  CONSTRAINT card_counts_unless_revealed CHECK (revealed = (score IS NULL))
);
CREATE INDEX card_due ON card (account_id, due_at);
CREATE INDEX card_question_id ON card (question_id);

-- The learner's word on a card: it isn't asked, or is asked again after it was a leech.
CREATE TABLE card_choice (
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  question_id uuid NOT NULL REFERENCES question ON DELETE CASCADE,
  suspended boolean NOT NULL,
  lapses_forgiven int NOT NULL DEFAULT 0 CHECK (lapses_forgiven >= 0),
  PRIMARY KEY (account_id, question_id)
);
CREATE INDEX card_choice_question_id ON card_choice (question_id);

CREATE TABLE practice_day (
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  day date NOT NULL,
  ends_at timestamptz NOT NULL,
  streak_until timestamptz NOT NULL, -- the end of the day after: until then the next day can be added
  attempts int NOT NULL CHECK (attempts > 0),
  duration_ms bigint NOT NULL CHECK (duration_ms >= 0),
  PRIMARY KEY (account_id, day)
);

CREATE TABLE practice_settings (
  account_id uuid PRIMARY KEY REFERENCES account ON DELETE CASCADE,
  new_per_day smallint NOT NULL DEFAULT 10 CHECK (new_per_day BETWEEN 0 AND 100),
  reviews_per_day smallint NOT NULL DEFAULT 100 CHECK (reviews_per_day BETWEEN 0 AND 1000),
  bury_siblings boolean NOT NULL DEFAULT true,
  goal_minutes smallint CHECK (goal_minutes BETWEEN 1 AND 600),
  goal_questions smallint CHECK (goal_questions BETWEEN 1 AND 500)
);

-- A card that was never asked has an id already, and keeps it.
CREATE FUNCTION card_id(account uuid, question uuid) RETURNS uuid LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN md5(account::text || question::text)::uuid;

-- The card of every account at every question. Forgotten eight times since it was last taken up again, it is a leech and not asked.
CREATE VIEW practice_card AS
  SELECT card_id(a.id, q.id) AS id, a.id AS account_id, q.id AS question_id, c.due_at, coalesce(c.reps, 0) AS reps,
    coalesce(c.lapses, 0) AS lapses, coalesce(s.suspended, false) OR coalesce(c.lapses - coalesce(s.lapses_forgiven, 0) >= 8, false) AS suspended,
    coalesce(c.lapses - coalesce(s.lapses_forgiven, 0) >= 8, false) AS leech, c.first_until, c.last_until, q.asked_in, q.difficulty
  FROM account a CROSS JOIN question q
  LEFT JOIN card c ON c.account_id = a.id AND c.question_id = q.id
  LEFT JOIN card_choice s ON s.account_id = a.id AND s.question_id = q.id;

-- Something that questions are judged by has changed since they were judged last.
CREATE TABLE evidence_change (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  question_id uuid NOT NULL
);
