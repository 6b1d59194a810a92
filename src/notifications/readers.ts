import { Injectable } from '@nestjs/common';

import type { Role } from '../base/access/index.js';
import { Database } from '../base/database/index.js';
import { type Sql, ViewFinder, type ViewScope } from '../base/views/index.js';

/** Somebody who is written to without having asked just now. */
export interface Reader {
  readonly accountId: string;
  readonly name: string;
  readonly address: string;
  /** Rows of a SELECT as this reader would see them. */
  rows<Found extends object>(select: (scope: ViewScope) => Sql): Promise<Found[]>;
}

@Injectable()
export class Readers {
  constructor(
    private readonly database: Database,
    private readonly finder: ViewFinder,
  ) {}

  /**
   * Undefined for accounts that are not active and, unless nothing goes to the address, where nobody has shown that it is theirs.
   */
  async find(accountId: string, { verified = true } = {}): Promise<Reader | undefined> {
    const row = await this.database.queryOne<{ name: string; address: string; emailVerified: boolean; roles: Role[] }>(
      `SELECT p.name, a.email AS address, a.email_verified_at IS NOT NULL AS "emailVerified",
         ARRAY(SELECT g.role FROM role_grant g WHERE g.account_id = a.id) AS roles
       FROM account a JOIN profile p ON p.account_id = a.id
       WHERE a.id = $1 AND a.status = 'ACTIVE'`,
      [accountId],
    );
    if (!row || (verified && !row.emailVerified)) return undefined;
    const { name, address, emailVerified, roles } = row;
    const viewer = { accountId, sessionId: null, roles: new Set<Role>(['LEARNER', ...roles]), emailVerified };
    return { accountId, name, address, rows: (select) => this.finder.rows(viewer, select) };
  }
}
