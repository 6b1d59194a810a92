import { randomBytes } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { Database } from '../base/database/index.js';
import { slugOf } from '../base/text/index.js';

const LONGEST_HANDLE = 30;
/** Addresses and names that would speak for the house. */
const RESERVED = new Set([
  'admin',
  'administrator',
  'api',
  'auth',
  'dev',
  'graphql',
  'help',
  'livez',
  'me',
  'mentor',
  'mentors',
  'moderator',
  'new',
  'readyz',
  'root',
  'security',
  'sevenfold',
  'staff',
  'support',
  'system',
  'viewer',
]);

/** Gives a new account its public face. */
@Injectable()
export class MakeProfile {
  constructor(private readonly database: Database) {}

  /** The handle is made from the name; whoever has the same name gets a number after it. */
  async execute(accountId: string, name: string): Promise<void> {
    const wanted = slugOf(name, LONGEST_HANDLE - 6);
    const base =
      wanted.length < 3 || RESERVED.has(wanted) ? `${wanted || 'learner'}-${randomBytes(2).toString('hex')}` : wanted;
    for (let number = 1; ; number++) {
      // Beyond a few namesakes a random end is found sooner than the next free number.
      const handle =
        number === 1
          ? base
          : number < 6
            ? `${base}-${number}`
            : `${base.slice(0, LONGEST_HANDLE - 9)}-${randomBytes(4).toString('hex')}`;
      const made = await this.database.queryOne(
        'INSERT INTO profile (account_id, handle, name) VALUES ($1, $2, $3) ON CONFLICT (handle) DO NOTHING RETURNING 1',
        [accountId, handle, name],
      );
      if (made) return;
    }
  }
}
