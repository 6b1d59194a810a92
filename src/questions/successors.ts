import { Injectable } from '@nestjs/common';

import { Database } from '../base/database/index.js';

/** A successor is always the last one: who follows an old address goes one step. */
@Injectable()
export class Successors {
  constructor(private readonly database: Database) {}

  /** What lived on in a question that goes itself lives on where that one does. The caller holds both. */
  async follow(questionId: string, successorId: string): Promise<void> {
    await this.database.query('UPDATE question SET successor_id = $2 WHERE successor_id = $1', [
      questionId,
      successorId,
    ]);
  }
}
