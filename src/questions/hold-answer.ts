import { Injectable } from '@nestjs/common';

import type { SignedIn } from '../base/access/index.js';
import { Database } from '../base/database/index.js';
import { Refusal } from '../base/errors/index.js';
import { ViewFinder } from '../base/views/index.js';

/** What voting and accepting ask about. */
export interface HeldAnswer {
  readonly id: string;
  readonly own: boolean;
  readonly asked: boolean;
  readonly open: boolean;
  readonly area: number;
  readonly questionId: string;
  readonly authorId: string;
}

/** An answer, and its question as it is until the transaction ends. */
@Injectable()
export class HoldAnswer {
  constructor(
    private readonly database: Database,
    private readonly finder: ViewFinder,
  ) {}

  /**
   * @param alone so that nobody else chooses among the question's answers meanwhile
   * @throws ApiError NOT_FOUND
   */
  async hold(answerId: string, viewer: SignedIn, alone: boolean): Promise<HeldAnswer> {
    const id = await this.finder.find('Answer', answerId, viewer);
    await this.database.query(
      `SELECT FROM question WHERE id = (SELECT question_id FROM answer WHERE id = $1) FOR ${alone ? 'NO KEY UPDATE' : 'SHARE'}`,
      [id],
    );
    return (await this.database.queryOne<HeldAnswer>(
      `SELECT a.id, a.author_id = $2 AS own, coalesce(q.author_id = $2, FALSE) AS asked, q.area_number AS area,
         a.hidden_at IS NULL AND q.state = 'PUBLISHED' AND q.hidden_at IS NULL AS open,
         a.question_id AS "questionId", a.author_id AS "authorId"
       FROM answer a JOIN question q ON q.id = a.question_id WHERE a.id = $1`,
      [id, viewer.accountId],
    )) as HeldAnswer;
  }
}

export const closed = () => new Refusal('NOT_ALLOWED_NOW', 'Others can’t see this answer now.');
