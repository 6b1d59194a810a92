import { Injectable } from '@nestjs/common';

import { Database } from '../base/database/index.js';
import { Clock, type Instant } from '../base/time/index.js';
import { type Slot, slotAt } from './slots.view.js';

const MOST = 5;

/** What else could be booked, for somebody who came too late. */
@Injectable()
export class NextSlots {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The first free starts from an instant on, for one learner. */
  async after(
    offeringId: string,
    from: Instant,
    { accountId }: { readonly accountId: string },
    timeZone: string,
  ): Promise<Slot[]> {
    const rows = await this.database.query<{ start: number; minutes: number }>(
      `SELECT extract(epoch FROM s.starts_at)::float8 * 1000 AS start, o.duration_minutes AS minutes
       FROM offering o JOIN offering_start s ON s.offering_id = o.id
       WHERE o.id = $1 AND o.active
         AND NOT EXISTS (SELECT FROM availability a WHERE a.mentor_id = o.mentor_id AND a.paused_until > $3) AND s.starts_at >= $2
         AND (s.held_until IS NULL OR s.held_until <= $3)
         AND s.starts_at >= $3::timestamptz + make_interval(mins => o.notice_minutes)
         AND s.starts_at < $3::timestamptz + make_interval(hours => 24 * o.horizon_days)
         AND NOT EXISTS (SELECT FROM interview i WHERE i.learner_id = $4 AND i.status IN ('PENDING', 'CONFIRMED', 'IN_PROGRESS')
           AND (i.confirm_by IS NULL OR i.confirm_by > $3) AND i.starts_at < s.starts_at + make_interval(mins => o.duration_minutes) AND s.starts_at < i.ends_at)
       ORDER BY s.starts_at LIMIT $5`,
      [offeringId, from, this.clock.now(), accountId, MOST],
    );
    return rows.map(({ start, minutes }) => slotAt(start, minutes, timeZone));
  }
}
