CREATE TABLE question (
  id uuid PRIMARY KEY REFERENCES subject ON DELETE CASCADE,
  slug text NOT NULL UNIQUE,
  author_id uuid REFERENCES account, -- NULL: curated
  area_number smallint NOT NULL REFERENCES skill_area (number),
  state text NOT NULL CHECK (state IN ('DRAFT', 'IN_REVIEW', 'NEEDS_WORK', 'PUBLISHED', 'REJECTED', 'DEPRECATED')),
  hidden_at timestamptz,
  published_at timestamptz,
  version int NOT NULL DEFAULT 1,
  kind text NOT NULL CHECK (kind IN ('CONCEPT', 'COMPARE', 'SCENARIO', 'NUMERIC', 'CODE', 'DESIGN', 'DEBUG')),
  difficulty smallint NOT NULL CHECK (difficulty BETWEEN 1 AND 3), -- EASY, MEDIUM, HARD
  prompt text NOT NULL,
  html text NOT NULL,
  hints text[] NOT NULL,
  short_answer text NOT NULL,
  answer text NOT NULL,
  answer_html text NOT NULL,
  rubric jsonb NOT NULL, -- [{ id, text, points }]
  common_mistakes text[] NOT NULL,
  follow_ups jsonb NOT NULL, -- [{ prompt, probes }]
  "references" jsonb NOT NULL, -- [{ title, url }]
  asked_in int NOT NULL DEFAULT 0, -- of its first topic
  verified_at date,
  content_hash text, -- of the file it was loaded from
  created_at timestamptz NOT NULL,
  CONSTRAINT question_published_has_time CHECK (state <> 'PUBLISHED' OR published_at IS NOT NULL)
);
CREATE INDEX question_newest ON question (published_at DESC, id DESC) WHERE state = 'PUBLISHED' AND hidden_at IS NULL;
CREATE INDEX question_easiest ON question (difficulty, id) WHERE state = 'PUBLISHED' AND hidden_at IS NULL;
CREATE INDEX question_most_asked ON question (asked_in DESC, id DESC) WHERE state = 'PUBLISHED' AND hidden_at IS NULL;
CREATE INDEX question_of_area ON question (area_number, published_at DESC, id DESC) WHERE state = 'PUBLISHED' AND hidden_at IS NULL;
CREATE INDEX question_author_id ON question (author_id);

CREATE TABLE question_topic (
  question_id uuid NOT NULL REFERENCES question ON DELETE CASCADE,
  topic_id uuid NOT NULL REFERENCES topic,
  position smallint NOT NULL CHECK (position BETWEEN 1 AND 4),
  PRIMARY KEY (question_id, position),
  UNIQUE (question_id, topic_id)
);
CREATE INDEX question_topic_topic_id ON question_topic (topic_id, question_id);

CREATE TABLE answer (
  id uuid PRIMARY KEY REFERENCES subject ON DELETE CASCADE,
  question_id uuid NOT NULL REFERENCES question ON DELETE CASCADE,
  author_id uuid NOT NULL REFERENCES account,
  markdown text NOT NULL,
  html text NOT NULL,
  score int NOT NULL DEFAULT 0,
  accepted boolean NOT NULL DEFAULT false,
  hidden_at timestamptz,
  created_at timestamptz NOT NULL
);
CREATE INDEX answer_best ON answer (question_id, accepted DESC, score DESC, id DESC);
CREATE UNIQUE INDEX answer_one_accepted ON answer (question_id) WHERE accepted;
CREATE INDEX answer_author_id ON answer (author_id);

CREATE TABLE answer_vote (
  answer_id uuid NOT NULL REFERENCES answer ON DELETE CASCADE,
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  value smallint NOT NULL CHECK (value IN (-1, 1)),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (answer_id, account_id)
);
CREATE INDEX answer_vote_account_id ON answer_vote (account_id);

CREATE FUNCTION score_answers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE answer SET score = score
      + CASE WHEN TG_OP = 'DELETE' THEN 0 ELSE NEW.value END
      - CASE WHEN TG_OP = 'INSERT' THEN 0 ELSE OLD.value END
    WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.answer_id ELSE NEW.answer_id END;
  RETURN NULL;
END $$;
CREATE TRIGGER answer_vote_score AFTER INSERT OR UPDATE OR DELETE ON answer_vote FOR EACH ROW EXECUTE FUNCTION score_answers();
