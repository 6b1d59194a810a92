import { createHash, randomBytes } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { Database } from '../../base/database/index.js';
import { Refusal } from '../../base/errors/index.js';
import { Purges } from '../../base/jobs/index.js';
import { addMinutes, Clock } from '../../base/time/index.js';

/** What a link is good for; for nothing else. */
export type LinkPurpose = 'VERIFY_EMAIL' | 'RESET_PASSWORD' | 'LEAVE_ADDRESS' | 'TAKE_ADDRESS';

export const LINK_MINUTES: Readonly<Record<LinkPurpose, number>> = {
  VERIFY_EMAIL: 24 * 60,
  RESET_PASSWORD: 30,
  LEAVE_ADDRESS: 24 * 60,
  TAKE_ADDRESS: 24 * 60,
};

/** Of whom, and where it is sent. */
export interface LinkTarget {
  readonly accountId: string;
  readonly address: string;
  /** The change of address that it confirms. */
  readonly changeId?: string;
}

export interface FoundLink {
  readonly accountId: string;
  readonly purpose: LinkPurpose;
  readonly address: string;
  readonly changeId: string | null;
}

const COLUMNS = 'account_id AS "accountId", purpose, address::text, change_id AS "changeId"';

/** Links in mail: 256 random bits each, of which only a hash is stored, good once and for a while. */
@Injectable()
export class EmailLinks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    purges: Purges,
  ) {
    purges.add({ table: 'email_link', rows: 'all', keep: { hours: 1 }, since: 'expires_at' });
  }

  /** @returns the token, which is nowhere but in the mail */
  async issue(purpose: LinkPurpose, { accountId, address, changeId }: LinkTarget): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    await this.database.query(
      `INSERT INTO email_link (hash, account_id, purpose, address, change_id, expires_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [
        hashOf(token),
        accountId,
        purpose,
        address,
        changeId ?? null,
        addMinutes(this.clock.now(), LINK_MINUTES[purpose]),
      ],
    );
    return token;
  }

  /** What a link is about, without using it up; undefined when it is unknown, used or over. */
  find(token: string, ...purposes: readonly LinkPurpose[]): Promise<FoundLink | undefined> {
    return this.database.queryOne<FoundLink>(
      `SELECT ${COLUMNS} FROM email_link WHERE hash = $1 AND purpose = ANY ($2) AND expires_at > $3`,
      [hashOf(token), purposes, this.clock.now()],
    );
  }

  /**
   * Uses a link up, in the transaction of what it is for; of two at once one is late.
   * @throws Refusal LINK_INVALID
   */
  async use(token: string, ...purposes: readonly LinkPurpose[]): Promise<FoundLink> {
    const link = await this.database.queryOne<FoundLink>(
      `DELETE FROM email_link WHERE hash = $1 AND purpose = ANY ($2) AND expires_at > $3 RETURNING ${COLUMNS}`,
      [hashOf(token), purposes, this.clock.now()],
    );
    if (!link) throw linkInvalid();
    return link;
  }

  /** Makes an account's links of these purposes worthless; all of them when none is named. */
  async drop(accountId: string, ...purposes: readonly LinkPurpose[]): Promise<void> {
    await this.database.query(
      'DELETE FROM email_link WHERE account_id = $1 AND (cardinality($2::text[]) = 0 OR purpose = ANY ($2))',
      [accountId, purposes],
    );
  }

  /** Takes back the change of address that is under way, with its links. */
  async dropChange(accountId: string): Promise<void> {
    await this.database.query('DELETE FROM email_change WHERE account_id = $1', [accountId]);
  }
}

export function linkInvalid(): Refusal {
  return new Refusal('LINK_INVALID', 'This link is unknown, has been used, or is over. Ask for another one.');
}

/** 256 random bits need no salt and no slow hash. */
function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
