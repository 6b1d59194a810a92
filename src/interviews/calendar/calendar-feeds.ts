import { createHmac, timingSafeEqual } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { Config, PublicAddress } from '../../base/config/index.js';
import { Database } from '../../base/database/index.js';

const ID_BYTES = 16;
/** 48 bytes: an account's id and a MAC of 256 bits. */
const TOKEN = /^[A-Za-z0-9_-]{64}$/;

/**
 * The secret addresses of calendars. Nothing secret is stored: a MAC under a key of the server covers the account and how
 * often it has asked for a new address.
 */
@Injectable()
export class CalendarFeeds {
  readonly #key: Buffer;

  constructor(
    config: Config,
    private readonly database: Database,
    private readonly address: PublicAddress,
  ) {
    this.#key = config.deriveKey('calendar');
  }

  url(accountId: string, version: number): string {
    return `${this.address.url}/calendar/${this.#token(accountId, version).toString('base64url')}.ics`;
  }

  /** The account that a token opens now; undefined for made-up and old ones, and for accounts that are not active. */
  async accountOf(text: string): Promise<string | undefined> {
    if (!TOKEN.test(text)) return undefined;
    const token = Buffer.from(text, 'base64url');
    const accountId = uuidOf(token.subarray(0, ID_BYTES));
    const feed = await this.database.queryOne<{ version: number }>(
      `SELECT coalesce(f.version, 0) AS version FROM account a LEFT JOIN calendar_feed f ON f.account_id = a.id
       WHERE a.id = $1 AND a.status = 'ACTIVE'`,
      [accountId],
    );
    return feed && timingSafeEqual(token, this.#token(accountId, feed.version)) ? accountId : undefined;
  }

  #token(accountId: string, version: number): Buffer {
    const mac = createHmac('sha256', this.#key).update(`${accountId} ${version}`).digest();
    return Buffer.concat([Buffer.from(accountId.replaceAll('-', ''), 'hex'), mac]);
  }
}

function uuidOf(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
