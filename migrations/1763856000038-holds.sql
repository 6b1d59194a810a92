-- A slot that a learner has to themselves while they fill the form: a seat in a session, for some minutes. The session makes it
-- part of what can't overlap; it is live while somebody has an interview or a hold in it.
CREATE TABLE slot_hold (
  id uuid PRIMARY KEY,
  learner_id uuid NOT NULL REFERENCES account,
  session_id uuid NOT NULL,
  mentor_id uuid NOT NULL,
  offering_id uuid NOT NULL REFERENCES offering,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  CONSTRAINT slot_hold_one_of_a_learner UNIQUE (learner_id),
  CONSTRAINT slot_hold_not_with_self CHECK (mentor_id <> learner_id),
  CONSTRAINT slot_hold_in_session FOREIGN KEY (session_id, mentor_id, starts_at, ends_at)
    REFERENCES session (id, mentor_id, starts_at, ends_at) ON UPDATE CASCADE
);
CREATE INDEX slot_hold_session_id ON slot_hold (session_id);
CREATE INDEX slot_hold_mentor_id ON slot_hold (mentor_id);
CREATE INDEX slot_hold_offering_id ON slot_hold (offering_id);
CREATE INDEX slot_hold_expires_at ON slot_hold (expires_at);

-- Only holds stand in the way of this start, until then. 'infinity': it is there for its holder alone.
ALTER TABLE offering_start ADD COLUMN held_until timestamptz;
CREATE INDEX offering_start_held_until ON offering_start (offering_id, held_until) WHERE held_until IS NOT NULL;
