-- What became of each time of a package, for whoever asks again under the same key; gone after a day. The interviews stay.
CREATE TABLE package_occurrence (
  id uuid PRIMARY KEY,
  learner_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  number smallint NOT NULL,
  starts_at timestamptz, -- NULL: the clocks leave that time out
  interview_id uuid REFERENCES interview ON DELETE CASCADE,
  refusal_code text,
  refusal_message text,
  created_at timestamptz NOT NULL,
  CONSTRAINT package_occurrence_booked_or_refused CHECK ((interview_id IS NULL) = (refusal_code IS NOT NULL AND refusal_message IS NOT NULL))
);
CREATE INDEX package_occurrence_learner_id ON package_occurrence (learner_id);
CREATE INDEX package_occurrence_interview_id ON package_occurrence (interview_id);
CREATE INDEX package_occurrence_created_at ON package_occurrence (created_at);

-- Mentors whom somebody wants to find again. Nobody else sees it; following somebody is another thing, and public in number.
CREATE TABLE favourite_mentor (
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  mentor_id uuid NOT NULL REFERENCES mentor ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, mentor_id),
  CONSTRAINT favourite_mentor_not_self CHECK (account_id <> mentor_id)
);
CREATE INDEX favourite_mentor_mentor_id ON favourite_mentor (mentor_id);

-- Whether the two have met.
CREATE INDEX interview_completed ON interview (learner_id, mentor_id) WHERE status = 'COMPLETED';

-- Who waits for a time of an offering, and the time that is kept for them just now (a slot_hold, for as long as that is there).
CREATE TABLE waitlist_entry (
  id uuid PRIMARY KEY,
  learner_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  mentor_id uuid NOT NULL REFERENCES mentor ON DELETE CASCADE,
  offering_id uuid NOT NULL REFERENCES offering ON DELETE CASCADE,
  from_at timestamptz NOT NULL,
  to_at timestamptz NOT NULL,
  joined_at timestamptz NOT NULL,
  hold_id uuid,
  offered_start timestamptz,
  offered_until timestamptz,
  CONSTRAINT waitlist_entry_once UNIQUE (learner_id, offering_id),
  CONSTRAINT waitlist_entry_in_order CHECK (from_at < to_at),
  CONSTRAINT waitlist_entry_offered CHECK ((hold_id IS NULL) = (offered_start IS NULL) AND (hold_id IS NULL) = (offered_until IS NULL))
);
CREATE INDEX waitlist_entry_mentor_id ON waitlist_entry (mentor_id);
CREATE INDEX waitlist_entry_of_offering ON waitlist_entry (offering_id, joined_at, id);
CREATE INDEX waitlist_entry_to_at ON waitlist_entry (to_at);
CREATE INDEX waitlist_entry_offered_until ON waitlist_entry (offered_until) WHERE hold_id IS NOT NULL;
