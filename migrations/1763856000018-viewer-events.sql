-- What happened that concerns a viewer, in an order of its own for each: a position is given out under the row's lock, so
-- that whoever has seen one has seen, or can no longer get, all before it.
CREATE TABLE viewer_log (
  account_id uuid PRIMARY KEY REFERENCES account ON DELETE CASCADE,
  position bigint NOT NULL
);

-- type is the GraphQL type that it is told as.
CREATE TABLE viewer_event (
  account_id uuid NOT NULL REFERENCES viewer_log ON DELETE CASCADE,
  position bigint NOT NULL,
  type text NOT NULL,
  change text NOT NULL,
  subject_id uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, position)
);
CREATE INDEX viewer_event_recorded_at ON viewer_event (recorded_at);

-- True when nothing after this position has been purged; else an error of its own, which clients get as CURSOR_EXPIRED.
CREATE FUNCTION viewer_events_kept_since(account uuid, after bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF after < coalesce(
    (SELECT min(e.position) - 1 FROM viewer_event e WHERE e.account_id = account),
    (SELECT l.position FROM viewer_log l WHERE l.account_id = account),
    0
  ) THEN
    RAISE EXCEPTION 'The cursor is older than the log of events' USING ERRCODE = 'SF001';
  END IF;
  RETURN true;
END $$;
