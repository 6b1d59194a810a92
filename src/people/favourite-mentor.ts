import { Injectable } from '@nestjs/common';

import type { FavouriteMentorInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { Database } from '../base/database/index.js';
import { Refusal } from '../base/errors/index.js';
import type { Result } from '../base/graphql/index.js';
import { Clock } from '../base/time/index.js';
import { Ref, ViewFinder } from '../base/views/index.js';

/** Keeps a mentor among those whom somebody wants to find again. Done twice it is as done once. */
@Injectable()
export class FavouriteMentor {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly finder: ViewFinder,
  ) {}

  /** @throws ApiError NOT_FOUND; Refusal NOT_ALLOWED_NOW for oneself */
  async add({ mentorId }: FavouriteMentorInput, viewer: SignedIn): Promise<Result> {
    const id = await this.finder.find('Mentor', mentorId, viewer);
    if (id === viewer.accountId) throw new Refusal('NOT_ALLOWED_NOW', 'You can’t be your own favourite.');
    await this.database.query(
      'INSERT INTO favourite_mentor (account_id, mentor_id, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [viewer.accountId, id, this.clock.now()],
    );
    return { __typename: 'MentorFavourited', mentor: Ref.to('Mentor', id) };
  }

  /** @throws ApiError NOT_FOUND */
  async remove({ mentorId }: FavouriteMentorInput, viewer: SignedIn): Promise<Result> {
    const id = await this.finder.find('Mentor', mentorId, viewer);
    await this.database.query('DELETE FROM favourite_mentor WHERE account_id = $1 AND mentor_id = $2', [
      viewer.accountId,
      id,
    ]);
    return { __typename: 'MentorFavourited', mentor: Ref.to('Mentor', id) };
  }
}
