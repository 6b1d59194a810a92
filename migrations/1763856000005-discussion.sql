-- What can be discussed, reacted to or bookmarked; its own table shares the id. Deleting a subject deletes all of it.
CREATE TABLE subject (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('post', 'question', 'answer', 'comment')),
  comment_count int NOT NULL DEFAULT 0 CHECK (comment_count >= 0),
  reaction_count int NOT NULL DEFAULT 0 CHECK (reaction_count >= 0)
);

CREATE TABLE comment (
  id uuid PRIMARY KEY REFERENCES subject ON DELETE CASCADE,
  subject_id uuid NOT NULL REFERENCES subject ON DELETE CASCADE,
  subject_kind text NOT NULL,
  parent_id uuid REFERENCES comment ON DELETE CASCADE,
  author_id uuid NOT NULL REFERENCES account,
  markdown text NOT NULL,
  html text NOT NULL,
  version int NOT NULL DEFAULT 1,
  reply_count int NOT NULL DEFAULT 0 CHECK (reply_count >= 0),
  created_at timestamptz NOT NULL,
  edited_at timestamptz,
  deleted_at timestamptz,
  hidden_at timestamptz
);
CREATE INDEX comment_thread ON comment (subject_id, created_at, id) WHERE parent_id IS NULL;
CREATE INDEX comment_replies ON comment (parent_id, created_at, id);
CREATE INDEX comment_author_id ON comment (author_id);
CREATE INDEX comment_subject_id ON comment (subject_id);

-- A comment counts while it is neither hidden nor deleted: for its subject, and for the comment it replies to.
CREATE FUNCTION count_comments() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before int := 0;
  after int := 0;
  c comment;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    c := OLD;
    before := (OLD.deleted_at IS NULL AND OLD.hidden_at IS NULL)::int;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    c := NEW;
    after := (NEW.deleted_at IS NULL AND NEW.hidden_at IS NULL)::int;
  END IF;
  IF before <> after THEN
    UPDATE subject SET comment_count = comment_count + after - before WHERE id = c.subject_id;
    UPDATE comment SET reply_count = reply_count + after - before WHERE id = c.parent_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER comment_count AFTER INSERT OR DELETE OR UPDATE OF deleted_at, hidden_at ON comment
  FOR EACH ROW EXECUTE FUNCTION count_comments();

CREATE TABLE reaction (
  subject_id uuid NOT NULL REFERENCES subject ON DELETE CASCADE,
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('INSIGHTFUL', 'HELPFUL', 'THANKS')),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (subject_id, account_id, kind)
);
CREATE INDEX reaction_account_id ON reaction (account_id);

CREATE FUNCTION count_reactions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    UPDATE subject SET reaction_count = reaction_count + 1 WHERE id = NEW.subject_id;
  ELSE
    UPDATE subject SET reaction_count = reaction_count - 1 WHERE id = OLD.subject_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER reaction_count AFTER INSERT OR DELETE ON reaction FOR EACH ROW EXECUTE FUNCTION count_reactions();

CREATE TABLE bookmark (
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  subject_id uuid NOT NULL REFERENCES subject ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, subject_id)
);
CREATE INDEX bookmark_subject_id ON bookmark (subject_id);
