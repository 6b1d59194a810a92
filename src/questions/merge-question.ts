import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import type { MergeQuestionInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { Database } from '../base/database/index.js';
import { validate } from '../base/errors/index.js';
import type { Result } from '../base/graphql/index.js';
import { Ref } from '../base/views/index.js';
import { MergeSubjects } from '../discussion/index.js';
import { Decisions, reason } from './decisions.js';
import { assertSucceeds } from './deprecate-question.js';
import { assertModerates, HoldQuestion, ofVersion } from './hold-question.js';
import type { Question } from './question.entity.js';
import { Successors } from './successors.js';

const rules = z.object({ reason });

@Injectable()
export class MergeQuestion {
  constructor(
    private readonly database: Database,
    private readonly holdQuestion: HoldQuestion,
    private readonly decisions: Decisions,
    private readonly mergeSubjects: MergeSubjects,
    private readonly successors: Successors,
  ) {}

  /**
   * What people practised stays with the question that they answered.
   * @throws ApiError NOT_FOUND, FORBIDDEN unless the viewer moderates both areas; Refusal INVALID_INPUT, STALE, NOT_ALLOWED_NOW
   */
  async execute(input: MergeQuestionInput, viewer: SignedIn): Promise<Result> {
    const { reason: why } = validate(rules, input);
    const held = await this.holdQuestion.holdAll([input.questionId, input.intoId], viewer);
    const [from, into] = held as [Question, Question];
    for (const question of held) assertModerates(viewer, question);
    ofVersion(from, input.version);
    assertSucceeds(into, from);
    const set = { state: 'DEPRECATED', successorId: into.id, merged: true } as const;
    await this.decisions.apply(from, { step: 'deprecate', decision: 'MERGE', reason: why, set }, viewer);
    await this.successors.follow(from.id, into.id);
    await this.#moveAnswers(from.id, into.id);
    await this.mergeSubjects.execute(from.id, into.id);
    await this.#moveEncounters(from.id, into.id);
    await this.#moveItems(from.id, into.id);
    return { __typename: 'QuestionMerged', question: Ref.to('Question', into.id) };
  }

  /** The accepted answer of the question that stays remains the accepted one. */
  async #moveAnswers(from: string, into: string): Promise<void> {
    await this.database.query(
      `UPDATE answer SET question_id = $2,
         accepted = accepted AND NOT EXISTS (SELECT FROM answer other WHERE other.question_id = $2 AND other.accepted)
       WHERE question_id = $1`,
      [from, into],
    );
  }

  /** Who said the same of both said it once. */
  async #moveEncounters(from: string, into: string): Promise<void> {
    await this.database.query(
      `DELETE FROM encounter e USING encounter other WHERE e.question_id = $1 AND other.question_id = $2
         AND (e.account_id, e.company_key, e.role, e.month) = (other.account_id, other.company_key, other.role, other.month)`,
      [from, into],
    );
    await this.database.query('UPDATE encounter SET question_id = $2 WHERE question_id = $1', [from, into]);
  }

  /** A list that had both keeps the place of the one that stays. */
  async #moveItems(from: string, into: string): Promise<void> {
    await this.database.query(
      `DELETE FROM question_list_item item USING question_list_item other
       WHERE item.question_id = $1 AND other.question_id = $2 AND other.list_id = item.list_id`,
      [from, into],
    );
    await this.database.query('UPDATE question_list_item SET question_id = $2 WHERE question_id = $1', [from, into]);
  }
}
