import { Injectable } from '@nestjs/common';

import type { PublishPostInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { Database } from '../base/database/index.js';
import { invalid, notFound, Refusal } from '../base/errors/index.js';
import { eventKind, Events } from '../base/events/index.js';
import type { Result } from '../base/graphql/index.js';
import { Clock, type Instant, isBefore } from '../base/time/index.js';
import { Ref, ViewFinder } from '../base/views/index.js';
import { Post } from './post.entity.js';
import { postWorkflow, statusOf } from './post.workflow.js';

export const PostPublished = eventKind<{ readonly authorId: string; readonly publishAt: string }>('PostPublished');

const FARTHEST_HOURS = 366 * 24;

@Injectable()
export class PublishPost {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly finder: ViewFinder,
    private readonly events: Events,
  ) {}

  /** @throws ApiError NOT_FOUND for what isn't the viewer's; Refusal INVALID_INPUT, NOT_ALLOWED_NOW */
  async execute(input: PublishPostInput, viewer: SignedIn): Promise<Result> {
    const now = this.clock.now();
    const publishAt = input.publishAt ?? now;
    this.#check(publishAt, now);
    const id = await this.finder.find('Post', input.postId, viewer);
    const posts = this.database.repository(Post);
    const post = await posts.findOne({
      where: { id, authorId: viewer.accountId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!post) throw notFound('post');
    const status = statusOf(post, now);
    if (!postWorkflow.allows('publish', status))
      throw new Refusal('NOT_ALLOWED_NOW', `A post that is ${status} can’t be published.`);
    await posts.update({ id }, { state: 'PUBLISHED', publishAt, version: post.version + 1, updatedAt: now });
    await this.events.record(PostPublished, id, { authorId: viewer.accountId, publishAt: publishAt.toString() });
    return { __typename: 'PostPublished', post: Ref.to('Post', id) };
  }

  #check(publishAt: Instant, now: Instant): void {
    if (isBefore(publishAt, now)) throw invalid(['publishAt'], 'OUT_OF_RANGE', 'The time to publish has passed.');
    if (isBefore(now.add({ hours: FARTHEST_HOURS }), publishAt))
      throw invalid(['publishAt'], 'OUT_OF_RANGE', 'The time to publish must lie within a year.');
  }
}
