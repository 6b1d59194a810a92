import { Args, Mutation, Resolver } from '@nestjs/graphql';

import type { CreateApiKeyInput, RevokeApiKeyInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { CurrentViewer, type Result } from '../../base/graphql/index.js';
import { CreateApiKey } from './create-api-key.js';
import { RevokeApiKey } from './revoke-api-key.js';

@Resolver()
export class ApiKeysResolver {
  constructor(
    private readonly createVerb: CreateApiKey,
    private readonly revokeVerb: RevokeApiKey,
  ) {}

  @Mutation()
  createApiKey(@Args('input') input: CreateApiKeyInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.createVerb.execute(input, viewer);
  }

  @Mutation()
  revokeApiKey(@Args('input') input: RevokeApiKeyInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.revokeVerb.execute(input, viewer);
  }
}
