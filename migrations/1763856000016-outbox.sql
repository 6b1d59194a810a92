-- What was recorded so far was never promised any effect.
ALTER TABLE event ADD COLUMN position bigint GENERATED ALWAYS AS IDENTITY, ADD COLUMN relayed_at timestamptz;
UPDATE event SET relayed_at = recorded_at;
-- The relay takes what it has not taken yet, however late its transaction committed: no cursor can skip it.
CREATE INDEX event_to_relay ON event (position) WHERE relayed_at IS NULL;

-- What a consumer still has to do about an event. Done ones are deleted in the transaction of their effect.
CREATE TABLE event_delivery (
  consumer text NOT NULL,
  subject_id uuid NOT NULL,
  position bigint NOT NULL,
  event_id uuid NOT NULL REFERENCES event ON DELETE CASCADE,
  attempts int NOT NULL DEFAULT 0,
  PRIMARY KEY (consumer, subject_id, position)
);
CREATE INDEX event_delivery_event_id ON event_delivery (event_id);

-- Jobs that failed as often as they may. They stay until a moderator has them done again, or they are purged.
CREATE TABLE dead_letter (
  id uuid PRIMARY KEY,
  job text NOT NULL,
  payload jsonb NOT NULL,
  error text NOT NULL,
  attempts int NOT NULL,
  died_at timestamptz NOT NULL,
  retried_at timestamptz
);
CREATE INDEX dead_letter_died_at ON dead_letter (died_at DESC, id DESC);
