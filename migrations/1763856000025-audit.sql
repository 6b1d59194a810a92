-- Privileged actions: who did what to whom. Nothing of it is ever changed.
CREATE TABLE audit_entry (
  id uuid PRIMARY KEY,
  recorded_at timestamptz NOT NULL,
  actor_id uuid, -- NULL: the command line of whoever runs the service
  action text NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  reason text,
  before jsonb,
  after jsonb
);
CREATE INDEX audit_entry_recorded_at ON audit_entry (recorded_at, id);
CREATE INDEX audit_entry_subject_id ON audit_entry (subject_id, id);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
