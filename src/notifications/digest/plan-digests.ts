import { Injectable } from '@nestjs/common';

import { Database } from '../../base/database/index.js';
import { Jobs } from '../../base/jobs/index.js';
import { Clock, Temporal } from '../../base/time/index.js';
import { type Frequency, localDate, nextDigestAt } from './due-time.js';
import { WriteDigest } from './write-digest.js';

const EVERY_SECONDS = 60;
const AT_ONCE = 500;

interface Planned {
  readonly account_id: string;
  readonly frequency: Frequency;
  readonly last_on: string | null;
  readonly time_zone: string;
}

const DIGESTS = `SELECT d.account_id, d.frequency, d.last_on, a.time_zone FROM digest d JOIN account a ON a.id = d.account_id`;
/** What another process is at is left to it. */
const SOME = `LIMIT ${AT_ONCE} FOR UPDATE OF d SKIP LOCKED`;

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
    const digests = await this.database.query<Planned>(
      `${DIGESTS} WHERE d.next_at IS NULL AND d.frequency <> 'NEVER' ORDER BY d.account_id ${SOME}`,
    );
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
    const digests = await this.database.query<Planned>(`${DIGESTS} WHERE d.next_at <= $1 ORDER BY d.next_at ${SOME}`, [
      now,
    ]);
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
      due.flatMap(({ account_id: accountId, pending }) => (pending ? [{ payload: { accountId } }] : [])),
    );
    return digests.length;
  }
}
