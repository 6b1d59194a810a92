import { Injectable } from '@nestjs/common';

import type { UndoAttemptInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { Database } from '../base/database/index.js';
import { notFound, Refusal } from '../base/errors/index.js';
import type { Result } from '../base/graphql/index.js';
import { Clock } from '../base/time/index.js';
import { Ref } from '../base/views/index.js';
import { cardId } from './card-id.js';
import { Projection } from './projection.js';

/** Notes that an attempt doesn't count; the log keeps it, so that the attempt sent once more stays taken back. */
@Injectable()
export class UndoAttempt {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly projection: Projection,
  ) {}

  /** @throws ApiError NOT_FOUND; Refusal NOT_ALLOWED_NOW for any but the last */
  async execute({ attemptId }: UndoAttemptInput, { accountId }: SignedIn): Promise<Result> {
    await this.projection.lock(accountId);
    const attempt = await this.database.queryOne<{ question_id: string; day: string; undone: boolean; last: boolean }>(
      `SELECT a.question_id, a.day::text AS day,
         EXISTS (SELECT FROM attempt_undone u WHERE u.account_id = a.account_id AND u.attempt_id = a.id) AS undone,
         a.id = (SELECT v.id FROM valid_attempt v WHERE v.account_id = $1 ORDER BY v.at DESC, v.id DESC LIMIT 1) AS last
       FROM attempt a WHERE a.account_id = $1 AND a.id = $2`,
      [accountId, attemptId],
    );
    if (!attempt) throw notFound('attempt');
    if (!attempt.undone) {
      if (!attempt.last) throw new Refusal('NOT_ALLOWED_NOW', 'Only the last attempt can be taken back.');
      await this.database.query('INSERT INTO attempt_undone VALUES ($1, $2, $3)', [
        accountId,
        attemptId,
        this.clock.now(),
      ]);
      await this.projection.cards(accountId, [attempt.question_id]);
      await this.projection.days(accountId, [attempt.day]);
    }
    return {
      __typename: 'AttemptUndone',
      card: Ref.to('Card', cardId(accountId, attempt.question_id)),
      practice: Ref.to('Practice', accountId),
    };
  }
}
