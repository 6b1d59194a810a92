import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import type { DeprecateQuestionInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { Refusal, validate } from '../base/errors/index.js';
import type { Result } from '../base/graphql/index.js';
import { Ref } from '../base/views/index.js';
import { Decisions, reason } from './decisions.js';
import { assertModerates, HoldQuestion, ofVersion } from './hold-question.js';
import type { Question } from './question.entity.js';
import { Successors } from './successors.js';

const rules = z.object({ reason });

@Injectable()
export class DeprecateQuestion {
  constructor(
    private readonly holdQuestion: HoldQuestion,
    private readonly decisions: Decisions,
    private readonly successors: Successors,
  ) {}

  /** @throws ApiError NOT_FOUND, FORBIDDEN for a moderator of other areas; Refusal INVALID_INPUT, STALE, NOT_ALLOWED_NOW */
  async execute(input: DeprecateQuestionInput, viewer: SignedIn): Promise<Result> {
    const { reason: why } = validate(rules, input);
    const { questionId, successorId, version } = input;
    const named = successorId == null ? [questionId] : [questionId, successorId];
    const [question, successor] = (await this.holdQuestion.holdAll(named, viewer)) as [Question, Question?];
    assertModerates(viewer, question);
    ofVersion(question, version);
    if (successor) assertSucceeds(successor, question);
    const set = { state: 'DEPRECATED', successorId: successor?.id ?? null } as const;
    await this.decisions.apply(question, { step: 'deprecate', decision: 'DEPRECATE', reason: why, set }, viewer);
    if (successor) await this.successors.follow(question.id, successor.id);
    return { __typename: 'QuestionDeprecated', question: Ref.to('Question', question.id) };
  }
}

/** @throws Refusal NOT_ALLOWED_NOW */
export function assertSucceeds({ id, state, hiddenAt }: Question, before: Question): void {
  if (id === before.id) throw new Refusal('NOT_ALLOWED_NOW', 'A question doesn’t take its own place.');
  if (state !== 'PUBLISHED' || hiddenAt)
    throw new Refusal('NOT_ALLOWED_NOW', 'Only a published question can take its place.');
}
