import { Injectable } from '@nestjs/common';
import { type FindOptionsWhere, LessThanOrEqual } from 'typeorm';

import { mentorKey, OfferingStarts } from '../../availability/index.js';
import { Database } from '../../base/database/index.js';
import { Jobs } from '../../base/jobs/index.js';
import { Clock } from '../../base/time/index.js';
import { Seats } from '../seats.js';
import { SlotHold } from './slot-hold.entity.js';

const EVERY_SECONDS = 5;
const AT_ONCE = 100;

/**
 * Takes away holds, and the times that nobody has a seat in any more. Whoever reads looks at the clock; a constraint can't, so
 * whoever takes a mentor's time ends what is over first, and workers do for all.
 */
@Injectable()
export class EndHolds {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly starts: OfferingStarts,
    private readonly seats: Seats,
    jobs: Jobs,
  ) {
    jobs.repeat('Ending holds', EVERY_SECONDS, () => this.#all());
  }

  /**
   * Those of one mentor that are over; the caller holds the mentor's lock.
   * @returns whether there were any: then the mentor's starts are to be rewritten
   */
  overdue(mentorId: string): Promise<boolean> {
    return this.end({ mentorId, expiresAt: LessThanOrEqual(this.clock.now()) });
  }

  /** Under the locks of their mentors. @returns whether there were any */
  async end(which: FindOptionsWhere<SlotHold> | FindOptionsWhere<SlotHold>[]): Promise<boolean> {
    const holds = this.database.repository(SlotHold);
    const ended = await holds.findBy(which);
    if (ended.length === 0) return false;
    await holds.remove(ended);
    const sessions = [...new Set(ended.map(({ sessionId }) => sessionId))];
    await this.database.query(
      `DELETE FROM session s WHERE s.id = ANY ($1) AND NOT EXISTS (SELECT FROM interview i WHERE i.session_id = s.id)
         AND NOT EXISTS (SELECT FROM slot_hold h WHERE h.session_id = s.id)`,
      [sessions],
    );
    await this.seats.settle(sessions);
    return true;
  }

  async #all(): Promise<void> {
    const overdue = await this.database.query<{ mentorId: string }>(
      `SELECT DISTINCT mentor_id AS "mentorId" FROM slot_hold WHERE expires_at <= $1 LIMIT ${AT_ONCE}`,
      [this.clock.now()],
    );
    for (const { mentorId } of overdue)
      await this.database.transaction(async () => {
        await this.database.lock(mentorKey(mentorId));
        if (await this.overdue(mentorId)) await this.starts.rewrite(mentorId);
      });
  }
}
