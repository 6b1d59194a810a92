import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import type { DecideQuestionInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { invalid, validate } from '../base/errors/index.js';
import type { Result } from '../base/graphql/index.js';
import { Clock } from '../base/time/index.js';
import { Ref } from '../base/views/index.js';
import { Decisions, reason } from './decisions.js';
import { HoldQuestion } from './hold-question.js';
import type { Question } from './question.entity.js';

const rules = z.object({ reason: reason.nullish() });
const STEPS = { APPROVE: 'approve', REJECT: 'reject', ASK_FOR_MORE: 'askForMore' } as const;
const STATES = { REJECT: 'REJECTED', ASK_FOR_MORE: 'NEEDS_WORK' } as const;

@Injectable()
export class DecideQuestion {
  constructor(
    private readonly clock: Clock,
    private readonly holdQuestion: HoldQuestion,
    private readonly decisions: Decisions,
  ) {}

  /** @throws ApiError NOT_FOUND, FORBIDDEN for a moderator of other areas; Refusal INVALID_INPUT, STALE, NOT_ALLOWED_NOW */
  async execute(input: DecideQuestionInput, viewer: SignedIn): Promise<Result> {
    const { decision, questionId, version } = input;
    const why = validate(rules, input).reason ?? null;
    if (why === null && decision !== 'APPROVE') throw invalid(['reason'], 'REQUIRED', 'Say why.');
    const question = await this.holdQuestion.holdToModerate(questionId, viewer, version);
    const set = decision === 'APPROVE' ? this.#published(question) : { state: STATES[decision] };
    await this.decisions.apply(question, { step: STEPS[decision], decision, reason: why, set }, viewer);
    return { __typename: 'QuestionDecided', question: Ref.to('Question', question.id) };
  }

  /** Whoever takes a question into the bank has checked its facts. */
  #published({ publishedAt }: Question) {
    const now = this.clock.now();
    const verifiedAt = now.toZonedDateTimeISO('UTC').toPlainDate().toString();
    return {
      state: 'PUBLISHED',
      publishedAt: publishedAt ?? now,
      changedAt: now,
      verifiedAt,
      successorId: null,
    } as const;
  }
}
