-- What an account has asked for of its own data. There is one at a time.
CREATE TABLE data_export (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  status text NOT NULL CHECK (status IN ('PENDING', 'READY', 'FAILED')),
  requested_at timestamptz NOT NULL,
  ready_at timestamptz,
  expires_at timestamptz, -- then the link leads nowhere
  bytes int,
  CONSTRAINT data_export_ready_has_content CHECK ((status = 'READY') = (ready_at IS NOT NULL AND expires_at IS NOT NULL AND bytes IS NOT NULL))
);
CREATE UNIQUE INDEX data_export_one_at_a_time ON data_export (account_id) WHERE status = 'PENDING';
CREATE INDEX data_export_of_account ON data_export (account_id, requested_at DESC);
CREATE INDEX data_export_requested_at ON data_export (requested_at);

-- Its file, in pieces: any process may have made it, and any may be asked for it.
CREATE TABLE data_export_chunk (
  export_id uuid NOT NULL REFERENCES data_export ON DELETE CASCADE,
  position int NOT NULL,
  content bytea NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (export_id, position)
);
CREATE INDEX data_export_chunk_expires_at ON data_export_chunk (expires_at);

-- Names are not kept in the outbox any more.
UPDATE event SET payload = payload - 'name' WHERE kind = 'AccountCreated';
