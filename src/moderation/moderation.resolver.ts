import { Args, Mutation, Resolver } from '@nestjs/graphql';

import type { RetryDeadLetterInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { CurrentViewer, type Result } from '../base/graphql/index.js';
import { RetryDeadLetter } from './retry-dead-letter.js';

@Resolver()
export class ModerationResolver {
  constructor(private readonly retryDeadLetterVerb: RetryDeadLetter) {}

  @Mutation()
  retryDeadLetter(@Args('input') input: RetryDeadLetterInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.retryDeadLetterVerb.execute(input, viewer);
  }
}
