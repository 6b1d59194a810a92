import { Injectable } from '@nestjs/common';

import type { ReinstateAccountInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { Refusal, validate } from '../../base/errors/index.js';
import type { Result } from '../../base/graphql/index.js';
import { prose } from '../../base/mail/index.js';
import { Ref } from '../../base/views/index.js';
import { AccountReinstated } from '../../identity/index.js';
import { ChangeStatus } from './change-status.js';
import { FindPerson } from './find-person.js';
import { Notices } from './notices.js';
import { withReason } from './rules.js';
import { Standings } from './standings.js';
import { assertBelow } from './suspend-account.js';

/** Lets somebody in again who was suspended. They sign in anew. */
@Injectable()
export class ReinstateAccount {
  constructor(
    private readonly findPerson: FindPerson,
    private readonly standings: Standings,
    private readonly changeStatus: ChangeStatus,
    private readonly notices: Notices,
  ) {}

  /** @throws ApiError NOT_FOUND, FORBIDDEN as for suspending; Refusal INVALID_INPUT, NOT_ALLOWED_NOW for those who aren't suspended */
  async execute(input: ReinstateAccountInput, viewer: SignedIn): Promise<Result> {
    const { reason } = validate(withReason, input);
    const accountId = await this.findPerson.execute(input, viewer);
    const standing = await this.standings.lock(accountId);
    assertBelow(viewer, standing);
    if (standing.status !== 'SUSPENDED') throw new Refusal('NOT_ALLOWED_NOW', 'They aren’t suspended.');
    await this.changeStatus.execute(accountId, 'ACTIVE', 'reinstateAccount', AccountReinstated, reason, viewer);
    const what = prose`Your account is no longer suspended: you can sign in again.`;
    await this.notices.tell(accountId, prose`Your account on Sevenfold is open again`, what, reason);
    return { __typename: 'AccountReinstated', profile: Ref.to('Profile', accountId) };
  }
}
