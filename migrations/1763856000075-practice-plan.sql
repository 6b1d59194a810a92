-- When the interview is, on the learner's own calendar, and how much time there is for it a day.
ALTER TABLE practice_settings
  ADD COLUMN interview_on date,
  ADD COLUMN minutes_per_day smallint CHECK (minutes_per_day BETWEEN 1 AND 600);
