-- What access tokens that are still good can't know: a session that ended, an account whose status, roles or verification changed.
-- Every process reads what is new (by transaction, so that one that commits late is not passed over) and keeps it in memory for as
-- long as such tokens live.
CREATE TABLE access_change (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  session_id uuid, -- NULL: the account itself
  changed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX access_change_xid ON access_change (xid);
CREATE INDEX access_change_changed_at ON access_change (changed_at);
CREATE INDEX access_change_account_id ON access_change (account_id);

-- By trigger: whoever changes these rows, whether verb, script or hand, is noticed.
CREATE FUNCTION note_access_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'sign_in_session' THEN
    INSERT INTO access_change (account_id, session_id) VALUES (NEW.account_id, NEW.id);
  ELSIF TG_TABLE_NAME = 'account' THEN
    INSERT INTO access_change (account_id) VALUES (NEW.id);
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO access_change (account_id) SELECT id FROM account WHERE id = OLD.account_id;
  ELSE
    INSERT INTO access_change (account_id) VALUES (NEW.account_id);
  END IF;
  PERFORM pg_notify('sevenfold_access', '');
  RETURN NULL;
END $$;

CREATE TRIGGER session_ended AFTER UPDATE OF ended_at ON sign_in_session
  FOR EACH ROW WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL) EXECUTE FUNCTION note_access_change();
CREATE TRIGGER account_access AFTER UPDATE OF status, email_verified_at ON account
  FOR EACH ROW WHEN (OLD.status <> NEW.status OR (OLD.email_verified_at IS NULL) <> (NEW.email_verified_at IS NULL))
  EXECUTE FUNCTION note_access_change();
CREATE TRIGGER role_grant_access AFTER INSERT OR UPDATE OR DELETE ON role_grant
  FOR EACH ROW EXECUTE FUNCTION note_access_change();

-- Attempts at what can be guessed or asked for too often, by whom or what they are counted. Keys are hashes: they would else be a
-- list of addresses.
CREATE TABLE attempt_count (
  key bytea PRIMARY KEY,
  attempts int NOT NULL,
  ends_at timestamptz NOT NULL
);
CREATE INDEX attempt_count_ends_at ON attempt_count (ends_at);
