import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';

import type { RefreshSessionInput, SignInInput, SignOutInput, SignUpInput } from '#schema';

import type { Viewer } from '../base/access/index.js';
import { clientOf, CurrentViewer, type GraphQLContext, OwnTransaction, type Result } from '../base/graphql/index.js';
import { SignIn, SignUp } from './passwords/index.js';
import { Sessions, SignOut } from './sessions/index.js';

@Resolver()
export class IdentityResolver {
  constructor(
    private readonly signUpVerb: SignUp,
    private readonly signInVerb: SignIn,
    private readonly sessions: Sessions,
    private readonly signOutVerb: SignOut,
  ) {}

  @Mutation()
  @OwnTransaction()
  signUp(@Args('input') input: SignUpInput, @Context() { req }: GraphQLContext): Promise<Result> {
    return this.signUpVerb.execute(input, req.headers['user-agent'], clientOf(req.ip));
  }

  @Mutation()
  @OwnTransaction()
  signIn(@Args('input') input: SignInInput, @Context() { req }: GraphQLContext): Promise<Result> {
    return this.signInVerb.execute(input, req.headers['user-agent'], clientOf(req.ip));
  }

  @Mutation()
  @OwnTransaction()
  refreshSession(@Args('input') { refreshToken }: RefreshSessionInput): Promise<Result> {
    return this.sessions.refresh(refreshToken);
  }

  @Mutation()
  signOut(@Args('input') input: SignOutInput, @CurrentViewer() viewer: Viewer): Promise<Result> {
    return this.signOutVerb.execute(input, viewer);
  }
}
