import { Injectable, Logger } from '@nestjs/common';

import { Database, newId } from '../database/index.js';
import { Clock } from '../time/index.js';
import { DeadLetter } from './dead-letter.entity.js';
import { Jobs } from './jobs.js';

const LONGEST_ERROR = 2_000;

/** Jobs that failed as often as they may: kept, told of in the log, and done again when somebody asks for it. */
@Injectable()
export class DeadLetters {
  readonly #log = new Logger('DeadLetters');

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {}

  async bury(job: string, payload: object, error: unknown, attempts: number): Promise<void> {
    const text = String(error).slice(0, LONGEST_ERROR);
    this.#log.error(`${job} failed ${attempts} times and is a dead letter now: ${text}`);
    await this.database
      .repository(DeadLetter)
      .insert({ id: newId(), job, payload, error: text, attempts, diedAt: this.clock.now(), retriedAt: null });
  }

  /** Puts the job back into the queue; it may die again, as another letter. */
  async retry(id: string): Promise<void> {
    const letter = await this.database.repository(DeadLetter).findOneByOrFail({ id });
    await this.jobs.add({ name: letter.job }, letter.payload, { key: `again ${id}` });
    await this.database.repository(DeadLetter).update({ id }, { retriedAt: this.clock.now() });
  }
}
