import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import type { UpdateQuestionListInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { Database } from '../../base/database/index.js';
import { invalid, validate } from '../../base/errors/index.js';
import type { Result } from '../../base/graphql/index.js';
import { Ref, stale } from '../../base/views/index.js';
import { HoldList } from './hold-list.js';
import { ListItems } from './list-items.js';
import { listRules } from './list-rules.js';
import { QuestionList } from './question-list.entity.js';

const rules = z.object({ title: listRules.title.optional(), questionIds: listRules.questionIds });

@Injectable()
export class UpdateList {
  constructor(
    private readonly database: Database,
    private readonly holdList: HoldList,
    private readonly items: ListItems,
  ) {}

  /** What is left out stays. @throws ApiError NOT_FOUND; Refusal INVALID_INPUT, STALE */
  async execute(input: UpdateQuestionListInput, viewer: SignedIn): Promise<Result> {
    if (input.title === null) throw invalid(['title'], 'REQUIRED', 'This can be changed, but not left open.');
    const { title, questionIds } = validate(rules, input);
    const { id, version } = await this.holdList.hold(input.listId, viewer);
    if (version !== input.version) throw stale(Ref.to('QuestionList', id));
    await this.database
      .repository(QuestionList)
      .update({ id }, { ...(title !== undefined && { title }), version: version + 1 });
    if (input.questionIds !== undefined) await this.items.set(id, questionIds, viewer);
    return { __typename: 'QuestionListUpdated', list: Ref.to('QuestionList', id) };
  }
}
