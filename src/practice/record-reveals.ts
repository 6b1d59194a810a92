import { Injectable } from '@nestjs/common';

import type { RecordRevealsInput, RevealInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { Database } from '../base/database/index.js';
import type { Result } from '../base/graphql/index.js';
import { Clock } from '../base/time/index.js';
import { Ref } from '../base/views/index.js';
import { assertBatch, isAhead, outcomeOf, sortOut, UNTIMELY } from './batch.js';
import { type KnownQuestion, KnownQuestions, NO_QUESTION, type Problem } from './known-questions.js';
import { Projection } from './projection.js';

/** Takes what was shown into the log. A late one may tell that a first attempt wasn't made unaided. */
@Injectable()
export class RecordReveals {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly questions: KnownQuestions,
    private readonly projection: Projection,
  ) {}

  /** @throws Refusal INVALID_INPUT for more than a batch */
  async execute({ reveals }: RecordRevealsInput, viewer: SignedIn): Promise<Result> {
    assertBatch('reveals', reveals.length);
    const { accountId } = viewer;
    const known = await this.questions.byId(
      reveals.map(({ questionId }) => questionId),
      viewer,
    );
    const now = this.clock.now();
    const { taken, rejected } = sortOut(reveals, (reveal) => {
      const question = known.get(reveal.questionId);
      if (!question) return NO_QUESTION;
      if (isAhead(reveal.at, now)) return UNTIMELY;
      return problemOf(reveal, question) ?? { ...reveal, questionId: question.id, at: reveal.at.toString() };
    });
    const questionIds = [...new Set(taken.map(({ questionId }) => questionId))];
    await this.projection.lock(accountId);
    const { rowCount } = await this.database.run({
      text: `INSERT INTO reveal (account_id, id, question_id, part, hint, at) SELECT $1, id, "questionId", part, hint, at
        FROM jsonb_to_recordset($2::jsonb) AS given (id uuid, "questionId" uuid, part text, hint smallint, at timestamptz)
        ON CONFLICT (account_id, id) DO NOTHING`,
      values: [accountId, JSON.stringify(taken)],
    });
    const recorded = rowCount ?? 0;
    if (recorded > 0) await this.projection.cards(accountId, questionIds);
    return {
      __typename: 'RevealsRecorded',
      ...outcomeOf(recorded, taken.length, rejected),
      questions: Ref.to('Question', questionIds),
    };
  }
}

function problemOf({ part, hint }: RevealInput, { hints }: KnownQuestion): Problem | undefined {
  if (part === 'ANSWER')
    return hint == null ? undefined : { code: 'CONFLICT', message: 'The answer has no number: leave the hint out.' };
  if (hint == null) return { code: 'REQUIRED', message: 'Say which hint it was.' };
  if (hint < 1 || hint > hints) return { code: 'UNKNOWN', message: 'The question has no such hint.' };
  return undefined;
}
