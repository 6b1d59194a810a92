import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import type { GrantRoleInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { Audit } from '../../base/audit/index.js';
import { Database } from '../../base/database/index.js';
import { integer, Refusal, validate } from '../../base/errors/index.js';
import { Events } from '../../base/events/index.js';
import type { Result } from '../../base/graphql/index.js';
import { prose } from '../../base/mail/index.js';
import { Clock } from '../../base/time/index.js';
import { Ref } from '../../base/views/index.js';
import { RoleGrant, RoleGranted } from '../../identity/index.js';
import { FindPerson } from './find-person.js';
import { Notices } from './notices.js';
import { reason } from './rules.js';
import { Standings } from './standings.js';

const role = z.enum(['MENTOR', 'MODERATOR', 'ADMIN']);
const rules = z
  .object({ role, area: integer('The area', 1, 7).nullish(), reason })
  .refine((grant) => grant.area == null || grant.role === 'MODERATOR', {
    path: ['area'],
    message: 'Only a moderator can be kept to one area.',
    params: { code: 'CONFLICT' },
  });

@Injectable()
export class GrantRole {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly findPerson: FindPerson,
    private readonly standings: Standings,
    private readonly audit: Audit,
    private readonly events: Events,
    private readonly notices: Notices,
  ) {}

  /** @throws ApiError NOT_FOUND; Refusal INVALID_INPUT, NOT_ALLOWED_NOW (to oneself, or what they have) */
  async execute(input: GrantRoleInput, viewer: SignedIn): Promise<Result> {
    const accountId = await this.findPerson.execute(input, viewer);
    if (accountId === viewer.accountId) throw new Refusal('NOT_ALLOWED_NOW', 'Nobody changes their own roles.');
    await this.grant(accountId, input, viewer.accountId);
    return { __typename: 'RoleGranted', profile: Ref.to('Profile', accountId) };
  }

  /**
   * In a transaction.
   * @param actorId null: whoever runs the service
   */
  async grant(accountId: string, given: Omit<GrantRoleInput, 'idempotencyKey'>, actorId: string | null): Promise<void> {
    const grant = validate(rules, given);
    const area = grant.area ?? null;
    const { roles, area: areaBefore } = await this.standings.lock(accountId);
    if (roles.includes(grant.role) && (grant.role !== 'MODERATOR' || area === areaBefore))
      throw new Refusal('NOT_ALLOWED_NOW', 'They have this role already.');
    const before = await this.standings.facts(accountId);
    await this.database
      .repository(RoleGrant)
      .upsert({ accountId, role: grant.role, areaNumber: area, grantedAt: this.clock.now() }, ['accountId', 'role']);
    await this.audit.record({
      actorId,
      action: 'grantRole',
      subject: { kind: 'profile', id: accountId },
      reason: grant.reason,
      before,
      after: await this.standings.facts(accountId),
    });
    await this.events.record(RoleGranted, accountId, { role: grant.role });
    const where = area === null ? prose`` : prose` for skill area ${area}`;
    await this.notices.tell(
      accountId,
      prose`Your role on Sevenfold: ${grant.role}`,
      prose`You were given the role ${grant.role}${where}.`,
      grant.reason,
    );
  }
}
