CREATE TABLE notification (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  kind text NOT NULL,
  -- What it tells of, once and for all: nobody is told twice.
  key text NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  actor_id uuid REFERENCES account ON DELETE SET NULL, -- NULL: time did it
  created_at timestamptz NOT NULL,
  read_at timestamptz,
  CONSTRAINT notification_once UNIQUE (account_id, key)
);
CREATE INDEX notification_newest ON notification (account_id, created_at DESC, id DESC);
CREATE INDEX notification_unread ON notification (account_id) WHERE read_at IS NULL;
CREATE INDEX notification_subject_id ON notification (subject_id);
CREATE INDEX notification_actor_id ON notification (actor_id);

-- Only what differs from the defaults in src/notifications/kinds.ts.
CREATE TABLE notification_preference (
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  kind text NOT NULL,
  channel text NOT NULL CHECK (channel IN ('IN_APP', 'EMAIL', 'PUSH')),
  enabled boolean NOT NULL,
  PRIMARY KEY (account_id, kind, channel)
);

-- Posts whose followers have been told, which happens when they come out and not when that is decided.
CREATE TABLE announced_post (
  post_id uuid PRIMARY KEY REFERENCES post ON DELETE CASCADE,
  announced_at timestamptz NOT NULL
);
-- Those that came out when they were published are no news any more; those that were scheduled may still come.
INSERT INTO announced_post (post_id, announced_at) SELECT id, publish_at FROM post WHERE state = 'PUBLISHED' AND publish_at <= updated_at;
