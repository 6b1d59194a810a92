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

  /** Undefined for accounts that are not active, and where nobody has shown that the address is theirs. */
  async find(accountId: string): Promise<Reader | undefined> {
    const row = await this.database.queryOne<{ name: string; address: string; roles: Role[] }>(
      `SELECT p.name, a.email AS address, ARRAY(SELECT g.role FROM role_grant g WHERE g.account_id = a.id) AS roles
       FROM account a JOIN profile p ON p.account_id = a.id
       WHERE a.id = $1 AND a.status = 'ACTIVE' AND a.email_verified_at IS NOT NULL`,
      [accountId],
    );
    if (!row) return undefined;
    const { name, address, roles } = row;
    const viewer = { accountId, sessionId: null, roles: new Set<Role>(['LEARNER', ...roles]), emailVerified: true };
    return { accountId, name, address, rows: (select) => this.finder.rows(viewer, select) };
  }
}
