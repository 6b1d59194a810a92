import { Injectable } from '@nestjs/common';

import type { SubmitQuestionInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { Database, newId } from '../base/database/index.js';
import { Refusal, validate } from '../base/errors/index.js';
import { Events } from '../base/events/index.js';
import type { Result } from '../base/graphql/index.js';
import { freeSlug, slugOf } from '../base/text/index.js';
import { Clock } from '../base/time/index.js';
import { param, Ref, ViewFinder } from '../base/views/index.js';
import { Subject } from '../discussion/index.js';
import { Tagging } from '../skills/index.js';
import { Question } from './question.entity.js';
import { QuestionSubmitted } from './question.events.js';
import { questionTags } from './question.view.js';
import { LONGEST_COMPARED, mostAlike } from './similar-questions.js';
import { columnsOf, submitRules } from './question-input.js';

const LONGEST_SLUG = 80;
/** So that one person can't fill the moderators' queue. */
const MOST_WAITING = 20;

@Injectable()
export class SubmitQuestion {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly tagging: Tagging,
    private readonly finder: ViewFinder,
    private readonly events: Events,
  ) {}

  /** @throws Refusal INVALID_INPUT, LIMIT_REACHED */
  async execute(input: SubmitQuestionInput, viewer: SignedIn): Promise<Result> {
    const { topics, ...given } = validate(submitRules, input);
    const topicIds = await this.tagging.topicIds(topics, 'topics');
    // Two at once take turns here, so that both find a free slug.
    await this.database.lock('slugs of questions', `questions of ${viewer.accountId}`);
    await this.#assertFewWait(viewer.accountId);
    const similar = await this.#alike(given.prompt, viewer);
    const id = newId();
    const now = this.clock.now();
    await this.database.repository(Subject).insert({ id, kind: 'question' });
    await this.database.repository(Question).insert({
      ...columnsOf(given, 1),
      ...(await this.tagging.placeOf(topicIds[0] as string)),
      id,
      slug: await this.#freeSlug(given.prompt),
      authorId: viewer.accountId,
      state: 'IN_REVIEW',
      submittedAt: now,
      createdAt: now,
    });
    await this.tagging.tag(questionTags, id, topicIds);
    await this.events.record(QuestionSubmitted, id, { authorId: viewer.accountId, version: 1 });
    return { __typename: 'QuestionSubmitted', question: Ref.to('Question', id), similar: Ref.to('Question', similar) };
  }

  async #assertFewWait(accountId: string): Promise<void> {
    const waiting = await this.database.queryOne<{ count: number }>(
      `SELECT count(*)::int AS count FROM question WHERE author_id = $1 AND state = 'IN_REVIEW'`,
      [accountId],
    );
    if (waiting && waiting.count >= MOST_WAITING)
      throw new Refusal(
        'LIMIT_REACHED',
        `${MOST_WAITING} of your questions wait for review: let moderators see to them first.`,
      );
  }

  async #alike(prompt: string, viewer: SignedIn): Promise<string[]> {
    const text = param('text', () => prompt.slice(0, LONGEST_COMPARED));
    const rows = await this.finder.rows<{ id: string }>(viewer, (scope) => mostAlike(scope, text));
    return rows.map(({ id }) => id);
  }

  async #freeSlug(prompt: string): Promise<string> {
    const slug = slugOf(prompt, LONGEST_SLUG) || 'question';
    const taken = await this.database.query<{ slug: string }>('SELECT slug FROM question WHERE slug LIKE $1', [
      `${slug}%`,
    ]);
    return freeSlug(slug, new Set(taken.map((question) => question.slug)));
  }
}
