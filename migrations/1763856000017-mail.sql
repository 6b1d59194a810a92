-- Mail on its way and mail that was sent. A row is the whole message, so that a repeat is the same message.
CREATE TABLE mail (
  id uuid PRIMARY KEY,
  message_id text NOT NULL UNIQUE,
  to_name text NOT NULL,
  to_address text NOT NULL,
  subject text NOT NULL,
  text text NOT NULL,
  html text NOT NULL,
  attachments jsonb NOT NULL,
  headers jsonb NOT NULL,
  purpose text NOT NULL,
  -- Whether anybody could have asked for it by naming the address; so many an hour are enough.
  requested boolean NOT NULL,
  queued_at timestamptz NOT NULL,
  sent_at timestamptz
);
CREATE INDEX mail_to_address ON mail (lower(to_address), queued_at DESC);
CREATE INDEX mail_queued_at ON mail (queued_at);

-- Kinds of mail that somebody wants no more.
CREATE TABLE mail_unsubscription (
  account_id uuid NOT NULL,
  kind text NOT NULL,
  since timestamptz NOT NULL,
  PRIMARY KEY (account_id, kind)
);
