-- What a curated question's file says beyond the columns: { references: [{ id, authors, title, year, ... }], numbers: [{ shows, computes }] },
-- so that files can be written back from the table. NULL: not curated, or loaded before there was this column.
ALTER TABLE question ADD COLUMN source jsonb;

-- How to study an area: what to know, in which order, with which questions.
CREATE TABLE study_guide (
  area_number smallint PRIMARY KEY REFERENCES skill_area (number),
  markdown text NOT NULL,
  html text NOT NULL
);

-- The questions that a guide leads to, each at its first mention.
CREATE TABLE study_guide_question (
  area_number smallint NOT NULL REFERENCES study_guide ON DELETE CASCADE,
  position smallint NOT NULL CHECK (position > 0),
  question_id uuid NOT NULL REFERENCES question ON DELETE CASCADE,
  PRIMARY KEY (area_number, position),
  UNIQUE (area_number, question_id)
);
CREATE INDEX study_guide_question_question_id ON study_guide_question (question_id);
