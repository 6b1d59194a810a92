-- What learners' first attempts tell of a question: worked out from all cards together, never changed by hand.
CREATE TABLE question_evidence (
  question_id uuid PRIMARY KEY REFERENCES question ON DELETE CASCADE,
  rating int, -- on Elo's scale, 1500 in the middle; NULL without an attempt that counts
  uncertainty int CHECK (uncertainty > 0), -- one standard deviation
  attempts int NOT NULL CHECK (attempts >= 0), -- that count
  learners int NOT NULL CHECK (learners >= attempts),
  discrimination double precision CHECK (discrimination BETWEEN -1 AND 1),
  reveal_rate double precision NOT NULL CHECK (reveal_rate BETWEEN 0 AND 1),
  signals text[] NOT NULL,
  concern int GENERATED ALWAYS AS (cardinality(signals)) STORED NOT NULL,
  CONSTRAINT question_evidence_rates_attempts CHECK ((attempts = 0) = (rating IS NULL) AND (rating IS NULL) = (uncertainty IS NULL))
);
CREATE INDEX question_evidence_concern ON question_evidence (concern DESC, question_id DESC) WHERE concern > 0;
