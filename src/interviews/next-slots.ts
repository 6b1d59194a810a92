import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

import type { LearnerDiary, Offering } from '../availability/index.js';
import { Database, millisecondsOf } from '../base/database/index.js';
import { Clock, type Instant } from '../base/time/index.js';
import { type Slot, slotAt } from './slots.view.js';

const MOST = 5;
/** So many are looked up for all: a learner whose own diary takes most of them away is looked after alone. */
const SHARED = 40;
const ALL = 2_000;
/** What is told may be that old; a booking looks anew. */
const SHARED_FOR_MS = 1_000;
const OFFERINGS = 1_000;
/** Many wait for one answer: it doesn't end with the one who asked first. */
const NEVER = new AbortController().signal;

interface Start {
  readonly start: number;
  readonly minutes: number;
}

/** What else could be booked, for those who came too late: however many they are, one computation a second. */
@Injectable()
export class NextSlots {
  readonly #shared = new LRUCache<string, Promise<Start[]>>({ max: OFFERINGS, ttl: SHARED_FOR_MS });

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The first free starts after the one that is taken, for a learner with this diary. */
  async after(
    { id, maxPerLearner }: Pick<Offering, 'id' | 'maxPerLearner'>,
    taken: Instant,
    { busy, upcoming }: LearnerDiary,
    timeZone: string,
  ): Promise<Slot[]> {
    if (maxPerLearner !== null && upcoming >= maxPerLearner) return [];
    const isFree = ({ start, minutes }: Start) =>
      start !== taken.epochMilliseconds &&
      !busy.some((other) => other.start < start + minutes * 60_000 && start < other.end);
    const shared = await this.#first(id, taken);
    const free = shared.filter(isFree);
    const enough = free.length >= MOST || shared.length < SHARED;
    const found = enough ? free : (await this.#starts(id, taken, ALL)).filter(isFree);
    return found.slice(0, MOST).map(({ start, minutes }) => slotAt(start, minutes, timeZone));
  }

  #first(offeringId: string, from: Instant): Promise<Start[]> {
    const key = `${offeringId} ${from.toString()}`;
    const known = this.#shared.get(key);
    if (known) return known;
    const asking = this.database.during(NEVER, () => this.#starts(offeringId, from, SHARED));
    this.#shared.set(key, asking);
    asking.catch(() => this.#shared.delete(key));
    return asking;
  }

  #starts(offeringId: string, from: Instant, most: number): Promise<Start[]> {
    return this.database.query<Start>(
      `SELECT ${millisecondsOf('s.starts_at')} AS start, o.duration_minutes AS minutes
       FROM offering o JOIN offering_start s ON s.offering_id = o.id
       WHERE o.id = $1 AND o.active
         AND NOT EXISTS (SELECT FROM availability a WHERE a.mentor_id = o.mentor_id AND a.paused_until > $3) AND s.starts_at >= $2
         AND (s.held_until IS NULL OR s.held_until <= $3)
         AND s.starts_at >= $3::timestamptz + make_interval(mins => o.notice_minutes)
         AND s.starts_at < $3::timestamptz + make_interval(hours => 24 * o.horizon_days)
       ORDER BY s.starts_at LIMIT $4`,
      [offeringId, from, this.clock.now(), most],
    );
  }
}
