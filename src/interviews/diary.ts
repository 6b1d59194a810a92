import { Injectable } from '@nestjs/common';

import type { Diary } from '../availability/index.js';
import { Database } from '../base/database/index.js';
import { instantFromMs } from '../base/time/index.js';

/** Mentors' diaries, as far as interviews fill them. */
@Injectable()
export class InterviewDiary {
  constructor(private readonly database: Database) {}

  /** A week back as well: limits count by whole weeks. */
  async of(mentorId: string, offeringId: string, fromMs: number): Promise<Diary> {
    const rows = await this.database.query<{
      offering_id: string;
      starts: number;
      hold_start: number;
      hold_end: number;
    }>(
      `SELECT offering_id, extract(epoch FROM starts_at)::float8 * 1000 AS starts,
         extract(epoch FROM lower(hold))::float8 * 1000 AS hold_start, extract(epoch FROM upper(hold))::float8 * 1000 AS hold_end
       FROM session WHERE mentor_id = $1 AND live AND upper(hold) > $2::timestamptz - interval '8 days'`,
      [mentorId, instantFromMs(fromMs)],
    );
    return {
      busy: rows.map(({ hold_start: start, hold_end: end }) => ({ start, end })),
      starts: rows.filter((row) => row.offering_id === offeringId).map(({ starts }) => starts),
    };
  }

  /** Whether a learner has no live interview in [startsAt, endsAt). */
  async learnerIsFree(learnerId: string, startMs: number, endMs: number): Promise<boolean> {
    const clash = await this.database.queryOne(
      `SELECT FROM interview WHERE learner_id = $1 AND status IN ('PENDING', 'CONFIRMED', 'IN_PROGRESS') AND starts_at < $3 AND ends_at > $2 LIMIT 1`,
      [learnerId, instantFromMs(startMs), instantFromMs(endMs)],
    );
    return clash === undefined;
  }
}
