CREATE TABLE post (
  id uuid PRIMARY KEY REFERENCES subject ON DELETE CASCADE,
  author_id uuid NOT NULL REFERENCES account,
  slug text NOT NULL,
  title text NOT NULL,
  markdown text NOT NULL,
  html text NOT NULL,
  reading_minutes int NOT NULL CHECK (reading_minutes > 0),
  -- PUBLISHED with a time to come is what the contract calls SCHEDULED: time publishes, no job has to.
  state text NOT NULL DEFAULT 'DRAFT' CHECK (state IN ('DRAFT', 'PUBLISHED', 'ARCHIVED')),
  publish_at timestamptz,
  hidden_at timestamptz,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT post_author_slug_key UNIQUE (author_id, slug),
  CONSTRAINT post_published_has_time CHECK (state <> 'PUBLISHED' OR publish_at IS NOT NULL)
);
CREATE INDEX post_newest ON post (publish_at DESC, id DESC) WHERE state = 'PUBLISHED' AND hidden_at IS NULL;
CREATE INDEX post_of_author ON post (author_id, publish_at DESC, id DESC);

CREATE TABLE post_topic (
  post_id uuid NOT NULL REFERENCES post ON DELETE CASCADE,
  topic_id uuid NOT NULL REFERENCES topic,
  position smallint NOT NULL CHECK (position BETWEEN 1 AND 5),
  PRIMARY KEY (post_id, position),
  UNIQUE (post_id, topic_id)
);
CREATE INDEX post_topic_topic_id ON post_topic (topic_id, post_id);
