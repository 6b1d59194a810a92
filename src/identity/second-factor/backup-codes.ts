import { createHmac, randomInt } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { Config } from '../../base/config/index.js';
import { Database } from '../../base/database/index.js';

const HOW_MANY = 10;
/** Nothing that looks like another one when it is read from paper: 31^10 is 49 bits. */
const LETTERS = '23456789abcdefghjkmnpqrstuvwxyz';
const LENGTH = 10;

/**
 * Codes for the day the phone is lost, each for one sign-in. Kept as HMAC under a key from SECRET_KEY: too short for a plain
 * hash, since whoever steals the table could try them all.
 */
@Injectable()
export class BackupCodes {
  readonly #key: Buffer;

  constructor(
    config: Config,
    private readonly database: Database,
  ) {
    this.#key = config.deriveKey('backup-code');
  }

  /** New ones in place of all that there are, in a transaction; only now can they be read. */
  async make(accountId: string): Promise<string[]> {
    const codes = Array.from({ length: HOW_MANY }, aCode);
    await this.database.query('DELETE FROM backup_code WHERE account_id = $1', [accountId]);
    await this.database.query('INSERT INTO backup_code SELECT $1, unnest($2::bytea[])', [
      accountId,
      codes.map((code) => this.#hash(accountId, code)),
    ]);
    return codes;
  }

  /** Uses one up. Letters in any case, with or without the dash. */
  async spend(accountId: string, code: string): Promise<boolean> {
    const spent = await this.database.query('DELETE FROM backup_code WHERE account_id = $1 AND hash = $2 RETURNING 1', [
      accountId,
      this.#hash(accountId, code),
    ]);
    return spent.length === 1;
  }

  async left(accountId: string): Promise<number> {
    const sql = 'SELECT count(*)::int AS count FROM backup_code WHERE account_id = $1';
    return (await this.database.queryOne<{ count: number }>(sql, [accountId]))?.count ?? 0;
  }

  #hash(accountId: string, code: string): Buffer {
    const plain = code.toLowerCase().replace(/[\s-]/g, '');
    return createHmac('sha256', this.#key).update(`${accountId} ${plain}`).digest();
  }
}

function aCode(): string {
  const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return `${letters.slice(0, LENGTH / 2)}-${letters.slice(LENGTH / 2)}`;
}
