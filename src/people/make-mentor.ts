import { Injectable } from '@nestjs/common';

import { Database } from '../base/database/index.js';
import { Clock } from '../base/time/index.js';

/** Gives somebody who becomes a mentor the row that expertise, hours and offerings hang on; who was one before has it. */
@Injectable()
export class MakeMentor {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async execute(accountId: string): Promise<void> {
    await this.database.query('INSERT INTO mentor (account_id, since) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      accountId,
      this.clock.now(),
    ]);
  }
}
