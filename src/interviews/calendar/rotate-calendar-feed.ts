import { Injectable } from '@nestjs/common';

import type { SignedIn } from '../../base/access/index.js';
import { Database } from '../../base/database/index.js';
import type { Result } from '../../base/graphql/index.js';
import { Ref } from '../../base/views/index.js';
import { Planted } from '../../identity/index.js';

@Injectable()
export class RotateCalendarFeed {
  constructor(
    private readonly database: Database,
    planted: Planted,
  ) {
    planted.register((accountId) => this.#rotate(accountId));
  }

  /** The calendar gets a new address; the old one is nobody's from the commit on. */
  async execute({ accountId }: SignedIn): Promise<Result> {
    await this.#rotate(accountId);
    return { __typename: 'CalendarFeedRotated', viewer: Ref.to('Viewer', accountId) };
  }

  async #rotate(accountId: string): Promise<void> {
    await this.database.query(
      `INSERT INTO calendar_feed AS f (account_id, version) VALUES ($1, 1)
       ON CONFLICT (account_id) DO UPDATE SET version = f.version + 1`,
      [accountId],
    );
  }
}
