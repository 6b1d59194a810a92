import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';

import type { RequestEmailLinkInput, VerifyEmailInput } from '#schema';

import type { Viewer } from '../../base/access/index.js';
import { clientOf, CurrentViewer, type GraphQLContext, OwnTransaction, type Result } from '../../base/graphql/index.js';
import { RequestEmailLink } from './request-email-link.js';
import { VerifyEmail } from './verify-email.js';

@Resolver()
export class EmailResolver {
  constructor(
    private readonly requestEmailLinkVerb: RequestEmailLink,
    private readonly verifyEmailVerb: VerifyEmail,
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
}
