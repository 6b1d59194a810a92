import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

import { Database } from '../base/database/index.js';
import { Clock, type Ticking } from '../base/time/index.js';

const EVERY_SECONDS = 5;
const AT_ONCE = 500;

/**
 * Keeps each mentor's next slot on the mentor's row, for the order NEXT_SLOT: the first start that can be booked, and until
 * when time alone leaves it so. Whatever rewrites the starts calls {@link settle} in its transaction; time is followed
 * every few seconds. So the order may be that much behind; the field and the filter never are, since they don't believe
 * a row whose time has passed.
 */
@Injectable()
export class NextSlots implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #log = new Logger(NextSlots.name);
  #following: Ticking | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.#following = this.clock.every(EVERY_SECONDS, () =>
      this.follow().catch((error: Error) => {
        this.#log.error(`Next slots can't be followed: ${error.message}`);
      }),
    );
  }

  async onModuleDestroy(): Promise<void> {
    await this.#following?.stop();
  }

  /** Mentors whose next slot time has changed. */
  async follow(): Promise<void> {
    for (let count = AT_ONCE; count === AT_ONCE;) {
      count = await this.database.transaction(async () => {
        // Locked first and read in the next statement: what another transaction has rewritten meanwhile is seen.
        const due = await this.database.query<{ id: string }>(
          `SELECT account_id AS id FROM mentor WHERE next_slot_until <= $1 LIMIT ${AT_ONCE} FOR NO KEY UPDATE SKIP LOCKED`,
          [this.clock.now()],
        );
        await this.settle(...due.map(({ id }) => id));
        return due.length;
      });
    }
  }

  async settle(...mentorIds: string[]): Promise<void> {
    if (mentorIds.length === 0) return;
    await this.database.again(
      'next slots',
      `UPDATE mentor m SET next_slot_at = coalesce(next.starts_at, 'infinity'),
         next_slot_until = least(coalesce(next.starts_at - next.notice, 'infinity'), coalesce(enters.at, 'infinity'), coalesce(freed.at, 'infinity'), coalesce(paused.until, 'infinity'))
       FROM unnest($2::uuid[]) AS settled (id)
       LEFT JOIN LATERAL (SELECT a.paused_until AS until FROM availability a WHERE a.mentor_id = settled.id AND a.paused_until > $1) paused ON TRUE
       LEFT JOIN LATERAL (
         SELECT first.starts_at, make_interval(mins => o.notice_minutes) AS notice FROM offering o
         CROSS JOIN LATERAL (
           SELECT s.starts_at FROM offering_start s WHERE s.offering_id = o.id AND (s.held_until IS NULL OR s.held_until <= $1)
             AND s.starts_at >= $1::timestamptz + make_interval(mins => o.notice_minutes)
             AND s.starts_at < $1::timestamptz + make_interval(hours => 24 * o.horizon_days)
           ORDER BY s.starts_at LIMIT 1) first
         WHERE o.mentor_id = settled.id AND o.active AND paused.until IS NULL ORDER BY first.starts_at, o.notice_minutes LIMIT 1) next ON TRUE
       LEFT JOIN LATERAL (
         SELECT min(first.starts_at - make_interval(hours => 24 * o.horizon_days)) + interval '1 millisecond' AS at FROM offering o
         CROSS JOIN LATERAL (
           SELECT s.starts_at FROM offering_start s WHERE s.offering_id = o.id AND (s.held_until IS NULL OR s.held_until <= $1)
             AND s.starts_at >= $1::timestamptz + make_interval(hours => 24 * o.horizon_days)
           ORDER BY s.starts_at LIMIT 1) first
         WHERE o.mentor_id = settled.id AND o.active) enters ON TRUE
       LEFT JOIN LATERAL (
         SELECT min(s.held_until) AS at FROM offering o JOIN offering_start s ON s.offering_id = o.id
         WHERE o.mentor_id = settled.id AND s.held_until > $1) freed ON TRUE
       WHERE m.account_id = settled.id`,
      [this.clock.now(), mentorIds],
    );
  }
}
