-- How often an account has changed the secret address of its calendar; without a row never. The address is a MAC over both.
CREATE TABLE calendar_feed (
  account_id uuid PRIMARY KEY REFERENCES account ON DELETE CASCADE,
  version int NOT NULL CHECK (version >= 1)
);
