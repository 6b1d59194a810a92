import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

import { Database } from '../base/database/index.js';
import { Clock, type Ticking } from '../base/time/index.js';
import { Offering } from './availability.entity.js';
import { NextSlots } from './next-slots.js';
import { Placements } from './placements.js';

const DAY = 86_400_000;
const HOUR_SECONDS = 3_600;

/**
 * Keeps offering_start: for each active offering the starts within its horizon (and a day more) at which the mentor is
 * free. Whatever changes them calls {@link rewrite} in its transaction; time is followed once an hour.
 */
@Injectable()
export class OfferingStarts implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #log = new Logger(OfferingStarts.name);
  #extending: Ticking | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly placements: Placements,
    private readonly nextSlots: NextSlots,
  ) {}

  onApplicationBootstrap(): void {
    this.#extending = this.clock.every(HOUR_SECONDS, () =>
      this.extend().catch((error: Error) => {
        this.#log.error(`Starts can't be extended: ${error.message}`);
      }),
    );
  }

  async onModuleDestroy(): Promise<void> {
    await this.#extending?.stop();
  }

  /** All starts of one mentor anew; the caller holds the mentor's lock. Rows that stay are not touched. */
  async rewrite(mentorId: string): Promise<void> {
    for (const offering of await this.database.repository(Offering).findBy({ mentorId }))
      await this.#rewriteOffering(offering);
    await this.nextSlots.settle(mentorId);
  }

  /** Mentors whose starts no longer reach their horizon. */
  async extend(): Promise<void> {
    const due = await this.database.query<{ mentor_id: string }>(
      `SELECT DISTINCT mentor_id FROM offering WHERE active AND starts_until < $1::timestamptz + make_interval(hours => 24 * horizon_days)`,
      [this.clock.now()],
    );
    for (const { mentor_id: mentorId } of due) {
      await this.database.transaction(async () => {
        await this.database.lock(mentorKey(mentorId));
        await this.rewrite(mentorId);
      });
    }
  }

  async #rewriteOffering(offering: Offering): Promise<void> {
    const now = this.clock.now().epochMilliseconds;
    const range = { start: now, end: now + (offering.horizonDays + 1) * DAY };
    const placement = offering.active ? await this.placements.of(offering, range) : undefined;
    const seconds = (placement?.starts(range) ?? []).map((start) => start / 1_000);
    await this.database.query(
      `WITH wanted AS MATERIALIZED (SELECT to_timestamp(s) AS starts_at FROM unnest($2::float8[]) AS s),
            gone AS (DELETE FROM offering_start k WHERE k.offering_id = $1 AND NOT EXISTS (SELECT FROM wanted w WHERE w.starts_at = k.starts_at)),
            reach AS (UPDATE offering SET starts_until = to_timestamp($3) WHERE id = $1)
       INSERT INTO offering_start (offering_id, starts_at) SELECT $1, starts_at FROM wanted ON CONFLICT DO NOTHING`,
      [offering.id, seconds, range.end / 1_000],
    );
  }
}

/** Everything that changes a mentor's time takes turns on this key. */
export function mentorKey(mentorId: string): string {
  return `mentor ${mentorId}`;
}
