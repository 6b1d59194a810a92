import { Args, Mutation, Resolver } from '@nestjs/graphql';

import type { CreatePostInput, PublishPostInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { CurrentViewer, type Result } from '../base/graphql/index.js';
import { CreatePost } from './create-post.js';
import { PublishPost } from './publish-post.js';

@Resolver()
export class PostResolver {
  constructor(
    private readonly createPostVerb: CreatePost,
    private readonly publishPostVerb: PublishPost,
  ) {}

  @Mutation()
  createPost(@Args('input') input: CreatePostInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.createPostVerb.execute(input, viewer);
  }

  @Mutation()
  publishPost(@Args('input') input: PublishPostInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.publishPostVerb.execute(input, viewer);
  }
}
