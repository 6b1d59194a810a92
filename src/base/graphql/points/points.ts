import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

import { Config } from '../../config/index.js';
import { Database } from '../../database/index.js';
import { Purges } from '../../jobs/index.js';
import { Clock, formatInstant, instantFromMs, type Ticking } from '../../time/index.js';

const MINUTE_MS = 60_000;

/** What an operation costs and what its client has left in this minute; the three are null where nothing is limited. */
export interface Balance {
  readonly requested: number;
  readonly limit: number | null;
  readonly remaining: number | null;
  readonly resetAt: string | null;
}

/** Of one client in this minute. */
interface Spent {
  /** What the database knows, of all processes. */
  settled: number;
  /** What this process has yet to tell it. */
  own: number;
}

/**
 * Points that a client may spend in a minute, over all processes. They are counted here and settled with the database once
 * a second, so that no request waits for it: another process's spending is known a second later.
 */
@Injectable()
export class Points implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #log = new Logger(Points.name);
  readonly #spent = new Map<string, Spent>();
  #minute = 0;
  #resetAt = '';
  #settling: Ticking | undefined;

  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly clock: Clock,
    purges: Purges,
  ) {
    purges.add({
      table: 'spent_points',
      rows: 'all',
      keep: { minutes: 1 },
      since: 'minute',
      before: 'floor(extract(epoch FROM $1::timestamptz) / 60)::int',
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.rateLimits) return;
    await this.#load();
    this.#settling = this.clock.every(1, () =>
      this.#settle().catch((error: Error) => {
        this.#log.warn(`Points can't be settled: ${error.message}`);
      }),
    );
  }

  async onModuleDestroy(): Promise<void> {
    await this.#settling?.stop();
    await this.#settle().catch(() => undefined); // they are a minute's worth
  }

  /** Takes the points of an operation, where that many are left. */
  take(client: string, limit: number, requested: number): { readonly enough: boolean; readonly balance: Balance } {
    if (!this.config.rateLimits)
      return { enough: true, balance: { requested, limit: null, remaining: null, resetAt: null } };
    this.#followTime();
    let spent = this.#spent.get(client);
    if (!spent) this.#spent.set(client, (spent = { settled: 0, own: 0 }));
    const left = limit - spent.settled - spent.own;
    const enough = left >= requested;
    if (enough) spent.own += requested;
    const remaining = Math.max(0, enough ? left - requested : left);
    return { enough, balance: { requested, limit, remaining, resetAt: this.#resetAt } };
  }

  get msToReset(): number {
    return (this.#minute + 1) * MINUTE_MS - this.clock.now().epochMilliseconds;
  }

  #followTime(): void {
    const minute = Math.floor(this.clock.now().epochMilliseconds / MINUTE_MS);
    if (minute === this.#minute) return;
    this.#minute = minute;
    this.#resetAt = formatInstant(instantFromMs((minute + 1) * MINUTE_MS));
    this.#spent.clear();
  }

  /** What was spent before this process began. */
  async #load(): Promise<void> {
    this.#followTime();
    const rows = await this.database.query<{ client: string; points: number }>(
      'SELECT client, points::float8 AS points FROM spent_points WHERE minute = $1',
      [this.#minute],
    );
    for (const { client, points } of rows) this.#spent.set(client, { settled: points, own: 0 });
  }

  /** One statement for all who have spent since the last time; none when nobody has. */
  async #settle(): Promise<void> {
    this.#followTime();
    const due = new Map(
      [...this.#spent].filter(([, { own }]) => own > 0).map(([client, spent]) => [client, { spent, told: spent.own }]),
    );
    if (due.size === 0) return;
    const rows = await this.database.query<{ client: string; points: number }>(
      `INSERT INTO spent_points AS s (minute, client, points)
       SELECT $1, client, points FROM unnest($2::text[], $3::bigint[]) AS given (client, points) ORDER BY client
       ON CONFLICT (minute, client) DO UPDATE SET points = s.points + excluded.points
       RETURNING client, points::float8 AS points`,
      [this.#minute, [...due.keys()], [...due.values()].map(({ told }) => told)],
    );
    for (const { client, points } of rows) {
      const { spent, told } = due.get(client) as { spent: Spent; told: number };
      spent.settled = points;
      spent.own -= told;
    }
  }
}
