import { Injectable, Logger } from '@nestjs/common';
import { IsNull } from 'typeorm';

import { Database, newId } from '../database/index.js';
import { Clock } from '../time/index.js';
import { DeadLetter } from './dead-letter.entity.js';
import { Jobs } from './jobs.js';
import { Purges } from './purges.js';

const LONGEST_ERROR = 2_000;
/** Servers like to repeat whom they refuse. */
const ADDRESS = /[^\s<>"'():;,]+@[^\s<>"'():;,]+/g;

/** Jobs that failed as often as they may: kept, told of in the log, and done again when somebody asks for it. */
@Injectable()
export class DeadLetters {
  readonly #log = new Logger('DeadLetters');

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    purges: Purges,
  ) {
    purges.add({ table: 'dead_letter', rows: 'tried again', keep: { days: 30 }, since: 'retried_at' });
    purges.add({
      table: 'dead_letter',
      rows: 'not tried again',
      keep: { days: 90 },
      since: 'died_at',
      only: 'retried_at IS NULL',
    });
  }

  async bury(job: string, payload: object, error: unknown, attempts: number): Promise<void> {
    const text = String(error).replaceAll(ADDRESS, '…').slice(0, LONGEST_ERROR);
    this.#log.error(`${job} failed ${attempts} times and is a dead letter now: ${text}`);
    await this.database
      .repository(DeadLetter)
      .insert({ id: newId(), job, payload, error: text, attempts, diedAt: this.clock.now(), retriedAt: null });
  }

  /**
   * Puts the job back into the queue; it may die again, as another letter.
   * @returns whether this has been the first time
   */
  async retry(id: string): Promise<boolean> {
    const letters = this.database.repository(DeadLetter);
    const { affected } = await letters.update({ id, retriedAt: IsNull() }, { retriedAt: this.clock.now() });
    if (affected !== 1) return false;
    const { job, payload } = await letters.findOneByOrFail({ id });
    await this.jobs.add({ name: job }, payload);
    return true;
  }
}
