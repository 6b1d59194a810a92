import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import type { AddAnswerInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { Database, newId } from '../base/database/index.js';
import { markdown, Refusal, validate } from '../base/errors/index.js';
import { Events } from '../base/events/index.js';
import type { Result } from '../base/graphql/index.js';
import { renderMarkdown } from '../base/text/index.js';
import { Clock } from '../base/time/index.js';
import { Ref, ViewFinder } from '../base/views/index.js';
import { Subject } from '../discussion/index.js';
import { Answer } from './question.entity.js';
import { AnswerAdded } from './question.events.js';
import { published } from './question.visibility.js';
import { LONGEST_ANSWER } from './question-input.js';

const rules = z.object({ markdown: markdown('The answer', LONGEST_ANSWER) });

@Injectable()
export class AddAnswer {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly finder: ViewFinder,
    private readonly events: Events,
  ) {}

  /** @throws ApiError NOT_FOUND; Refusal INVALID_INPUT, NOT_ALLOWED_NOW for a question that isn't in the bank */
  async execute(input: AddAnswerInput, viewer: SignedIn): Promise<Result> {
    const { markdown: source } = validate(rules, input);
    const questionId = await this.finder.find('Question', input.questionId, viewer);
    // A merge that is under way either takes this answer along or is over before it is looked whether the question is still there.
    await this.database.query('SELECT FROM question WHERE id = $1 FOR SHARE', [questionId]);
    if (!(await this.finder.holds('Question', questionId, viewer, published)))
      throw new Refusal('NOT_ALLOWED_NOW', 'This question isn’t in the bank: it takes no answers.');
    const id = newId();
    await this.database.repository(Subject).insert({ id, kind: 'answer' });
    await this.database.repository(Answer).insert({
      id,
      questionId,
      authorId: viewer.accountId,
      markdown: source,
      html: renderMarkdown(source),
      createdAt: this.clock.now(),
    });
    await this.events.record(AnswerAdded, id, { questionId, authorId: viewer.accountId });
    return {
      __typename: 'AnswerAdded',
      answer: Ref.to('Answer', id),
      edge: Ref.edge('Question', 'answers', id),
      question: Ref.to('Question', questionId),
    };
  }
}
