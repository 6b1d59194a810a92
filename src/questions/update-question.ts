import { Injectable } from '@nestjs/common';

import type { UpdateQuestionInput } from '#schema';

import { isModerator, type SignedIn } from '../base/access/index.js';
import { Database } from '../base/database/index.js';
import { ApiError, invalid, Refusal, validate } from '../base/errors/index.js';
import { Events } from '../base/events/index.js';
import type { Result } from '../base/graphql/index.js';
import { Clock } from '../base/time/index.js';
import { Ref } from '../base/views/index.js';
import { Tagging } from '../skills/index.js';
import { HoldQuestion, ofVersion } from './hold-question.js';
import { Question } from './question.entity.js';
import { QuestionChanged, QuestionSubmitted } from './question.events.js';
import { canEditQuestion } from './question.policy.js';
import { questionTags } from './question.view.js';
import { questionWorkflow } from './question.workflow.js';
import { CLEARABLE, columnsOf, updateRules } from './question-input.js';

@Injectable()
export class UpdateQuestion {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly tagging: Tagging,
    private readonly holdQuestion: HoldQuestion,
    private readonly events: Events,
  ) {}

  /**
   * What is left out stays. What its author changes while they were asked for more is submitted again by that; what a moderator
   * changes stays in its state, and of a published question makes the next version.
   * @throws ApiError NOT_FOUND, FORBIDDEN; Refusal INVALID_INPUT, STALE, NOT_ALLOWED_NOW
   */
  async execute(input: UpdateQuestionInput, viewer: SignedIn): Promise<Result> {
    const { questionId, version, ...parts } = input;
    const { topics, ...given } = validate(updateRules, withoutNulls(parts));
    const topicIds = topics && (await this.tagging.topicIds(topics, 'topics'));
    const question = await this.holdQuestion.hold(questionId, viewer);
    const submits = this.#submits(question, viewer);
    ofVersion(question, version);
    const now = this.clock.now();
    const next = version + 1;
    await this.database.repository(Question).update(
      { id: question.id },
      {
        ...columnsOf(given, next, question.rubric),
        ...(topicIds && (await this.tagging.placeOf(topicIds[0] as string))),
        ...(submits && { state: 'IN_REVIEW', submittedAt: now }),
        version: next,
        changedAt: now,
      },
    );
    if (topicIds) await this.tagging.tag(questionTags, question.id, topicIds);
    if (submits)
      await this.events.record(QuestionSubmitted, question.id, { authorId: viewer.accountId, version: next });
    else await this.events.record(QuestionChanged, question.id, { version: next });
    return { __typename: 'QuestionUpdated', question: Ref.to('Question', question.id) };
  }

  /** @returns whether the change submits the question */
  #submits({ authorId, state, areaNumber }: Question, viewer: SignedIn): boolean {
    const own = authorId === viewer.accountId;
    const { allowed, reason } = canEditQuestion({ own, state, area: areaNumber }, viewer);
    if (reason === 'WRONG_STATE')
      throw new Refusal('NOT_ALLOWED_NOW', 'You can change it once a moderator asks you for more.');
    if (!allowed)
      throw new ApiError('FORBIDDEN', isModerator(viewer) ? 'This is for moderators of its area.' : undefined);
    return own && questionWorkflow.allows('submit', state);
  }
}

/** Null empties a list. */
function withoutNulls(parts: object): object {
  return Object.fromEntries(
    Object.entries(parts).flatMap(([name, value]): [string, unknown][] => {
      if (value !== null) return [[name, value]];
      if (CLEARABLE.includes(name)) return [[name, []]];
      throw invalid([name], 'REQUIRED', 'This can be changed, but not left open.');
    }),
  );
}
