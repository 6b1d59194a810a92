import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';

import type { RefreshSessionInput, SignInInput, SignUpInput } from '#schema';

import { type GraphQLContext, OwnTransaction, type Result } from '../base/graphql/index.js';
import { Sessions } from './sessions.js';
import { SignIn } from './sign-in.js';
import { SignUp } from './sign-up.js';

@Resolver()
export class IdentityResolver {
  constructor(
    private readonly signUpVerb: SignUp,
    private readonly signInVerb: SignIn,
    private readonly sessions: Sessions,
  ) {}

  @Mutation()
  @OwnTransaction()
  signUp(@Args('input') input: SignUpInput, @Context() { req }: GraphQLContext): Promise<Result> {
    return this.signUpVerb.execute(input, req.headers['user-agent']);
  }

  @Mutation()
  @OwnTransaction()
  signIn(@Args('input') input: SignInInput, @Context() { req }: GraphQLContext): Promise<Result> {
    return this.signInVerb.execute(input, req.headers['user-agent']);
  }

  @Mutation()
  @OwnTransaction()
  refreshSession(@Args('input') { refreshToken }: RefreshSessionInput): Promise<Result> {
    return this.sessions.refresh(refreshToken);
  }
}
