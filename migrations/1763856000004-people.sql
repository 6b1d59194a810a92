CREATE TABLE profile (
  account_id uuid PRIMARY KEY REFERENCES account,
  handle citext NOT NULL,
  name text NOT NULL,
  headline text,
  bio text,
  bio_html text,
  languages text[] NOT NULL DEFAULT '{}',
  links jsonb NOT NULL DEFAULT '[]',
  follower_count int NOT NULL DEFAULT 0 CHECK (follower_count >= 0),
  -- Kept equal to account.status: who may be seen is asked for every author of every page.
  status text NOT NULL DEFAULT 'ACTIVE' CHECK (status IN ('ACTIVE', 'SUSPENDED', 'DELETED'))
);
CREATE UNIQUE INDEX profile_handle_key ON profile (handle);

CREATE FUNCTION copy_account_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE profile SET status = NEW.status WHERE account_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER account_status_to_profile AFTER UPDATE OF status ON account
  FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION copy_account_status();

CREATE TABLE mentor (
  account_id uuid PRIMARY KEY REFERENCES profile,
  since timestamptz NOT NULL
);
CREATE INDEX mentor_since ON mentor (since DESC, account_id DESC);

CREATE TABLE mentor_expertise (
  mentor_id uuid NOT NULL REFERENCES mentor ON DELETE CASCADE,
  topic_id uuid NOT NULL REFERENCES topic,
  level smallint NOT NULL CHECK (level BETWEEN 1 AND 5),
  PRIMARY KEY (mentor_id, topic_id)
);
CREATE INDEX mentor_expertise_topic_id ON mentor_expertise (topic_id, mentor_id);

CREATE TABLE follow (
  follower_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  followed_id uuid NOT NULL REFERENCES profile ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (follower_id, followed_id),
  CONSTRAINT follow_not_self CHECK (follower_id <> followed_id)
);
CREATE INDEX follow_followed_id ON follow (followed_id);

CREATE FUNCTION count_followers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    UPDATE profile SET follower_count = follower_count + 1 WHERE account_id = NEW.followed_id;
  ELSE
    UPDATE profile SET follower_count = follower_count - 1 WHERE account_id = OLD.followed_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER follow_count AFTER INSERT OR DELETE ON follow FOR EACH ROW EXECUTE FUNCTION count_followers();

-- Works in both directions: each of the two is hidden from the other.
CREATE TABLE block (
  blocker_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  blocked_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (blocker_id, blocked_id),
  CONSTRAINT block_not_self CHECK (blocker_id <> blocked_id)
);
CREATE INDEX block_blocked_id ON block (blocked_id);
