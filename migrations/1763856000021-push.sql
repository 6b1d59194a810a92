-- Where somebody gets push notifications. A device belongs to the session that registered it and goes with it.
CREATE TABLE push_device (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  session_id uuid NOT NULL REFERENCES sign_in_session ON DELETE CASCADE,
  platform text NOT NULL CHECK (platform IN ('APNS', 'FCM', 'WEB')),
  -- What the platform knows it by; of WEB the endpoint.
  token text NOT NULL CHECK (length(token) <= 2000),
  -- Of WEB: what messages are encrypted for.
  web_keys jsonb,
  last_seen_at timestamptz NOT NULL,
  CONSTRAINT push_device_once UNIQUE (platform, token),
  CONSTRAINT push_device_web_keys CHECK ((platform = 'WEB') = (web_keys IS NOT NULL))
);
CREATE INDEX push_device_account_id ON push_device (account_id, last_seen_at);
CREATE INDEX push_device_session_id ON push_device (session_id);
CREATE INDEX push_device_last_seen_at ON push_device (last_seen_at);

-- What is told on devices, whether it is in the list in the app or not. A row is kept for as long as the thing is news, so that
-- nobody is told twice.
CREATE TABLE notice_push (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  kind text NOT NULL,
  key text NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  actor_id uuid REFERENCES account ON DELETE SET NULL, -- NULL: time did it
  created_at timestamptz NOT NULL,
  CONSTRAINT notice_push_once UNIQUE (account_id, key)
);
CREATE INDEX notice_push_created_at ON notice_push (created_at);
CREATE INDEX notice_push_actor_id ON notice_push (actor_id);
