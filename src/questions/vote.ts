import { Injectable } from '@nestjs/common';

import type { VoteInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { Database } from '../base/database/index.js';
import { invalid, Refusal } from '../base/errors/index.js';
import type { Result } from '../base/graphql/index.js';
import { Clock } from '../base/time/index.js';
import { Ref } from '../base/views/index.js';
import { closed, HoldAnswer } from './hold-answer.js';
import { AnswerVote } from './question.entity.js';
import { canVote } from './question.policy.js';

/** One vote an account; a trigger keeps the answer's score. */
@Injectable()
export class Vote {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly holdAnswer: HoldAnswer,
  ) {}

  /** @throws ApiError NOT_FOUND; Refusal INVALID_INPUT, NOT_ALLOWED_NOW for one's own, and for what others can't see */
  async execute({ answerId, value }: VoteInput, viewer: SignedIn): Promise<Result> {
    if (![-1, 0, 1].includes(value)) throw invalid(['value'], 'OUT_OF_RANGE', 'A vote is 1, 0 or -1.');
    const answer = await this.holdAnswer.hold(answerId, viewer, false);
    const { reason } = canVote(answer, viewer);
    if (reason === 'OWN') throw new Refusal('NOT_ALLOWED_NOW', 'Nobody votes on their own answer.');
    if (reason) throw closed();
    const vote = { answerId: answer.id, accountId: viewer.accountId };
    const votes = this.database.repository(AnswerVote);
    if (value === 0) await votes.delete(vote);
    else
      await votes.upsert({ ...vote, value: value as 1 | -1, createdAt: this.clock.now() }, ['answerId', 'accountId']);
    return { __typename: 'VoteChanged', answer: Ref.to('Answer', answer.id) };
  }
}
