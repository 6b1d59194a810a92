import { Injectable } from '@nestjs/common';

import type { SignedIn } from '../../base/access/index.js';
import { Database } from '../../base/database/index.js';
import { notFound } from '../../base/errors/index.js';
import { keyOf } from '../../base/views/index.js';
import { QuestionList } from './question-list.entity.js';

/** A list of the viewer's that nobody else changes until the transaction ends. */
@Injectable()
export class HoldList {
  constructor(private readonly database: Database) {}

  /** @throws ApiError NOT_FOUND for what isn't the viewer's, shared or not */
  async hold(listId: string, { accountId }: SignedIn): Promise<QuestionList> {
    const id = keyOf('list', listId);
    const lists = this.database.repository(QuestionList);
    const list =
      id === undefined ? null : await lists.findOne({ where: { id, accountId }, lock: { mode: 'pessimistic_write' } });
    if (!list) throw notFound('questionlist');
    return list;
  }
}
