import { Injectable } from '@nestjs/common';

import { Database } from '../base/database/index.js';
import { invalid } from '../base/errors/index.js';

/** Whoever is about to do what can't be undone types their own handle. */
@Injectable()
export class ConfirmHandle {
  constructor(private readonly database: Database) {}

  /** @throws Refusal INVALID_INPUT when it is another one; case and a leading @ don't matter */
  async execute(accountId: string, handle: string): Promise<void> {
    const own = await this.database.queryOne('SELECT FROM profile WHERE account_id = $1 AND handle = $2', [
      accountId,
      handle.trim().replace(/^@/, ''),
    ]);
    if (!own) throw invalid(['handle'], 'CONFLICT', 'This is not your handle. Type it as your profile shows it.');
  }
}
