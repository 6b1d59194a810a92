import { Injectable } from '@nestjs/common';

import type { VerifyQuestionInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { Audit } from '../base/audit/index.js';
import { Database } from '../base/database/index.js';
import { Refusal } from '../base/errors/index.js';
import type { Result } from '../base/graphql/index.js';
import { Clock } from '../base/time/index.js';
import { Ref } from '../base/views/index.js';
import { HoldQuestion } from './hold-question.js';
import { Question } from './question.entity.js';

@Injectable()
export class VerifyQuestion {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly holdQuestion: HoldQuestion,
  ) {}

  /** @throws ApiError NOT_FOUND, FORBIDDEN for a moderator of other areas; Refusal STALE, NOT_ALLOWED_NOW for what isn't in the bank */
  async execute({ questionId, version }: VerifyQuestionInput, viewer: SignedIn): Promise<Result> {
    const { id, state, verifiedAt: before } = await this.holdQuestion.holdToModerate(questionId, viewer, version);
    if (state !== 'PUBLISHED') throw new Refusal('NOT_ALLOWED_NOW', 'Only what is in the bank is checked again.');
    const verifiedAt = this.clock.now().toZonedDateTimeISO('UTC').toPlainDate().toString();
    await this.database.repository(Question).update({ id }, { verifiedAt });
    await this.audit.record({
      actorId: viewer.accountId,
      action: 'verifyQuestion',
      subject: { kind: 'question', id },
      before: { verifiedAt: before },
      after: { verifiedAt, version: String(version) },
    });
    return { __typename: 'QuestionVerified', question: Ref.to('Question', id) };
  }
}
