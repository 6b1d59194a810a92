import { createHash } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { Config } from '../config/index.js';
import { Database } from '../database/index.js';
import { Refusal } from '../errors/index.js';
import { Purges } from '../jobs/index.js';
import { addMinutes, Clock, formatInstant, type Instant, Temporal } from '../time/index.js';

/** How often something may be tried, counted for whoever `of` names (an account, an address, both). */
export interface Limit {
  readonly what: string;
  readonly of: string;
  readonly most: number;
  readonly minutes: number;
}

interface Count {
  readonly attempts: number;
  readonly ends_at: string;
}

/**
 * Counts attempts at what can be guessed or asked for too often, over all processes. A window begins with the first attempt and
 * ends by itself: nobody is locked out for good. It counts outside the transaction that is under way, so that a refusal
 * doesn't undo it.
 */
@Injectable()
export class Attempts {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly clock: Clock,
    purges: Purges,
  ) {
    purges.add({ table: 'attempt_count', rows: 'all', keep: { minutes: 1 }, since: 'ends_at' });
  }

  /**
   * One more of each.
   * @throws Refusal TOO_MANY_ATTEMPTS where there were too many; the union needs the member TooManyAttempts
   */
  async count(...limits: readonly Limit[]): Promise<void> {
    const over = await this.overAfter(...limits);
    if (over) throw tooManyAttempts(over);
  }

  /**
   * The same for one limit, telling from when on there may be another: at once, or when the window ends.
   * @throws Refusal TOO_MANY_ATTEMPTS
   */
  async countUntilNext(limit: Limit): Promise<Instant> {
    const now = this.clock.now();
    if (!this.config.rateLimits) return now;
    const { attempts, ends } = await this.#add(limit, now);
    if (attempts > limit.most) throw tooManyAttempts(ends);
    return attempts === limit.most ? ends : now;
  }

  /** The same as {@link count}, telling until when it is too many; undefined when it isn't. */
  async overAfter(...limits: readonly Limit[]): Promise<Instant | undefined> {
    if (!this.config.rateLimits) return undefined;
    const now = this.clock.now();
    let until: Instant | undefined;
    for (const limit of limits) {
      const { attempts, ends } = await this.#add(limit, now);
      if (attempts > limit.most && (!until || Temporal.Instant.compare(ends, until) > 0)) until = ends;
    }
    return until;
  }

  /** What turned out to be right doesn't count as an attempt. */
  async forgive(...limits: readonly Limit[]): Promise<void> {
    await this.database.queryOutside(
      'UPDATE attempt_count SET attempts = greatest(attempts - 1, 0) WHERE key = ANY ($1)',
      [limits.map(keyOf)],
    );
  }

  async #add(limit: Limit, now: Instant): Promise<{ attempts: number; ends: Instant }> {
    const { attempts, ends_at: endsAt } = (await this.database.queryOutside<Count>(
      `INSERT INTO attempt_count AS c (key, attempts, ends_at) VALUES ($1, 1, $3)
       ON CONFLICT (key) DO UPDATE SET
         attempts = CASE WHEN c.ends_at > $2 THEN c.attempts + 1 ELSE 1 END,
         ends_at = CASE WHEN c.ends_at > $2 THEN c.ends_at ELSE $3 END
       RETURNING attempts, to_json(ends_at) #>> '{}' AS ends_at`,
      [keyOf(limit), now, addMinutes(now, limit.minutes)],
    )) as Count;
    return { attempts, ends: Temporal.Instant.from(endsAt) };
  }
}

export function tooManyAttempts(retryAt: Instant): Refusal {
  return new Refusal('TOO_MANY_ATTEMPTS', 'Too many attempts. Try again later.', 'TooManyAttempts', () => ({
    retryAt: formatInstant(retryAt),
  }));
}

function keyOf({ what, of }: Limit): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([what, of]))
    .digest();
}
