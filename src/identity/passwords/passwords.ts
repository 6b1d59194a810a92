import { hash, verify } from '@node-rs/argon2';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';

import { tooManyAttempts } from '../../base/attempts/index.js';
import { Database } from '../../base/database/index.js';
import { Clock } from '../../base/time/index.js';
import { HashQueue, QueueFullError } from './hash-queue.js';
import { isPossible } from './password-rules.js';

/** OWASP's minimum for argon2id: 19 MiB, two passes, one lane. The package's default algorithm is argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/**
 * Hashing fills the threads that files and name lookups need too, so only two run at a time. Whoever asks hears within two
 * seconds: a line as long as this is a flood, or nearly one.
 */
const QUEUE = { atATime: 2, patienceMs: 1_500, mostWaiting: 100 };
const RETRY_SECONDS = 5;

@Injectable()
export class Passwords implements OnApplicationBootstrap {
  readonly #queue = new HashQueue(QUEUE);
  #decoy = '';

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.#decoy = await this.hash('no password has this hash');
  }

  /**
   * Work that hashes once, with what it has to ask the database for: whoever waits for a turn holds no connection, so a flood
   * doesn't take them from others. Not within another turn.
   * @throws Refusal TOO_MANY_ATTEMPTS when too many others are waiting
   */
  async inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    try {
      return await this.#queue.take(work);
    } catch (error) {
      if (!(error instanceof QueueFullError)) throw error;
      throw tooManyAttempts(this.clock.now().add({ seconds: RETRY_SECONDS }));
    }
  }

  /**
   * In a turn of its own.
   * @param first what may refuse before anything is hashed
   */
  hash(password: string, first: () => Promise<void> = () => Promise.resolve()): Promise<string> {
    return this.inTurn(async () => {
      await first();
      return hash(password, COST);
    });
  }

  /**
   * To be called {@link inTurn}. Takes the same time for an account that doesn't exist (`undefined`), so that the answer's time
   * tells nothing.
   */
  async matches(password: string, stored: string | undefined): Promise<boolean> {
    if (!isPossible(password)) return false; // whoever the account is
    return (await verify(stored ?? this.#decoy, password)) && stored !== undefined;
  }

  /** The account's password from now on; it may have had none. */
  async store(accountId: string, hash: string): Promise<void> {
    await this.database.query(
      `INSERT INTO password_credential (account_id, hash, updated_at) VALUES ($1, $2, $3)
       ON CONFLICT (account_id) DO UPDATE SET hash = excluded.hash, updated_at = excluded.updated_at`,
      [accountId, hash, this.clock.now()],
    );
  }

  /**
   * Whether this is still the account's hash, which stays so until the transaction ends: a session that begins in it can't
   * outlive a password that is changed meanwhile.
   */
  async isStill(accountId: string, hash: string): Promise<boolean> {
    const rows = await this.database.query(
      'SELECT 1 FROM password_credential WHERE account_id = $1 AND hash = $2 FOR SHARE',
      [accountId, hash],
    );
    return rows.length > 0;
  }

  /** To be called {@link inTurn}: stores a password that is right with today's parameters, if its hash has weaker ones. */
  async strengthen(accountId: string, password: string, stored: string): Promise<string> {
    if (!isWeak(stored)) return stored;
    const stronger = await hash(password, COST);
    const changed = await this.database.query(
      'UPDATE password_credential SET hash = $3 WHERE account_id = $1 AND hash = $2 RETURNING 1',
      [accountId, stored, stronger],
    );
    return changed.length > 0 ? stronger : stored;
  }
}

function isWeak(stored: string): boolean {
  const [, memory = 0, passes = 0] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),/.exec(stored) ?? [];
  return Number(memory) < COST.memoryCost || Number(passes) < COST.timeCost;
}
