-- Lists of questions that people make for themselves, and may show to whoever has the link.
CREATE TABLE question_list (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  title text NOT NULL,
  version int NOT NULL DEFAULT 1,
  -- Of the link; NULL: nobody else sees the list.
  share_key text UNIQUE CHECK (length(share_key) >= 22),
  created_at timestamptz NOT NULL
);
CREATE INDEX question_list_newest ON question_list (account_id, created_at DESC, id DESC);

CREATE TABLE question_list_item (
  list_id uuid NOT NULL REFERENCES question_list ON DELETE CASCADE,
  question_id uuid NOT NULL REFERENCES question ON DELETE CASCADE,
  position int NOT NULL CHECK (position > 0),
  PRIMARY KEY (list_id, question_id),
  UNIQUE (list_id, position) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX question_list_item_question_id ON question_list_item (question_id);
