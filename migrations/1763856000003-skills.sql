CREATE TABLE skill_area (
  id uuid PRIMARY KEY,
  number smallint NOT NULL UNIQUE CHECK (number BETWEEN 1 AND 7),
  slug text NOT NULL UNIQUE,
  name text NOT NULL,
  summary text NOT NULL
);

CREATE TABLE topic (
  id uuid PRIMARY KEY,
  area_number smallint NOT NULL REFERENCES skill_area (number),
  slug text NOT NULL UNIQUE,
  name text NOT NULL UNIQUE,
  aliases text[] NOT NULL,
  asked_in int NOT NULL CHECK (asked_in >= 0)
);
CREATE INDEX topic_area_number ON topic (area_number);

-- The words of topic.aliases again, to find a topic by any of them. Lower case, hyphens as spaces.
CREATE TABLE topic_alias (
  alias text PRIMARY KEY,
  topic_id uuid NOT NULL REFERENCES topic ON DELETE CASCADE
);
CREATE INDEX topic_alias_topic_id ON topic_alias (topic_id);
