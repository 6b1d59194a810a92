import { Args, Mutation, Resolver } from '@nestjs/graphql';

import type { GrantRoleInput, ReinstateAccountInput, RevokeRoleInput, SuspendAccountInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { CurrentViewer, type Result } from '../../base/graphql/index.js';
import { GrantRole } from './grant-role.js';
import { ReinstateAccount } from './reinstate-account.js';
import { RevokeRole } from './revoke-role.js';
import { SuspendAccount } from './suspend-account.js';

@Resolver()
export class StandingResolver {
  constructor(
    private readonly grantRoleVerb: GrantRole,
    private readonly revokeRoleVerb: RevokeRole,
    private readonly suspendAccountVerb: SuspendAccount,
    private readonly reinstateAccountVerb: ReinstateAccount,
  ) {}

  @Mutation()
  grantRole(@Args('input') input: GrantRoleInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.grantRoleVerb.execute(input, viewer);
  }

  @Mutation()
  revokeRole(@Args('input') input: RevokeRoleInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.revokeRoleVerb.execute(input, viewer);
  }

  @Mutation()
  suspendAccount(@Args('input') input: SuspendAccountInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.suspendAccountVerb.execute(input, viewer);
  }

  @Mutation()
  reinstateAccount(@Args('input') input: ReinstateAccountInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.reinstateAccountVerb.execute(input, viewer);
  }
}
