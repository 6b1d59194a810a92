import { Args, Mutation, Resolver } from '@nestjs/graphql';

import type { JoinWaitlistInput, LeaveWaitlistInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { CurrentViewer, type Result } from '../../base/graphql/index.js';
import { JoinWaitlist } from './join-waitlist.js';
import { LeaveWaitlist } from './leave-waitlist.js';

@Resolver()
export class WaitlistResolver {
  constructor(
    private readonly joinWaitlistVerb: JoinWaitlist,
    private readonly leaveWaitlistVerb: LeaveWaitlist,
  ) {}

  @Mutation()
  joinWaitlist(@Args('input') input: JoinWaitlistInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.joinWaitlistVerb.execute(input, viewer);
  }

  @Mutation()
  leaveWaitlist(@Args('input') input: LeaveWaitlistInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.leaveWaitlistVerb.execute(input, viewer);
  }
}
