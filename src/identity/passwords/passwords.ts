import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';

import { Database } from '../../base/database/index.js';
import { Clock } from '../../base/time/index.js';
import { Turns } from '../../base/turns/index.js';

/** OWASP's minimum for argon2id: 19 MiB, two passes, one lane. The package's default algorithm is argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Hashing fills the threads that files and name lookups need too, so only two run at a time. */
const AT_A_TIME = 2;

@Injectable()
export class Passwords {
  readonly #turns = new Turns(AT_A_TIME);
  #decoy: Promise<string> | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  hash(password: string): Promise<string> {
    return this.#turns.take('hash', () => hash(password, COST));
  }

  /** Takes the same time for an account that doesn't exist (`undefined`), so that the answer's time tells nothing. */
  async matches(password: string, stored: string | undefined): Promise<boolean> {
    this.#decoy ??= this.hash('no password has this hash');
    const against = stored ?? (await this.#decoy);
    return (await this.#turns.take('hash', () => verify(against, password))) && stored !== undefined;
  }

  /** The account's password from now on; it may have had none. */
  async store(accountId: string, hash: string): Promise<void> {
    await this.database.query(
      `INSERT INTO password_credential (account_id, hash, updated_at) VALUES ($1, $2, $3)
       ON CONFLICT (account_id) DO UPDATE SET hash = excluded.hash, updated_at = excluded.updated_at`,
      [accountId, hash, this.clock.now()],
    );
  }
}
