import { Injectable } from '@nestjs/common';

import { Placements } from '../availability/index.js';
import { Database, millisecondsOf } from '../base/database/index.js';
import { Clock, covers } from '../base/time/index.js';
import { Ref } from '../base/views/index.js';

const MOST = 100;

/** Tells a mentor which interviews lie outside the hours that they just changed. They stay as they are. */
@Injectable()
export class InterviewsNowOutside {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly placements: Placements,
  ) {}

  async execute(mentorId: string): Promise<{ interviewsNowOutside: Ref }> {
    const now = this.clock.now();
    const rows = await this.database.query<{ id: string; start: number; end: number }>(
      `SELECT id, ${millisecondsOf('starts_at')} AS start, ${millisecondsOf('ends_at')} AS end
       FROM interview WHERE mentor_id = $1 AND starts_at > $2 AND (status = 'CONFIRMED' OR status = 'PENDING' AND confirm_by > $2)
       ORDER BY starts_at, id`,
      [mentorId, now],
    );
    const last = rows.at(-1);
    const hours = last ? await this.placements.hours(mentorId, { start: now.epochMilliseconds, end: last.end }) : [];
    return {
      interviewsNowOutside: Ref.to(
        'Interview',
        rows
          .filter((interview) => !covers(hours, interview))
          .slice(0, MOST)
          .map(({ id }) => id),
      ),
    };
  }
}
