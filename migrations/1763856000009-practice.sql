-- Append-only; the id is the client's, so that a record sent twice is one.
CREATE TABLE attempt (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  question_id uuid NOT NULL REFERENCES question ON DELETE CASCADE,
  question_version int NOT NULL,
  grade text NOT NULL CHECK (grade IN ('AGAIN', 'HARD', 'GOOD', 'EASY')),
  at timestamptz NOT NULL,
  duration_ms int CHECK (duration_ms >= 0),
  answer_revealed boolean NOT NULL DEFAULT false,
  rubric_met text[] NOT NULL DEFAULT '{}'
);
CREATE INDEX attempt_of_account ON attempt (account_id, question_id);
CREATE INDEX attempt_question_id ON attempt (question_id);

CREATE TABLE reveal (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  question_id uuid NOT NULL REFERENCES question ON DELETE CASCADE,
  part text NOT NULL CHECK (part IN ('HINT', 'ANSWER')),
  hint smallint,
  at timestamptz NOT NULL,
  CONSTRAINT reveal_names_its_hint CHECK ((part = 'HINT') = (hint IS NOT NULL))
);
CREATE INDEX reveal_of_account ON reveal (account_id, question_id);
CREATE INDEX reveal_question_id ON reveal (question_id);
