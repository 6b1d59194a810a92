import { Args, Mutation, Resolver } from '@nestjs/graphql';

import type { AddCommentInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { CurrentViewer, type Result } from '../base/graphql/index.js';
import { AddComment } from './add-comment.js';

@Resolver()
export class DiscussionResolver {
  constructor(private readonly addCommentVerb: AddComment) {}

  @Mutation()
  addComment(@Args('input') input: AddCommentInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.addCommentVerb.execute(input, viewer);
  }
}
