import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';

import type { ChangeEmailInput, ConfirmEmailChangeInput, RequestEmailLinkInput, VerifyEmailInput } from '#schema';

import type { SignedIn, Viewer } from '../../base/access/index.js';
import { clientOf, CurrentViewer, type GraphQLContext, OwnTransaction, type Result } from '../../base/graphql/index.js';
import { ChangeEmail } from './change-email.js';
import { ConfirmEmailChange } from './confirm-email-change.js';
import { RequestEmailLink } from './request-email-link.js';
import { VerifyEmail } from './verify-email.js';

@Resolver()
export class EmailResolver {
  constructor(
    private readonly requestEmailLinkVerb: RequestEmailLink,
    private readonly verifyEmailVerb: VerifyEmail,
    private readonly changeEmailVerb: ChangeEmail,
    private readonly confirmEmailChangeVerb: ConfirmEmailChange,
  ) {}

  @Mutation()
  @OwnTransaction()
  requestEmailLink(@Args('input') input: RequestEmailLinkInput, @Context() { req }: GraphQLContext): Promise<Result> {
    return this.requestEmailLinkVerb.execute(input, clientOf(req.ip));
  }

  @Mutation()
  @OwnTransaction()
  verifyEmail(@Args('input') input: VerifyEmailInput, @CurrentViewer() viewer: Viewer): Promise<Result> {
    return this.verifyEmailVerb.execute(input, viewer);
  }

  @Mutation()
  @OwnTransaction()
  changeEmail(@Args('input') input: ChangeEmailInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.changeEmailVerb.execute(input, viewer);
  }

  @Mutation()
  @OwnTransaction()
  confirmEmailChange(@Args('input') input: ConfirmEmailChangeInput, @CurrentViewer() viewer: Viewer): Promise<Result> {
    return this.confirmEmailChangeVerb.execute(input, viewer);
  }
}
