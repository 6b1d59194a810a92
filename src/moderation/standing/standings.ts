import { Injectable } from '@nestjs/common';

import { Database } from '../../base/database/index.js';
import { notFound, Refusal } from '../../base/errors/index.js';
import type { Account, RoleGrant } from '../../identity/index.js';

/** What somebody may do here, besides what everybody may. */
export interface Standing {
  readonly status: Account['status'];
  readonly roles: readonly RoleGrant['role'][];
  readonly area: number | null;
}

/** Roles and status as they are while nobody else can change them. */
@Injectable()
export class Standings {
  constructor(private readonly database: Database) {}

  /**
   * Takes turns with all who change roles or status, until the transaction ends: whether there is another admin is true then,
   * too.
   */
  async lock(accountId: string): Promise<Standing> {
    await this.database.lock('standing');
    return this.#of(accountId);
  }

  async #of(accountId: string): Promise<Standing> {
    const found = await this.database.queryOne<Standing>(
      `SELECT a.status, ARRAY(SELECT g.role FROM role_grant g WHERE g.account_id = a.id ORDER BY array_position(ARRAY['MENTOR', 'MODERATOR', 'ADMIN'], g.role)) AS roles,
         (SELECT g.area_number FROM role_grant g WHERE g.account_id = a.id AND g.role = 'MODERATOR') AS area
       FROM account a WHERE a.id = $1 AND a.status <> 'DELETED'`,
      [accountId],
    );
    if (!found) throw notFound('profile');
    return found;
  }

  /** As the audit log tells it. */
  async facts(accountId: string): Promise<object> {
    const { status, roles, area } = await this.#of(accountId);
    return { status, roles: ['LEARNER', ...roles].join(' '), ...(area !== null && { area }) };
  }

  /** @throws Refusal NOT_ALLOWED_NOW when nobody else could make anybody an admin; the caller holds the lock */
  async assertAnotherAdmin(accountId: string): Promise<void> {
    const other = await this.database.queryOne(
      `SELECT 1 FROM role_grant g JOIN account a ON a.id = g.account_id WHERE g.role = 'ADMIN' AND a.status = 'ACTIVE' AND a.id <> $1 LIMIT 1`,
      [accountId],
    );
    if (!other) throw new Refusal('NOT_ALLOWED_NOW', 'There must be an admin: this is the last one.');
  }
}
