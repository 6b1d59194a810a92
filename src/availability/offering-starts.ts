import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

import { Database } from '../base/database/index.js';
import { Clock, type Instant, type Interval, type Ticking, union } from '../base/time/index.js';
import { Offering } from './availability.entity.js';
import { BusyTimes, type HeldStart } from './busy-times.js';
import { NextSlots } from './next-slots.js';
import type { Capacity } from './placement.js';
import { type MentorsPlacements, Placements } from './placements.js';

const DAY = 86_400_000;
const HOUR_SECONDS = 3_600;

/** From when to when a session that has come, gone or moved lies. */
export interface Taken {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

const ALWAYS: Interval = { start: -Infinity, end: Infinity };

function within(a: Interval, b: Interval): Interval {
  return { start: Math.max(a.start, b.start), end: Math.min(a.end, b.end) };
}

interface Ranged {
  readonly offering: Offering;
  readonly range: Interval;
}

/** In milliseconds; `until`: when the last hold in its way is over, null where there is none. */
interface Start {
  readonly offeringId: string;
  readonly start: number;
  readonly until: number | null;
}

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
    await this.#rewrite(mentorId, () => [ALWAYS]);
  }

  /** The same, when nothing has changed but what lies at these times: what they are far from stays as it is. */
  async rewriteAround(mentorId: string, ...times: readonly Taken[]): Promise<void> {
    await this.#rewrite(mentorId, (capacity, offerings) => {
      const days = daysTouched(capacity, offerings);
      const touched = times.map(({ startsAt, endsAt }) => ({
        start: startsAt.epochMilliseconds - days * DAY,
        end: endsAt.epochMilliseconds + days * DAY,
      }));
      return union(touched);
    });
  }

  async #rewrite(
    mentorId: string,
    parts: (capacity: Capacity, offerings: readonly Offering[]) => readonly Interval[],
  ): Promise<void> {
    const offerings = await this.database.repository(Offering).findBy({ mentorId });
    const held = await this.busyTimes.held(mentorId);
    const now = this.clock.now().epochMilliseconds;
    const asTheyAre = await this.placements.ofMentor(mentorId, now);
    const placements: [number | null, MentorsPlacements][] = [[null, asTheyAre]];
    for (const until of new Set(held.map((hold) => hold.until).sort((a, b) => a - b)))
      placements.push([until, await this.placements.ofMentor(mentorId, now, { holdsUntil: until })]);
    for (const part of offerings.length > 0 ? parts(asTheyAre.capacity, offerings) : []) {
      const ranges = offerings.map((offering) => ({ offering, range: within(this.#rangeOf(offering), part) }));
      await this.#write(ranges, part, startsOf(ranges, placements, held));
    }
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

  /**
   * What differs from what is there. Joined in full, which is done by hashing: whatever else it chooses, the planner may take
   * a few rows for granted and compare each with each. How far they reach may be told as an hour less, so that a booking
   * doesn't write each offering's row.
   */
  async #write(ranges: readonly Ranged[], part: Interval, starts: readonly Start[]): Promise<void> {
    const seconds = (instant: number | null) => instant && instant / 1_000;
    await this.database.again(
      'offering starts',
      `WITH differing AS MATERIALIZED (
         SELECT coalesce(w.offering_id, k.offering_id) AS offering_id, coalesce(w.starts_at, k.starts_at) AS starts_at, w.held_until, w.starts_at IS NULL AS gone
         FROM (SELECT offering_id, to_timestamp(s) AS starts_at, to_timestamp(h) AS held_until
               FROM unnest($1::uuid[], $2::float8[], $3::float8[]) AS given (offering_id, s, h)) w
         FULL JOIN (SELECT * FROM offering_start WHERE offering_id = ANY ($4::uuid[])
           AND starts_at >= to_timestamp($6::float8) AND starts_at < to_timestamp($7::float8)) k USING (offering_id, starts_at)
         WHERE w.starts_at IS NULL OR k.starts_at IS NULL OR k.held_until IS DISTINCT FROM w.held_until),
       removed AS (DELETE FROM offering_start k USING differing d WHERE d.gone AND k.offering_id = d.offering_id AND k.starts_at = d.starts_at),
       reach AS (UPDATE offering o SET starts_until = to_timestamp(r.until) FROM unnest($4::uuid[], $5::float8[]) AS r (id, until)
         WHERE o.id = r.id AND (o.starts_until < to_timestamp(r.until) - interval '1 hour' OR o.starts_until > to_timestamp(r.until)))
       INSERT INTO offering_start AS k (offering_id, starts_at, held_until) SELECT offering_id, starts_at, held_until FROM differing WHERE NOT gone
       ON CONFLICT (offering_id, starts_at) DO UPDATE SET held_until = excluded.held_until`,
      [
        starts.map(({ offeringId }) => offeringId),
        starts.map(({ start }) => seconds(start)),
        starts.map(({ until }) => seconds(until)),
        ranges.map(({ offering }) => offering.id),
        ranges.map(({ offering }) => (part === ALWAYS ? this.#rangeOf(offering).end / 1_000 : null)),
        part.start / 1_000,
        part.end / 1_000,
      ],
    );
  }

  #rangeOf({ horizonDays }: Offering): Interval {
    const now = this.clock.now().epochMilliseconds;
    return { start: now, end: now + (horizonDays + 1) * DAY };
  }
}

/** How far one session is felt: as long as what limits count, and two days for gaps and zones. */
function daysTouched({ maxPerWeek, maxPerMonth }: Capacity, offerings: readonly Offering[]): number {
  if (maxPerMonth !== null) return 31 + 2;
  return maxPerWeek !== null || offerings.some((offering) => offering.maxPerWeek !== null) ? 7 + 2 : 1 + 2;
}

/** @param placements as things are, and as they will be when the holds are over that end until then */
function startsOf(
  ranges: readonly Ranged[],
  placements: readonly (readonly [number | null, MentorsPlacements])[],
  held: readonly HeldStart[],
): Start[] {
  return ranges.flatMap(({ offering, range }) => {
    if (!offering.active || range.start >= range.end) return [];
    const found = new Map<number, number | null>();
    for (const [until, placement] of placements)
      for (const start of placement.of(offering, range).starts(range)) if (!found.has(start)) found.set(start, until);
    // Free for nobody else ever, since the mentor has changed something meanwhile, but their holder has it.
    for (const { offeringId, start } of held)
      if (offeringId === offering.id && start >= range.start && start < range.end && !found.has(start))
        found.set(start, Infinity);
    return [...found].map(([start, until]) => ({ offeringId: offering.id, start, until }));
  });
}

/** Everything that changes a mentor's time takes turns on this key. */
export function mentorKey(mentorId: string): string {
  return `mentor ${mentorId}`;
}
