import { Injectable } from '@nestjs/common';

import type { RevokeRoleInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { Audit } from '../../base/audit/index.js';
import { Database } from '../../base/database/index.js';
import { Refusal, validate } from '../../base/errors/index.js';
import { Events } from '../../base/events/index.js';
import type { Result } from '../../base/graphql/index.js';
import { prose } from '../../base/mail/index.js';
import { Ref } from '../../base/views/index.js';
import { RoleGrant, RoleRevoked } from '../../identity/index.js';
import { FindPerson } from './find-person.js';
import { Notices } from './notices.js';
import { withReason } from './rules.js';
import { Standings } from './standings.js';

@Injectable()
export class RevokeRole {
  constructor(
    private readonly database: Database,
    private readonly findPerson: FindPerson,
    private readonly standings: Standings,
    private readonly audit: Audit,
    private readonly events: Events,
    private readonly notices: Notices,
  ) {}

  /** @throws ApiError NOT_FOUND; Refusal INVALID_INPUT, NOT_ALLOWED_NOW (one's own, what they don't have, the last admin's) */
  async execute(input: RevokeRoleInput, viewer: SignedIn): Promise<Result> {
    const { reason } = validate(withReason, input);
    const { role } = input;
    const accountId = await this.findPerson.execute(input, viewer);
    if (accountId === viewer.accountId) throw new Refusal('NOT_ALLOWED_NOW', 'Nobody changes their own roles.');
    const { roles } = await this.standings.lock(accountId);
    if (!roles.includes(role)) throw new Refusal('NOT_ALLOWED_NOW', 'They don’t have this role.');
    if (role === 'ADMIN') await this.standings.assertAnotherAdmin(accountId);
    const before = await this.standings.facts(accountId);
    await this.database.repository(RoleGrant).delete({ accountId, role });
    await this.audit.record({
      actorId: viewer.accountId,
      action: 'revokeRole',
      subject: { kind: 'profile', id: accountId },
      reason,
      before,
      after: await this.standings.facts(accountId),
    });
    await this.events.record(RoleRevoked, accountId, { role });
    const subject = prose`Your role on Sevenfold: no longer ${role}`;
    await this.notices.tell(accountId, subject, prose`You no longer have the role ${role}.`, reason);
    return { __typename: 'RoleRevoked', profile: Ref.to('Profile', accountId) };
  }
}
