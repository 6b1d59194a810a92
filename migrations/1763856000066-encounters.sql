-- Where a question was asked in an interview, as people say: company, role, month. Who said so is never shown, and nothing of it is before
-- enough people say the same (src/questions/encounters).
CREATE TABLE encounter (
  id uuid PRIMARY KEY,
  question_id uuid NOT NULL REFERENCES question ON DELETE CASCADE,
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  company text NOT NULL,
  -- What is taken for the same company.
  company_key text NOT NULL,
  role text NOT NULL CHECK (role IN ('RESEARCH_SCIENTIST', 'RESEARCH_ENGINEER', 'ML_ENGINEER', 'DATA_SCIENTIST', 'SOFTWARE_ENGINEER', 'OTHER')),
  month date NOT NULL CHECK (month = date_trunc('month', month::timestamp)::date),
  created_at timestamptz NOT NULL,
  -- One person says a thing once, however often.
  CONSTRAINT encounter_once UNIQUE (question_id, account_id, company_key, role, month)
);
CREATE INDEX encounter_account_id ON encounter (account_id, created_at DESC);
