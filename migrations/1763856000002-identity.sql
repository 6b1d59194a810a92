CREATE TABLE account (
  id uuid PRIMARY KEY,
  email citext, -- NULL once deleted
  email_verified_at timestamptz,
  status text NOT NULL DEFAULT 'ACTIVE' CHECK (status IN ('ACTIVE', 'SUSPENDED', 'DELETED')),
  time_zone text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT account_email_unless_deleted CHECK ((email IS NULL) = (status = 'DELETED'))
);
CREATE UNIQUE INDEX account_email_key ON account (email);

-- Apart from the account, so that nothing that reads accounts can read hashes.
CREATE TABLE password_credential (
  account_id uuid PRIMARY KEY REFERENCES account ON DELETE CASCADE,
  hash text NOT NULL,
  updated_at timestamptz NOT NULL
);

CREATE TABLE role_grant (
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  role text NOT NULL CHECK (role IN ('MENTOR', 'MODERATOR', 'ADMIN')),
  granted_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, role)
);

-- One sign-in on one device.
CREATE TABLE sign_in_session (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  user_agent text,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX sign_in_session_account_id ON sign_in_session (account_id);

-- Stored hashed (SHA-256 of 256 random bits); a spent one stays, so that its reuse is noticed.
CREATE TABLE refresh_token (
  hash bytea PRIMARY KEY,
  session_id uuid NOT NULL REFERENCES sign_in_session ON DELETE CASCADE,
  issued_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  spent_at timestamptz
);
CREATE INDEX refresh_token_session_id ON refresh_token (session_id);
