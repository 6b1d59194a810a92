-- What a client has to answer before it is signed in, or before a passkey is taken. Random and stored hashed; a row goes when it
-- is answered.
CREATE TABLE sign_in_challenge (
  hash bytea PRIMARY KEY,
  purpose text NOT NULL CHECK (purpose IN ('SECOND_FACTOR', 'PASSKEY_REGISTRATION', 'PASSKEY_SIGN_IN')),
  account_id uuid REFERENCES account ON DELETE CASCADE, -- NULL: the answer will tell
  wrong_answers int NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  CHECK ((account_id IS NULL) = (purpose = 'PASSKEY_SIGN_IN'))
);
CREATE INDEX sign_in_challenge_expires_at ON sign_in_challenge (expires_at);
CREATE INDEX sign_in_challenge_account_id ON sign_in_challenge (account_id);

-- Codes from an app (RFC 6238). The secret is encrypted with a key from SECRET_KEY.
CREATE TABLE totp (
  account_id uuid PRIMARY KEY REFERENCES account ON DELETE CASCADE,
  sealed_secret bytea NOT NULL,
  started_at timestamptz NOT NULL,
  confirmed_at timestamptz, -- NULL: nobody is asked for codes yet
  last_step bigint -- of the newest code that was used; that one and older ones are refused
);
CREATE INDEX totp_started_at ON totp (started_at) WHERE confirmed_at IS NULL;

-- Stored hashed; a row goes when its code is used.
CREATE TABLE backup_code (
  account_id uuid NOT NULL REFERENCES totp ON DELETE CASCADE,
  hash bytea NOT NULL,
  PRIMARY KEY (account_id, hash)
);

CREATE TABLE passkey (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  credential_id bytea NOT NULL,
  public_key bytea NOT NULL,
  counter bigint NOT NULL,
  transports text[] NOT NULL,
  name text NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz,
  CONSTRAINT passkey_credential_id_key UNIQUE (credential_id)
);
CREATE INDEX passkey_account_id ON passkey (account_id, created_at, id);

-- What scripts sign in with; stored hashed (SHA-256 of 256 random bits).
CREATE TABLE api_key (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  hash bytea NOT NULL,
  prefix text NOT NULL,
  name text NOT NULL,
  scopes text[] NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  CONSTRAINT api_key_hash_key UNIQUE (hash)
);
CREATE INDEX api_key_account_id ON api_key (account_id);
CREATE INDEX api_key_over ON api_key ((least(revoked_at, expires_at)));

-- A key that ends is told of as a session is, by its id in the same column.
CREATE FUNCTION note_api_key_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO access_change (account_id, session_id) SELECT id, OLD.id FROM account WHERE id = OLD.account_id;
  PERFORM pg_notify('sevenfold_access', '');
  RETURN NULL;
END $$;
CREATE TRIGGER api_key_revoked AFTER UPDATE OF revoked_at ON api_key
  FOR EACH ROW WHEN (OLD.revoked_at IS NULL AND NEW.revoked_at IS NOT NULL) EXECUTE FUNCTION note_api_key_end();
CREATE TRIGGER api_key_deleted AFTER DELETE ON api_key
  FOR EACH ROW WHEN (OLD.revoked_at IS NULL) EXECUTE FUNCTION note_api_key_end();
