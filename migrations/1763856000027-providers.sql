-- Who somebody is at a provider. `subject` is the provider's own name for them, which they keep when their address changes there.
CREATE TABLE provider_identity (
  provider text NOT NULL,
  subject text NOT NULL,
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  linked_at timestamptz NOT NULL,
  PRIMARY KEY (provider, subject),
  CONSTRAINT provider_identity_one_of_a_provider UNIQUE (account_id, provider)
);

-- A sign-in that a browser has begun and the provider has not answered yet.
CREATE TABLE provider_flow (
  state_hash bytea PRIMARY KEY,
  browser_hash bytea NOT NULL,
  provider text NOT NULL,
  code_verifier text,
  nonce text,
  redirect_uri text NOT NULL,
  client_state text NOT NULL,
  code_challenge text NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX provider_flow_expires_at ON provider_flow (expires_at);

-- A code that a client may sign in with, and whom the provider said it is.
CREATE TABLE provider_code (
  code_hash bytea PRIMARY KEY,
  code_challenge text NOT NULL,
  provider text NOT NULL,
  subject text NOT NULL,
  email text,
  email_verified boolean NOT NULL,
  name text NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX provider_code_expires_at ON provider_code (expires_at);
