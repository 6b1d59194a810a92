import { Injectable } from '@nestjs/common';

import type { SignedIn } from '../../base/access/index.js';
import { Database } from '../../base/database/index.js';
import { invalid, notFound } from '../../base/errors/index.js';
import { ViewFinder } from '../../base/views/index.js';

/** How an input names somebody: by one of the two. */
export interface Named {
  readonly profileId?: string | null | undefined;
  readonly handle?: string | null | undefined;
}

@Injectable()
export class FindPerson {
  constructor(
    private readonly database: Database,
    private readonly finder: ViewFinder,
  ) {}

  /**
   * The account of whom an input names.
   * @throws ApiError NOT_FOUND; Refusal INVALID_INPUT
   */
  async execute({ profileId, handle }: Named, viewer: SignedIn): Promise<string> {
    if ((profileId == null) === (handle == null))
      throw invalid(['profileId'], 'REQUIRED', 'Name the person by profileId or by handle.');
    if (profileId != null) return this.finder.find('Profile', profileId, viewer);
    const key = await this.#keyOf(handle as string);
    if (!key || !(await this.finder.holds('Profile', key, viewer))) throw notFound('profile');
    return key;
  }

  async #keyOf(handle: string): Promise<string | undefined> {
    if (!/^[\w-]{1,40}$/.test(handle)) return undefined;
    const sql = 'SELECT account_id FROM profile WHERE handle = $1::citext';
    return (await this.database.queryOne<{ account_id: string }>(sql, [handle]))?.account_id;
  }
}
