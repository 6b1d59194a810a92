import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';

import { Database } from '../database/index.js';
import { addMinutes, Clock } from '../time/index.js';
import { Jobs } from './jobs.js';

/** In one unit; docs/operations.md says the same. */
export type Keep = { readonly days: number } | { readonly hours: number } | { readonly minutes: number };

/** Rows that are deleted when they have been kept long enough. */
export interface Purge {
  readonly table: string;
  /** Which of its rows, in words. */
  readonly rows: string;
  readonly keep: Keep;
  /** SQL over a row: when that time begins. The rows are found in its order, so there must be an index over it. */
  readonly since: string;
  /** Which of its rows, in SQL; all unless said. */
  readonly only?: string;
  /** What `since` is compared with where it is no instant, in SQL over the instant $1. */
  readonly before?: string;
}

const EVERY_SECONDS = 60;
/** At once: few enough for the locks to be gone before anybody notices. */
const BATCH = 1_000;
const MINUTES = { days: 1_440, hours: 60, minutes: 1 };

/** Deletes what has been kept long enough, a little at a time. Modules say what that is. */
@Injectable()
export class Purges implements OnModuleDestroy {
  readonly #log = new Logger('Purges');
  readonly #all: Purge[] = [];
  #stopped = false;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    jobs: Jobs,
  ) {
    jobs.repeat('Purging', EVERY_SECONDS, () => this.#run());
  }

  get all(): readonly Purge[] {
    return this.#all;
  }

  add(purge: Purge): void {
    this.#all.push(purge);
  }

  /** Whoever waits for the work to be over waits for one batch. */
  onModuleDestroy(): void {
    this.#stopped = true;
  }

  async #run(): Promise<void> {
    for (const purge of this.#all) {
      try {
        while (!this.#stopped && (await this.#batch(purge)) === BATCH);
      } catch (error) {
        this.#log.warn(`Purging ${purge.table} failed and is tried again: ${(error as Error).message}`);
      }
    }
  }

  /** @returns how many rows are gone; fewer than there might be where others hold some */
  async #batch(purge: Purge): Promise<number> {
    const before = addMinutes(this.clock.now(), -minutesOf(purge.keep));
    const { rowCount } = await this.database.run({ text: purgeStatement(purge), values: [before.toString()] });
    return rowCount ?? 0;
  }
}

/**
 * In the order of the index: statements are planned once for all parameters, and a plan that doesn't know how few rows are old
 * would look at all of them. Rows that somebody holds are left for the next time.
 */
export function purgeStatement({ table, since, only = 'TRUE', before = '$1::timestamptz' }: Purge): string {
  return `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM ${table} WHERE ${since} < ${before} AND ${only} ORDER BY ${since} LIMIT ${BATCH} FOR UPDATE SKIP LOCKED))`;
}

function minutesOf(keep: Keep): number {
  const [[unit, number]] = Object.entries(keep) as [[keyof typeof MINUTES, number]];
  return number * MINUTES[unit];
}
