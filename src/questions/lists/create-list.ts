import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import type { CreateQuestionListInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { Database, newId } from '../../base/database/index.js';
import { Refusal, validate } from '../../base/errors/index.js';
import type { Result } from '../../base/graphql/index.js';
import { Clock } from '../../base/time/index.js';
import { Ref } from '../../base/views/index.js';
import { ListItems } from './list-items.js';
import { listRules } from './list-rules.js';
import { QuestionList } from './question-list.entity.js';

const MOST_LISTS = 100;
const rules = z.object(listRules);

@Injectable()
export class CreateList {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly items: ListItems,
  ) {}

  /** @throws ApiError NOT_FOUND; Refusal INVALID_INPUT, LIMIT_REACHED */
  async execute(input: CreateQuestionListInput, viewer: SignedIn): Promise<Result> {
    const { title, questionIds } = validate(rules, input);
    const { accountId } = viewer;
    await this.database.lock(`question lists of ${accountId}`);
    const lists = this.database.repository(QuestionList);
    if ((await lists.countBy({ accountId })) >= MOST_LISTS)
      throw new Refusal('LIMIT_REACHED', `You have ${MOST_LISTS} lists: delete one first.`);
    const id = newId();
    await lists.insert({ id, accountId, title, createdAt: this.clock.now() });
    await this.items.set(id, questionIds, viewer);
    return { __typename: 'QuestionListCreated', list: Ref.to('QuestionList', id) };
  }
}
