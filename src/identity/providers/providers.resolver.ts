import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';

import type { OfferedProvider, SignInWithProviderInput, UnlinkProviderInput } from '#schema';

import type { SignedIn, Viewer } from '../../base/access/index.js';
import { CurrentViewer, type GraphQLContext, OwnTransaction, type Result } from '../../base/graphql/index.js';
import { Providers } from './providers.js';
import { SignInWithProvider } from './sign-in-with-provider.js';
import { UnlinkProvider } from './unlink-provider.js';

@Resolver()
export class ProvidersResolver {
  constructor(
    private readonly providers: Providers,
    private readonly signInVerb: SignInWithProvider,
    private readonly unlinkVerb: UnlinkProvider,
  ) {}

  @Query()
  signInProviders(): readonly OfferedProvider[] {
    return this.providers.offered;
  }

  @Mutation()
  @OwnTransaction()
  signInWithProvider(
    @Args('input') input: SignInWithProviderInput,
    @CurrentViewer() viewer: Viewer,
    @Context() { req }: GraphQLContext,
  ): Promise<Result> {
    return this.signInVerb.execute(input, viewer, req.headers['user-agent']);
  }

  @Mutation()
  unlinkProvider(@Args('input') input: UnlinkProviderInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.unlinkVerb.execute(input, viewer);
  }
}
