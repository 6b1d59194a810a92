ALTER TABLE interview ADD COLUMN intake_answers jsonb NOT NULL DEFAULT '[]'; -- [{ "question", "answer" }]
-- Overdue ones are looked for every minute.
CREATE INDEX interview_to_complete ON interview (ends_at) WHERE status IN ('CONFIRMED', 'IN_PROGRESS');

ALTER TABLE interview_revision DROP CONSTRAINT interview_revision_kind_check;
ALTER TABLE interview_revision ADD CONSTRAINT interview_revision_kind_check CHECK (kind IN ('BOOKED', 'CONFIRMED', 'DECLINED',
  'RESCHEDULED', 'CANCELLED', 'EXPIRED', 'STARTED', 'ENDED', 'ATTENDANCE', 'COMPLETED', 'RESOLVED'));
