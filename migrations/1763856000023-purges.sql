-- What is purged is found by when its time began; see src/base/jobs/purges.ts.
CREATE INDEX refresh_token_expires_at ON refresh_token (expires_at);
CREATE INDEX sign_in_session_over ON sign_in_session (least(ended_at, expires_at));
CREATE INDEX dead_letter_retried_at ON dead_letter (retried_at) WHERE retried_at IS NOT NULL;
-- Events that a moderator may still have carried out are kept.
CREATE INDEX dead_letter_event_id ON dead_letter ((payload ->> 'eventId'));
CREATE INDEX notification_read_at ON notification (read_at) WHERE read_at IS NOT NULL;
CREATE INDEX notification_created_at ON notification (created_at);

-- Jobs of a backup that has been restored, until the queue has them; see src/base/jobs/restored-jobs.ts.
CREATE TABLE restored_job (
  name text NOT NULL,
  payload json NOT NULL,
  run_at timestamptz NOT NULL,
  max_attempts int NOT NULL,
  key text
);
