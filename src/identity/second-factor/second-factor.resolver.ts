import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';

import type { CompleteSignInInput, ConfirmTotpInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { CurrentViewer, type GraphQLContext, OwnTransaction, type Result } from '../../base/graphql/index.js';
import { CompleteSignIn } from './complete-sign-in.js';
import { ConfirmTotp } from './confirm-totp.js';
import { RegenerateBackupCodes } from './regenerate-backup-codes.js';
import { RemoveTotp } from './remove-totp.js';
import { StartTotp } from './start-totp.js';

@Resolver()
export class SecondFactorResolver {
  constructor(
    private readonly startVerb: StartTotp,
    private readonly confirmVerb: ConfirmTotp,
    private readonly removeVerb: RemoveTotp,
    private readonly regenerateVerb: RegenerateBackupCodes,
    private readonly completeVerb: CompleteSignIn,
  ) {}

  @Mutation()
  startTotp(@CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.startVerb.execute(viewer);
  }

  @Mutation()
  @OwnTransaction()
  confirmTotp(@Args('input') input: ConfirmTotpInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.confirmVerb.execute(input, viewer);
  }

  @Mutation()
  removeTotp(@CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.removeVerb.execute(viewer);
  }

  @Mutation()
  regenerateBackupCodes(@CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.regenerateVerb.execute(viewer);
  }

  @Mutation()
  @OwnTransaction()
  completeSignIn(@Args('input') input: CompleteSignInInput, @Context() { req }: GraphQLContext): Promise<Result> {
    return this.completeVerb.execute(input, req.headers['user-agent']);
  }
}
