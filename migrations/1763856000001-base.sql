CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- What a mutation answered under a client's key; see src/base/graphql/idempotency.ts.
CREATE TABLE idempotency_record (
  account_id uuid NOT NULL,
  key uuid NOT NULL,
  operation text NOT NULL,
  input_hash text NOT NULL,
  result jsonb, -- NULL only inside the transaction that claims the key
  created_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, key)
);
CREATE INDEX idempotency_record_created_at ON idempotency_record (created_at);

-- The outbox: written in the transaction of the change, read after its commit; see src/base/events.
CREATE TABLE event (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  subject_id uuid NOT NULL,
  payload jsonb NOT NULL,
  recorded_at timestamptz NOT NULL
);
CREATE INDEX event_recorded_at ON event (recorded_at);

-- Which state of the files under content/ the tables hold.
CREATE TABLE loaded_content (
  name text PRIMARY KEY,
  hash text NOT NULL,
  loaded_at timestamptz NOT NULL
);
