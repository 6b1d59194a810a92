import { Injectable } from '@nestjs/common';

import type { SignedIn } from '../../base/access/index.js';
import { Database } from '../../base/database/index.js';
import { ViewFinder } from '../../base/views/index.js';

/** What is in a list, and in which order. */
@Injectable()
export class ListItems {
  constructor(
    private readonly database: Database,
    private readonly finder: ViewFinder,
  ) {}

  /**
   * These alone, in this order.
   * @throws ApiError NOT_FOUND for what the viewer can’t see
   */
  async set(listId: string, questionIds: readonly string[], viewer: SignedIn): Promise<void> {
    const keys: string[] = [];
    for (const questionId of questionIds) keys.push(await this.finder.find('Question', questionId, viewer));
    await this.database.query('DELETE FROM question_list_item WHERE list_id = $1', [listId]);
    await this.database.query(
      'INSERT INTO question_list_item (list_id, question_id, position) SELECT $1, item.id, item.position FROM unnest($2::uuid[]) WITH ORDINALITY AS item (id, position)',
      [listId, keys],
    );
  }
}
