import { Injectable } from '@nestjs/common';

import type { AcceptAnswerInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { Database } from '../base/database/index.js';
import { ApiError, Refusal } from '../base/errors/index.js';
import { Events } from '../base/events/index.js';
import type { Result } from '../base/graphql/index.js';
import { Ref } from '../base/views/index.js';
import { closed, type HeldAnswer, HoldAnswer } from './hold-answer.js';
import { Answer } from './question.entity.js';
import { AnswerAccepted } from './question.events.js';
import { canAccept } from './question.policy.js';

@Injectable()
export class AcceptAnswer {
  constructor(
    private readonly database: Database,
    private readonly holdAnswer: HoldAnswer,
    private readonly events: Events,
  ) {}

  /** @throws ApiError NOT_FOUND, FORBIDDEN; Refusal NOT_ALLOWED_NOW for one's own answer, and for what others can't see */
  async execute({ answerId, accepted }: AcceptAnswerInput, viewer: SignedIn): Promise<Result> {
    const answer = await this.holdAnswer.hold(answerId, viewer, true);
    this.#assertMay(answer, viewer);
    const { id, questionId, authorId } = answer;
    const answers = this.database.repository(Answer);
    if (accepted) await answers.update({ questionId, accepted: true }, { accepted: false });
    await answers.update({ id }, { accepted });
    if (accepted) await this.events.record(AnswerAccepted, id, { questionId, authorId, byId: viewer.accountId });
    return { __typename: 'AnswerAccepted', answer: Ref.to('Answer', id), question: Ref.to('Question', questionId) };
  }

  #assertMay(answer: HeldAnswer, viewer: SignedIn): void {
    const { allowed, reason } = canAccept(answer, viewer);
    if (allowed) return;
    if (reason === 'OWN') throw new Refusal('NOT_ALLOWED_NOW', 'Somebody else has to choose your answer.');
    if (reason === 'WRONG_STATE') throw closed();
    throw new ApiError('FORBIDDEN', 'This is for the question’s author and for moderators of its area.');
  }
}
