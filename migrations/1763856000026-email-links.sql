-- Addresses that accounts are to have, until they have been confirmed. One an account: another one takes its place.
CREATE TABLE email_change (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL UNIQUE REFERENCES account ON DELETE CASCADE,
  address citext NOT NULL,
  -- NULL: not yet. An address that was never verified has nobody to ask.
  old_confirmed_at timestamptz,
  new_confirmed_at timestamptz,
  expires_at timestamptz NOT NULL
);
CREATE INDEX email_change_expires_at ON email_change (expires_at);

-- Links in mail, each for one purpose, good once. Stored hashed (SHA-256 of 256 random bits); one that was used is gone.
CREATE TABLE email_link (
  hash bytea PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  purpose text NOT NULL CHECK (purpose IN ('VERIFY_EMAIL', 'RESET_PASSWORD', 'LEAVE_ADDRESS', 'TAKE_ADDRESS')),
  address citext NOT NULL, -- where it was sent
  change_id uuid REFERENCES email_change ON DELETE CASCADE,
  expires_at timestamptz NOT NULL,
  CHECK ((change_id IS NOT NULL) = (purpose IN ('LEAVE_ADDRESS', 'TAKE_ADDRESS')))
);
CREATE INDEX email_link_account_id ON email_link (account_id);
CREATE INDEX email_link_change_id ON email_link (change_id);
CREATE INDEX email_link_expires_at ON email_link (expires_at);
