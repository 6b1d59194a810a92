-- Questions that people submit: what waits for review and since when, where one lives on that left the bank, and since when it reads as
-- it does.
ALTER TABLE question
  ADD COLUMN submitted_at timestamptz, -- NULL: curated
  ADD COLUMN changed_at timestamptz, -- of its version; NULL: as published_at
  ADD COLUMN successor_id uuid REFERENCES question,
  ADD COLUMN merged boolean NOT NULL DEFAULT false, -- into its successor, and for good
  ADD CONSTRAINT question_successor_is_another CHECK (successor_id <> id),
  ADD CONSTRAINT question_successor_of_deprecated CHECK (successor_id IS NULL OR state = 'DEPRECATED'),
  ADD CONSTRAINT question_merged_into_another CHECK (NOT merged OR successor_id IS NOT NULL);
CREATE INDEX question_successor_id ON question (successor_id) WHERE successor_id IS NOT NULL;
-- What waits for review, the longest waiting first; what is in the bank, the longest unchecked first.
CREATE INDEX question_to_review ON question (coalesce(submitted_at, created_at), id) WHERE state = 'IN_REVIEW' AND hidden_at IS NULL;
CREATE INDEX question_to_verify ON question (coalesce(verified_at, '-infinity'), id) WHERE state = 'PUBLISHED' AND hidden_at IS NULL;
-- Likeness of prompts.
CREATE INDEX question_prompt_trigrams ON question USING gin (prompt gin_trgm_ops) WHERE state = 'PUBLISHED' AND hidden_at IS NULL;

-- Each version that has been in the bank, word for word: attempts say which one they answered. Kind, difficulty and topics are labels, which
-- may change.
CREATE TABLE question_version (
  question_id uuid NOT NULL REFERENCES question ON DELETE CASCADE,
  version int NOT NULL,
  published_at timestamptz NOT NULL,
  prompt text NOT NULL,
  html text NOT NULL,
  hints text[] NOT NULL,
  short_answer text NOT NULL,
  answer text NOT NULL,
  answer_html text NOT NULL,
  rubric jsonb NOT NULL,
  common_mistakes text[] NOT NULL,
  follow_ups jsonb NOT NULL,
  "references" jsonb NOT NULL,
  PRIMARY KEY (question_id, version)
);

CREATE FUNCTION keep_question_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO question_version
    VALUES (NEW.id, NEW.version, coalesce(NEW.changed_at, NEW.published_at), NEW.prompt, NEW.html, NEW.hints,
      NEW.short_answer, NEW.answer, NEW.answer_html, NEW.rubric, NEW.common_mistakes, NEW.follow_ups, NEW."references")
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER question_version_kept AFTER INSERT OR UPDATE OF state, version ON question
  FOR EACH ROW WHEN (NEW.state = 'PUBLISHED') EXECUTE FUNCTION keep_question_version();

-- A version that was in the bank never reads otherwise: other words are another version, whoever writes them.
CREATE FUNCTION refuse_other_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM question_version v WHERE v.question_id = NEW.id AND v.version = NEW.version
      AND (v.prompt, v.html, v.hints, v.short_answer, v.answer, v.answer_html, v.rubric, v.common_mistakes, v.follow_ups, v."references")
        IS DISTINCT FROM (NEW.prompt, NEW.html, NEW.hints, NEW.short_answer, NEW.answer, NEW.answer_html, NEW.rubric, NEW.common_mistakes, NEW.follow_ups, NEW."references")
  ) THEN
    RAISE EXCEPTION 'version % of question % was in the bank and reads otherwise', NEW.version, NEW.id
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'question_version_immutable';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER question_words_kept
  BEFORE UPDATE OF version, prompt, html, hints, short_answer, answer, answer_html, rubric, common_mistakes, follow_ups, "references" ON question
  FOR EACH ROW EXECUTE FUNCTION refuse_other_words();

CREATE FUNCTION refuse_version_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- With its question a version goes, too.
  IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM question WHERE id = OLD.question_id) THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'versions of questions stay as they are'
    USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'question_version_immutable';
END $$;
CREATE TRIGGER question_version_immutable BEFORE UPDATE OR DELETE ON question_version
  FOR EACH ROW EXECUTE FUNCTION refuse_version_change();

INSERT INTO question_version
  SELECT id, version, published_at, prompt, html, hints, short_answer, answer, answer_html, rubric, common_mistakes, follow_ups, "references"
  FROM question WHERE state = 'PUBLISHED';

-- What moderators decided about a question, and why; its author reads it.
CREATE TABLE question_decision (
  id uuid PRIMARY KEY,
  question_id uuid NOT NULL REFERENCES question ON DELETE CASCADE,
  version int NOT NULL,
  decision text NOT NULL CHECK (decision IN ('APPROVE', 'REJECT', 'ASK_FOR_MORE', 'DEPRECATE', 'MERGE')),
  reason text,
  moderator_id uuid NOT NULL REFERENCES account,
  decided_at timestamptz NOT NULL,
  CONSTRAINT question_decision_has_reason CHECK (decision = 'APPROVE' OR reason IS NOT NULL)
);
CREATE INDEX question_decision_of_question ON question_decision (question_id, decided_at DESC, id DESC);
CREATE INDEX question_decision_moderator_id ON question_decision (moderator_id);

-- Nobody votes on what they wrote.
DELETE FROM answer_vote v USING answer a WHERE a.id = v.answer_id AND a.author_id = v.account_id;
CREATE FUNCTION refuse_own_vote() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM answer a WHERE a.id = NEW.answer_id AND a.author_id = NEW.account_id) THEN
    RAISE EXCEPTION 'nobody votes on their own answer' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'answer_vote_not_own';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER answer_vote_not_own BEFORE INSERT OR UPDATE ON answer_vote FOR EACH ROW EXECUTE FUNCTION refuse_own_vote();
