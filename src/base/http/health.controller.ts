import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';

import { Database } from '../database/index.js';

const FRESH_MS = 500;

/** For whoever runs the service. `/livez` is about this process alone, `/readyz` about whether it can serve. */
@Controller()
export class HealthController {
  #check: { readonly at: number; readonly result: Promise<boolean> } | undefined;

  constructor(private readonly database: Database) {}

  @Get('livez')
  live(): { status: string } {
    return { status: 'alive' };
  }

  @Get('readyz')
  async ready(): Promise<{ status: string }> {
    if (!(await this.#databaseAnswers()))
      throw new ServiceUnavailableException({ status: 'unavailable', reason: 'The database does not answer.' });
    return { status: 'ready' };
  }

  /** However many ask, the database is asked by one of them at a time. */
  #databaseAnswers(): Promise<boolean> {
    const at = performance.now();
    if (!this.#check || at - this.#check.at > FRESH_MS) {
      const result = this.database.query('SELECT 1').then(
        () => true,
        () => false,
      );
      this.#check = { at, result };
    }
    return this.#check.result;
  }
}
