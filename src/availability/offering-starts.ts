import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

import { Database } from '../base/database/index.js';
import { Clock, type Interval, type Ticking } from '../base/time/index.js';
import { Offering } from './availability.entity.js';
import { BusyTimes, type HeldStart } from './busy-times.js';
import { NextSlots } from './next-slots.js';
import { Placements } from './placements.js';

const DAY = 86_400_000;
const HOUR_SECONDS = 3_600;

/**
 * Keeps offering_start: for each active offering the starts within its horizon (and a day more) at which the mentor is
 * free, and those that only holds stand in the way of, with when these are over. Whatever changes them calls {@link rewrite} in
 * its transaction; time is followed once an hour.
 */
@Injectable()
export class OfferingStarts implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #log = new Logger(OfferingStarts.name);
  #extending: Ticking | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly placements: Placements,
    private readonly busyTimes: BusyTimes,
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
    const held = await this.busyTimes.held(mentorId);
    for (const offering of await this.database.repository(Offering).findBy({ mentorId }))
      await this.#rewriteOffering(offering, held);
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

  async #rewriteOffering(offering: Offering, held: readonly HeldStart[]): Promise<void> {
    const now = this.clock.now().epochMilliseconds;
    const range = { start: now, end: now + (offering.horizonDays + 1) * DAY };
    const starts = offering.active ? await this.#startsOf(offering, range, held) : new Map<number, number | null>();
    const seconds = (instant: number | null) => instant && instant / 1_000;
    await this.database.query(
      `WITH wanted AS MATERIALIZED (SELECT to_timestamp(s) AS starts_at, to_timestamp(h) AS held_until FROM unnest($2::float8[], $4::float8[]) AS w (s, h)),
            gone AS (DELETE FROM offering_start k WHERE k.offering_id = $1 AND NOT EXISTS (SELECT FROM wanted w WHERE w.starts_at = k.starts_at)),
            reach AS (UPDATE offering SET starts_until = to_timestamp($3) WHERE id = $1)
       INSERT INTO offering_start AS k (offering_id, starts_at, held_until) SELECT $1, starts_at, held_until FROM wanted
       ON CONFLICT (offering_id, starts_at) DO UPDATE SET held_until = excluded.held_until WHERE k.held_until IS DISTINCT FROM excluded.held_until`,
      [offering.id, [...starts.keys()].map(seconds), range.end / 1_000, [...starts.values()].map(seconds)],
    );
  }

  /** Each start, and when the last hold in its way is over; null where there is none. */
  async #startsOf(
    offering: Offering,
    range: Interval,
    held: readonly HeldStart[],
  ): Promise<ReadonlyMap<number, number | null>> {
    const found = new Map<number, number | null>();
    const add = async (until: number | null) => {
      const placement = await this.placements.of(offering, range, until === null ? undefined : { holdsUntil: until });
      for (const start of placement.starts(range)) if (!found.has(start)) found.set(start, until);
    };
    await add(null);
    for (const until of new Set(held.map((hold) => hold.until).sort((a, b) => a - b))) await add(until);
    // Free for nobody else ever, since the mentor has changed something meanwhile, but their holder has it.
    for (const { offeringId, start } of held)
      if (offeringId === offering.id && !found.has(start)) found.set(start, Infinity);
    return found;
  }
}

/** Everything that changes a mentor's time takes turns on this key. */
export function mentorKey(mentorId: string): string {
  return `mentor ${mentorId}`;
}
