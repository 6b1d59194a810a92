import { Injectable } from '@nestjs/common';

import type { ResumeCardInput, SuspendCardInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { Database } from '../base/database/index.js';
import type { Result } from '../base/graphql/index.js';
import { Ref, ViewFinder } from '../base/views/index.js';
import { Projection } from './projection.js';

/** What the learner doesn't want to be asked, and what again. Doing either twice changes nothing. */
@Injectable()
export class ChooseCards {
  constructor(
    private readonly database: Database,
    private readonly finder: ViewFinder,
    private readonly projection: Projection,
  ) {}

  /** @throws ApiError NOT_FOUND */
  async suspend({ cardId }: SuspendCardInput, viewer: SignedIn): Promise<Result> {
    const key = await this.finder.find('Card', cardId, viewer);
    await this.#choose(
      viewer,
      key,
      `INSERT INTO card_choice (account_id, question_id, suspended)
       SELECT account_id, question_id, TRUE FROM practice_card WHERE account_id = $1 AND id = $2
       ON CONFLICT (account_id, question_id) DO UPDATE SET suspended = TRUE`,
    );
    return { __typename: 'CardSuspended', ...said(viewer, key) };
  }

  /** A leech's lapses are forgiven: it becomes one again after as many more. @throws ApiError NOT_FOUND */
  async resume({ cardId }: ResumeCardInput, viewer: SignedIn): Promise<Result> {
    const key = await this.finder.find('Card', cardId, viewer);
    await this.#choose(
      viewer,
      key,
      `INSERT INTO card_choice (account_id, question_id, suspended, lapses_forgiven)
       SELECT account_id, question_id, FALSE, lapses FROM practice_card WHERE account_id = $1 AND id = $2 AND suspended
       ON CONFLICT (account_id, question_id) DO UPDATE SET suspended = FALSE,
         lapses_forgiven = greatest(card_choice.lapses_forgiven, excluded.lapses_forgiven)`,
    );
    return { __typename: 'CardResumed', ...said(viewer, key) };
  }

  async #choose({ accountId }: SignedIn, key: string, statement: string): Promise<void> {
    await this.projection.lock(accountId);
    await this.database.query(statement, [accountId, key]);
  }
}

function said({ accountId }: SignedIn, key: string) {
  return { card: Ref.to('Card', key), practice: Ref.to('Practice', accountId) };
}
