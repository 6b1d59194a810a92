import { Injectable } from '@nestjs/common';

import type { DeleteQuestionListInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { Database } from '../../base/database/index.js';
import type { Result } from '../../base/graphql/index.js';
import { HoldList } from './hold-list.js';
import { QuestionList } from './question-list.entity.js';

@Injectable()
export class DeleteList {
  constructor(
    private readonly database: Database,
    private readonly holdList: HoldList,
  ) {}

  /** @throws ApiError NOT_FOUND */
  async execute({ listId }: DeleteQuestionListInput, viewer: SignedIn): Promise<Result> {
    const { id } = await this.holdList.hold(listId, viewer);
    await this.database.repository(QuestionList).delete({ id });
    return { __typename: 'QuestionListDeleted', listId };
  }
}
