import { Injectable } from '@nestjs/common';

import { Database } from '../../base/database/index.js';
import { Jobs } from '../../base/jobs/index.js';
import { Clock, type Instant, Temporal } from '../../base/time/index.js';
import { type Frequency, localDate, nextDigestAt } from './due-time.js';
import { WriteDigest } from './write-digest.js';

const EVERY_SECONDS = 60;
/** Working out the time for one takes a fifth of a millisecond, in which nothing else is answered. */
const AT_ONCE = 100;

interface Planned {
  readonly account_id: string;
  readonly frequency: Frequency;
  readonly last_on: string | null;
  readonly time_zone: string;
}

/**
 * Has digests written when they are due, and works out when that is next: in one transaction, so that a date that came due is
 * taken by one process and once.
 */
@Injectable()
export class PlanDigests {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {
    jobs.repeat('Planning digests', EVERY_SECONDS, () => this.execute());
  }

  async execute(): Promise<void> {
    for (const batch of [() => this.#plan(), () => this.#takeDue()])
      while ((await this.database.transaction(batch)) === AT_ONCE);
  }

  /** Those of new accounts, and of readers who have moved. */
  async #plan(): Promise<number> {
    const digests = await this.#take(`next_at IS NULL AND frequency <> 'NEVER' ORDER BY account_id`);
    const now = this.clock.now();
    await this.database.query(
      `UPDATE digest d SET next_at = given.next_at
       FROM unnest($1::uuid[], $2::timestamptz[]) AS given (account_id, next_at) WHERE d.account_id = given.account_id`,
      [
        digests.map((digest) => digest.account_id),
        digests.map(({ frequency, time_zone, last_on }) =>
          nextDigestAt(frequency, time_zone, now, last_on === null ? null : Temporal.PlainDate.from(last_on)),
        ),
      ],
    );
    return digests.length;
  }

  /** One that comes late, no process having run, counts for the day on which it comes: two would follow closely on each other. */
  async #takeDue(): Promise<number> {
    const now = this.clock.now();
    const digests = await this.#take('next_at <= $1 ORDER BY next_at', now);
    const dates = digests.map(({ time_zone }) => localDate(now, time_zone));
    const due = await this.database.query<{ account_id: string; pending: boolean }>(
      `UPDATE digest d SET next_at = given.next_at, last_on = given.last_on, pending = EXISTS (
         SELECT FROM notification n WHERE n.account_id = d.account_id AND n.read_at IS NULL AND n.digested_at IS NULL)
       FROM unnest($1::uuid[], $2::timestamptz[], $3::date[]) AS given (account_id, next_at, last_on)
       WHERE d.account_id = given.account_id RETURNING d.account_id, d.pending`,
      [
        digests.map((digest) => digest.account_id),
        digests.map(({ frequency, time_zone }, index) =>
          nextDigestAt(frequency, time_zone, now, dates[index] as Temporal.PlainDate),
        ),
        dates,
      ],
    );
    await this.jobs.addAll(
      WriteDigest,
      due.flatMap(({ account_id: accountId, pending }) => (pending ? [{ accountId }] : [])),
    );
    return digests.length;
  }

  /** What another process is at is left to it. Zones are read under the lock, which a zone that changes waits for. */
  async #take(which: string, ...values: Instant[]): Promise<Planned[]> {
    const taken = await this.database.query<{ account_id: string }>(
      `SELECT account_id FROM digest WHERE ${which} LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED`,
      values,
    );
    return this.database.query<Planned>(
      `SELECT d.account_id, d.frequency, d.last_on, a.time_zone FROM unnest($1::uuid[]) AS taken (account_id)
       JOIN digest d ON d.account_id = taken.account_id JOIN account a ON a.id = taken.account_id`,
      [taken.map((digest) => digest.account_id)],
    );
  }
}
