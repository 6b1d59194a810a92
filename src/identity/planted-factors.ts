import { Injectable } from '@nestjs/common';

import { Database } from '../base/database/index.js';
import { Planted } from './email/index.js';

/** With a factor, a passkey or a key of theirs, whoever made the account would come back, or keep its owner out. */
@Injectable()
export class PlantedFactors {
  constructor(database: Database, planted: Planted) {
    planted.register(async (accountId) => {
      for (const table of ['sign_in_challenge', 'totp', 'passkey', 'api_key'])
        await database.query(`DELETE FROM ${table} WHERE account_id = $1`, [accountId]);
    });
  }
}
