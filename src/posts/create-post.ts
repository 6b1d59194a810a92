import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import type { CreatePostInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { Database, newId } from '../base/database/index.js';
import { line, markdown, slugs, validate } from '../base/errors/index.js';
import type { Result } from '../base/graphql/index.js';
import { freeSlug, readingMinutes, renderMarkdown, slugOf } from '../base/text/index.js';
import { Clock } from '../base/time/index.js';
import { Ref } from '../base/views/index.js';
import { Subject } from '../discussion/index.js';
import { Tagging } from '../skills/index.js';
import { Post } from './post.entity.js';
import { postTags } from './post.view.js';

const LONGEST_BYTES = 60_000;
const LONGEST_SLUG = 80;
const rules = z.object({
  title: line('The title', 3, 150),
  markdown: markdown('The text', LONGEST_BYTES),
  topics: slugs('topics', 1, 5),
});

@Injectable()
export class CreatePost {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly tagging: Tagging,
  ) {}

  /** @throws Refusal INVALID_INPUT */
  async execute(input: CreatePostInput, viewer: SignedIn): Promise<Result> {
    const { title, markdown: source, topics } = validate(rules, input);
    const topicIds = await this.tagging.topicIds(topics, 'topics');
    const id = newId();
    const now = this.clock.now();
    await this.database.repository(Subject).insert({ id, kind: 'post' });
    await this.database.repository(Post).insert({
      id,
      authorId: viewer.accountId,
      slug: await this.#freeSlug(title, viewer.accountId),
      title,
      markdown: source,
      html: renderMarkdown(source),
      readingMinutes: readingMinutes(source),
      state: 'DRAFT',
      createdAt: now,
      updatedAt: now,
    });
    await this.tagging.tag(postTags, id, topicIds);
    return { __typename: 'PostCreated', post: Ref.to('Post', id) };
  }

  /** Two posts of one author at once take turns here, so that both find a free slug. */
  async #freeSlug(title: string, authorId: string): Promise<string> {
    await this.database.lock(`slugs of ${authorId}`);
    const slug = slugOf(title, LONGEST_SLUG) || 'post';
    const taken = await this.database.query<{ slug: string }>(
      'SELECT slug FROM post WHERE author_id = $1 AND slug LIKE $2',
      [authorId, `${slug}%`],
    );
    return freeSlug(slug, new Set(taken.map((post) => post.slug)));
  }
}
