import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';

import type { FinishPasskeyRegistrationInput, FinishPasskeySignInInput, RemovePasskeyInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { CurrentViewer, type GraphQLContext, OwnTransaction, type Result } from '../../base/graphql/index.js';
import { RegisterPasskey } from './register-passkey.js';
import { RemovePasskey } from './remove-passkey.js';
import { SignInWithPasskey } from './sign-in-with-passkey.js';

/** A challenge is spent whatever comes of it, so what answers one opens its transaction itself. */
@Resolver()
export class PasskeysResolver {
  constructor(
    private readonly register: RegisterPasskey,
    private readonly signIn: SignInWithPasskey,
    private readonly removeVerb: RemovePasskey,
  ) {}

  @Mutation()
  startPasskeyRegistration(@CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.register.start(viewer);
  }

  @Mutation()
  @OwnTransaction()
  finishPasskeyRegistration(
    @Args('input') input: FinishPasskeyRegistrationInput,
    @CurrentViewer() viewer: SignedIn,
  ): Promise<Result> {
    return this.register.finish(input, viewer);
  }

  @Mutation()
  startPasskeySignIn(): Promise<Result> {
    return this.signIn.start();
  }

  @Mutation()
  @OwnTransaction()
  finishPasskeySignIn(
    @Args('input') input: FinishPasskeySignInInput,
    @Context() { req }: GraphQLContext,
  ): Promise<Result> {
    return this.signIn.finish(input, req.headers['user-agent']);
  }

  @Mutation()
  removePasskey(@Args('input') input: RemovePasskeyInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.removeVerb.execute(input, viewer);
  }
}
