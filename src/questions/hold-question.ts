import { Injectable } from '@nestjs/common';

import { moderates, type SignedIn } from '../base/access/index.js';
import { Database } from '../base/database/index.js';
import { ApiError, notFound } from '../base/errors/index.js';
import { Ref, stale, ViewFinder } from '../base/views/index.js';
import { Question } from './question.entity.js';

/** A question that nobody else changes until the transaction ends. */
@Injectable()
export class HoldQuestion {
  constructor(
    private readonly database: Database,
    private readonly finder: ViewFinder,
  ) {}

  /** @throws ApiError NOT_FOUND for what the viewer can't see; Refusal STALE for another version, if one is named */
  async hold(questionId: string, viewer: SignedIn, version?: number): Promise<Question> {
    const [question] = await this.holdAll([questionId], viewer);
    return ofVersion(question as Question, version);
  }

  /** In one order by all, so that nobody waits in a circle. */
  async holdAll(questionIds: readonly string[], viewer: SignedIn): Promise<Question[]> {
    const ids: string[] = [];
    for (const questionId of questionIds) ids.push(await this.finder.find('Question', questionId, viewer));
    const held = new Map<string, Question>();
    for (const id of [...new Set(ids)].sort()) held.set(id, await this.#lock(id));
    return ids.map((id) => held.get(id) as Question);
  }

  /**
   * For what only moderators of its area do.
   * @throws as hold; ApiError FORBIDDEN for moderators of another area
   */
  async holdToModerate(questionId: string, viewer: SignedIn, version: number): Promise<Question> {
    const question = await this.hold(questionId, viewer);
    assertModerates(viewer, question);
    return ofVersion(question, version);
  }

  async #lock(id: string): Promise<Question> {
    const question = await this.database
      .repository(Question)
      .findOne({ where: { id }, lock: { mode: 'for_no_key_update' } });
    if (!question) throw notFound('question');
    return question;
  }
}

export function ofVersion(question: Question, version: number | undefined): Question {
  if (version !== undefined && question.version !== version) throw stale(Ref.to('Question', question.id));
  return question;
}

/** @throws ApiError FORBIDDEN */
export function assertModerates(viewer: SignedIn, { areaNumber }: Question): void {
  if (!moderates(viewer, [areaNumber])) throw new ApiError('FORBIDDEN', 'This is for moderators of its area.');
}
