import { Injectable } from '@nestjs/common';

import type { Diary, Except, LearnerDiary } from '../availability/index.js';
import { Database } from '../base/database/index.js';
import { Clock, instantFromMs } from '../base/time/index.js';

interface SessionRow {
  readonly offering_id: string;
  readonly starts: number;
  readonly hold_start: number;
  readonly hold_end: number;
  readonly has_seat: boolean;
}

/** Mentors' and learners' diaries, as far as interviews fill them. */
@Injectable()
export class InterviewDiary {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Some weeks back as well: limits count by whole weeks and months. */
  async of(mentorId: string, offeringId: string, fromMs: number, except?: Except): Promise<Diary> {
    const rows = await this.database.query<SessionRow>(
      `SELECT s.offering_id, extract(epoch FROM s.starts_at)::float8 * 1000 AS starts,
         extract(epoch FROM lower(s.hold))::float8 * 1000 AS hold_start, extract(epoch FROM upper(s.hold))::float8 * 1000 AS hold_end,
         s.capacity > 1 AND s.offering_id = $3 AND s.capacity > (SELECT count(*) FROM interview i
           WHERE i.session_id = s.id AND i.status IN ('PENDING', 'CONFIRMED', 'IN_PROGRESS')) AS has_seat
       FROM session s WHERE s.mentor_id = $1 AND s.live AND upper(s.hold) > $2::timestamptz - interval '33 days'
         AND ($4::uuid IS NULL OR s.id <> $4)`,
      [mentorId, instantFromMs(fromMs), offeringId, except?.sessionId ?? null],
    );
    return {
      busy: rows.map(({ hold_start: start, hold_end: end }) => ({ start, end })),
      starts: rows.filter((row) => row.offering_id === offeringId).map(({ starts }) => starts),
      allStarts: rows.map(({ starts }) => starts),
      open: rows.filter((row) => row.has_seat).map(({ starts }) => starts),
    };
  }

  /** @param exceptInterviewId one that is to be moved */
  async ofLearner(learnerId: string, offeringId: string, exceptInterviewId?: string): Promise<LearnerDiary> {
    const rows = await this.database.query<{ offering_id: string; start: number; end: number }>(
      `SELECT offering_id, extract(epoch FROM starts_at)::float8 * 1000 AS start, extract(epoch FROM ends_at)::float8 * 1000 AS end
       FROM interview WHERE learner_id = $1 AND status IN ('PENDING', 'CONFIRMED', 'IN_PROGRESS')
         AND (confirm_by IS NULL OR confirm_by > $2) AND ends_at > $2 AND ($3::uuid IS NULL OR id <> $3)`,
      [learnerId, this.clock.now(), exceptInterviewId ?? null],
    );
    return {
      busy: rows.map(({ start, end }) => ({ start, end })),
      upcoming: rows.filter((row) => row.offering_id === offeringId).length,
    };
  }
}
