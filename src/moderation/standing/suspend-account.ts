import { Injectable } from '@nestjs/common';

import type { SuspendAccountInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { ApiError, Refusal, validate } from '../../base/errors/index.js';
import type { Result } from '../../base/graphql/index.js';
import { prose } from '../../base/mail/index.js';
import { Ref } from '../../base/views/index.js';
import { AccountSuspended, Sessions } from '../../identity/index.js';
import { ChangeStatus } from './change-status.js';
import { FindPerson } from './find-person.js';
import { Notices } from './notices.js';
import { withReason } from './rules.js';
import { type Standing, Standings } from './standings.js';

/** Shuts somebody out. Their sessions end at once; what they wrote stays, and they are seen by moderators only. */
@Injectable()
export class SuspendAccount {
  constructor(
    private readonly findPerson: FindPerson,
    private readonly standings: Standings,
    private readonly changeStatus: ChangeStatus,
    private readonly sessions: Sessions,
    private readonly notices: Notices,
  ) {}

  /** @throws ApiError NOT_FOUND, FORBIDDEN for moderators and admins unless by an admin; Refusal INVALID_INPUT, NOT_ALLOWED_NOW */
  async execute(input: SuspendAccountInput, viewer: SignedIn): Promise<Result> {
    const { reason } = validate(withReason, input);
    const accountId = await this.findPerson.execute(input, viewer);
    if (accountId === viewer.accountId) throw new Refusal('NOT_ALLOWED_NOW', 'Nobody suspends themselves.');
    const standing = await this.standings.lock(accountId);
    assertBelow(viewer, standing);
    if (standing.status === 'SUSPENDED') throw new Refusal('NOT_ALLOWED_NOW', 'They are suspended already.');
    if (standing.roles.includes('ADMIN')) await this.standings.assertAnotherAdmin(accountId);
    await this.changeStatus.execute(accountId, 'SUSPENDED', 'suspendAccount', AccountSuspended, reason, viewer);
    await this.sessions.end(accountId);
    await this.notices.tell(
      accountId,
      prose`Your account on Sevenfold is suspended`,
      prose`Your account was suspended: you can’t sign in, and others don’t see you. To object, answer to whoever runs this service.`,
      reason,
    );
    return { __typename: 'AccountSuspended', profile: Ref.to('Profile', accountId) };
  }
}

/** Moderators don't act on each other; admins act on all. */
export function assertBelow(viewer: SignedIn, { roles }: Standing): void {
  if (!viewer.roles.has('ADMIN') && (roles.includes('MODERATOR') || roles.includes('ADMIN')))
    throw new ApiError('FORBIDDEN', 'Only an admin may do this to a moderator or an admin.');
}
