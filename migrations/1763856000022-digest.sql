-- What is told by mail, one thing after the other, whether it is in the list in the app or not. A row is kept for as long as
-- the thing is news, so that nobody gets two mails about it.
CREATE TABLE notice_mail (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  kind text NOT NULL,
  key text NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  actor_id uuid REFERENCES account ON DELETE SET NULL, -- NULL: time did it
  created_at timestamptz NOT NULL,
  -- When it was mailed, or found not to be wanted or there to be seen any more.
  settled_at timestamptz,
  CONSTRAINT notice_mail_once UNIQUE (account_id, key)
);
CREATE INDEX notice_mail_created_at ON notice_mail (created_at);
CREATE INDEX notice_mail_actor_id ON notice_mail (actor_id);

-- Mail about a booking comes whatever somebody likes, so no preference says that it doesn't.
DELETE FROM notification_preference WHERE channel = 'EMAIL' AND kind IN ('INTERVIEW_BOOKED', 'INTERVIEW_REQUESTED') AND NOT enabled;

-- How often somebody gets what they have not read by mail, and when next. Each account has a row.
CREATE TABLE digest (
  account_id uuid PRIMARY KEY REFERENCES account ON DELETE CASCADE,
  frequency text NOT NULL DEFAULT 'WEEKLY' CHECK (frequency IN ('NEVER', 'DAILY', 'WEEKLY')),
  -- NULL: never, or still to be worked out, which SQL can't.
  next_at timestamptz,
  -- The reader's date on which the last one was due; there is one a date.
  last_on date,
  -- Whether that one is still to be written.
  pending boolean NOT NULL DEFAULT FALSE,
  CONSTRAINT digest_never CHECK (frequency <> 'NEVER' OR (next_at IS NULL AND NOT pending))
);
CREATE INDEX digest_next_at ON digest (next_at);
CREATE INDEX digest_to_plan ON digest (account_id) WHERE next_at IS NULL AND frequency <> 'NEVER';
INSERT INTO digest (account_id) SELECT id FROM account;

-- Whoever makes an account or changes its time zone needn't know of digests.
CREATE FUNCTION digest_of_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO digest (account_id) VALUES (NEW.id);
  ELSE
    UPDATE digest SET next_at = NULL WHERE account_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER account_to_digest AFTER INSERT ON account FOR EACH ROW EXECUTE FUNCTION digest_of_account();
CREATE TRIGGER account_time_zone_to_digest AFTER UPDATE OF time_zone ON account
  FOR EACH ROW WHEN (OLD.time_zone IS DISTINCT FROM NEW.time_zone) EXECUTE FUNCTION digest_of_account();

-- When a digest told of it; what no digest has told of is found however late it came.
ALTER TABLE notification ADD COLUMN digested_at timestamptz;
