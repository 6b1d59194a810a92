import { Injectable } from '@nestjs/common';

import { Database } from '../base/database/index.js';
import { Jobs } from '../base/jobs/index.js';

const EVERY_SECONDS = 600;

/**
 * Counts in how many documents each word is, when their number has changed by some per cent: how rare a word is changes
 * slowly, and while it stays the pages of a search fit together. Documents themselves need no such thing, triggers keep them.
 */
@Injectable()
export class RecountWords {
  constructor(
    private readonly database: Database,
    jobs: Jobs,
  ) {
    jobs.repeat('Counting words', EVERY_SECONDS, () => this.execute());
  }

  async execute(): Promise<void> {
    await this.database.transaction(async () => {
      await this.database.query('SET LOCAL statement_timeout = 0');
      await this.database.query(
        `SELECT search_recount() FROM (SELECT count(*) AS now FROM search_document) documents
         WHERE abs(now - coalesce((SELECT documents FROM search_lexeme WHERE lexeme = ''), 0)) > now * 0.02`,
      );
    });
  }
}
