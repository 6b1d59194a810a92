import { Injectable } from '@nestjs/common';

import type { AttemptInput, RecordAttemptsInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { Database } from '../base/database/index.js';
import type { Result } from '../base/graphql/index.js';
import { Clock } from '../base/time/index.js';
import { Ref } from '../base/views/index.js';
import { assertBatch, isAhead, outcomeOf, sortOut, UNTIMELY } from './batch.js';
import { cardId } from './card-id.js';
import { type KnownQuestion, KnownQuestions, NO_QUESTION, type Problem, versionAt } from './known-questions.js';
import { dateOf, learningDay } from './learning-day.js';
import { Projection } from './projection.js';

const LONGEST_MS = 86_400_000;
const MOST_POINTS = 20;

/** Takes attempts into the log and brings the cards up to it. */
@Injectable()
export class RecordAttempts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly questions: KnownQuestions,
    private readonly projection: Projection,
  ) {}

  /** @throws Refusal INVALID_INPUT for more than a batch */
  async execute({ attempts }: RecordAttemptsInput, viewer: SignedIn): Promise<Result> {
    assertBatch('attempts', attempts.length);
    const { accountId } = viewer;
    const known = await this.questions.byId(
      attempts.map(({ questionId }) => questionId),
      viewer,
    );
    const now = this.clock.now();
    const { taken, rejected } = sortOut(attempts, (attempt) => {
      const question = known.get(attempt.questionId);
      if (!question) return NO_QUESTION;
      if (isAhead(attempt.at, now)) return UNTIMELY;
      const version = versionOf(attempt, question);
      if (version === undefined) return NO_VERSION;
      return problemOf(attempt, question) ?? rowOf(attempt, version, question);
    });
    const questionIds = [...new Set(taken.map((row) => row.question_id))];
    await this.projection.lock(accountId);
    const recorded = await this.#record(accountId, taken);
    if (recorded > 0) {
      await this.projection.cards(accountId, questionIds);
      await this.projection.days(accountId, [...new Set(taken.map(({ day }) => day))]);
    }
    return {
      __typename: 'AttemptsRecorded',
      ...outcomeOf(recorded, taken.length, rejected),
      cards: Ref.to(
        'Card',
        questionIds.map((questionId) => cardId(accountId, questionId)),
      ),
      practice: Ref.to('Practice', accountId),
    };
  }

  async #record(accountId: string, rows: readonly Row[]): Promise<number> {
    const { rowCount } = await this.database.run({
      text: `INSERT INTO attempt (account_id, ${COLUMNS.join(', ')}) SELECT $1, ${COLUMNS.join(', ')}
        FROM jsonb_to_recordset($2::jsonb) AS given (${TYPED}) ON CONFLICT (account_id, id) DO NOTHING`,
      values: [accountId, JSON.stringify(rows)],
    });
    return rowCount ?? 0;
  }
}

const TYPED =
  'id uuid, question_id uuid, question_version int, grade text, at timestamptz, duration_ms int, answer_revealed boolean, rubric_met text[], time_zone text, day date';
const COLUMNS = TYPED.split(', ').map((column) => column.slice(0, column.indexOf(' ')));

type Row = ReturnType<typeof rowOf>;

/** Others can't have been answered: what was answered must stay to be read. */
const NO_VERSION: Problem = { code: 'UNKNOWN', message: 'No such version of the question has been in the bank.' };

function versionOf({ questionVersion, at }: AttemptInput, question: KnownQuestion): number | undefined {
  return questionVersion == null
    ? versionAt(question, at.epochMilliseconds)
    : question.versions.find(({ version }) => version === questionVersion)?.version;
}

function problemOf({ durationMs, rubricMet }: AttemptInput, { id }: KnownQuestion): Problem | undefined {
  if (durationMs != null && (durationMs < 0 || durationMs > LONGEST_MS))
    return { code: 'OUT_OF_RANGE', message: 'The duration must be from 0 to 24 hours.' };
  if ((rubricMet?.length ?? 0) > MOST_POINTS)
    return { code: 'OUT_OF_RANGE', message: `At most ${MOST_POINTS} points of the rubric can be met.` };
  // A point that a newer version has dropped is still one that was met.
  if (rubricMet?.some((point) => pointOf(id, point) === undefined))
    return { code: 'UNKNOWN', message: 'The question has no such point in its rubric.' };
  return undefined;
}

function rowOf(attempt: AttemptInput, version: number, { id, timeZone }: KnownQuestion) {
  return {
    id: attempt.id,
    question_id: id,
    question_version: version,
    grade: attempt.grade,
    at: attempt.at.toString(),
    duration_ms: attempt.durationMs ?? null,
    answer_revealed: attempt.answerRevealed ?? false,
    rubric_met: [...new Set((attempt.rubricMet ?? []).map((point) => pointOf(id, point)))],
    time_zone: timeZone,
    day: dateOf(learningDay(attempt.at.epochMilliseconds, timeZone)),
  };
}

/** The part of a rubric point's id that is the question's own. */
function pointOf(questionId: string, point: string): string | undefined {
  const prefix = `rubric_${questionId}_`;
  const own = point.startsWith(prefix) ? point.slice(prefix.length) : '';
  return /^[a-z0-9-]{1,64}$/.test(own) ? own : undefined;
}
