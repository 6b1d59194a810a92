import { Injectable } from '@nestjs/common';

import type { SignedIn } from '../base/access/index.js';
import { Audit } from '../base/audit/index.js';
import { Database, newId } from '../base/database/index.js';
import { line, Refusal } from '../base/errors/index.js';
import { Events } from '../base/events/index.js';
import { Clock } from '../base/time/index.js';
import { Question, QuestionDecision } from './question.entity.js';
import { QuestionDecided } from './question.events.js';
import { type QuestionStep, questionWorkflow } from './question.workflow.js';

export const reason = line('The reason', 3, 500);

interface Decided {
  readonly step: QuestionStep;
  readonly decision: QuestionDecision['decision'];
  readonly reason: string | null;
  readonly set: Partial<
    Pick<Question, 'state' | 'publishedAt' | 'changedAt' | 'verifiedAt' | 'successorId' | 'merged'>
  >;
}

const ACTIONS = {
  APPROVE: 'decideQuestion',
  REJECT: 'decideQuestion',
  ASK_FOR_MORE: 'decideQuestion',
  DEPRECATE: 'deprecateQuestion',
  MERGE: 'mergeQuestion',
} as const;

/** Writes down what a moderator decided: on the question, for its author, in the audit log, as an event. */
@Injectable()
export class Decisions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly events: Events,
  ) {}

  /**
   * The caller holds the question.
   * @throws Refusal NOT_ALLOWED_NOW for one's own question, and where the workflow doesn't have the step
   */
  async apply(question: Question, { step, decision, reason: why, set }: Decided, viewer: SignedIn): Promise<void> {
    const { id, authorId, state, version } = question;
    if (authorId === viewer.accountId)
      throw new Refusal('NOT_ALLOWED_NOW', 'Somebody else has to decide about your own question.');
    if (!questionWorkflow.allows(step, state) || question.merged || question.hiddenAt)
      throw new Refusal(
        'NOT_ALLOWED_NOW',
        `That isn’t for a question that is ${question.hiddenAt ? 'HIDDEN' : state}.`,
      );
    await this.database.repository(Question).update({ id }, set);
    const decisionId = newId();
    await this.database.repository(QuestionDecision).insert({
      id: decisionId,
      questionId: id,
      version,
      decision,
      reason: why,
      moderatorId: viewer.accountId,
      decidedAt: this.clock.now(),
    });
    await this.audit.record({
      actorId: viewer.accountId,
      action: ACTIONS[decision],
      subject: { kind: 'question', id },
      reason: why,
      before: { status: state },
      after: { status: set.state, version: String(version) },
    });
    await this.events.record(QuestionDecided, id, { decisionId, authorId, decision });
  }
}
