-- Whether somebody has a seat in a session is asked for each session of a diary. Without it the planner took the index of the constraint on learners' time,
-- which has the same condition, and read all of it for each: few live interviews when statistics were gathered looked like nothing.
CREATE INDEX interview_live_in_session ON interview (session_id) WHERE status IN ('PENDING', 'CONFIRMED', 'IN_PROGRESS');
