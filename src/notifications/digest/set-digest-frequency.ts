import { Injectable } from '@nestjs/common';

import type { SetDigestFrequencyInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { Database } from '../../base/database/index.js';
import type { Result } from '../../base/graphql/index.js';
import { Unsubscriptions } from '../../base/mail/index.js';
import { Clock, Temporal } from '../../base/time/index.js';
import { Ref } from '../../base/views/index.js';
import { type Frequency, nextDigestAt } from './due-time.js';
import { PURPOSE } from './write-digest.js';

/** Following the link in a digest sets NEVER. */
@Injectable()
export class SetDigestFrequency {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    unsubscriptions: Unsubscriptions,
  ) {
    unsubscriptions.keep(PURPOSE, {
      isOff: async (accountId) => (await this.#settingOf(accountId))?.frequency === 'NEVER',
      switchOff: (accountId) => this.#set(accountId, 'NEVER'),
    });
  }

  async execute({ frequency }: SetDigestFrequencyInput, { accountId }: SignedIn): Promise<Result> {
    await this.#set(accountId, frequency);
    return { __typename: 'DigestFrequencyChanged', viewer: Ref.to('Viewer', accountId) };
  }

  async #set(accountId: string, frequency: Frequency): Promise<void> {
    // The row first: a zone that changes meanwhile is seen here, or has the digest planned anew behind us.
    await this.database.query('SELECT FROM digest WHERE account_id = $1 FOR UPDATE', [accountId]);
    const setting = await this.#settingOf(accountId);
    if (!setting || setting.frequency === frequency) return;
    const lastOn = setting.last_on === null ? null : Temporal.PlainDate.from(setting.last_on);
    await this.database.query(
      `UPDATE digest SET frequency = $2, next_at = $3, pending = pending AND $2 <> 'NEVER' WHERE account_id = $1`,
      [accountId, frequency, nextDigestAt(frequency, setting.time_zone, this.clock.now(), lastOn)],
    );
  }

  #settingOf(accountId: string) {
    return this.database.queryOne<{ frequency: Frequency; last_on: string | null; time_zone: string }>(
      'SELECT d.frequency, d.last_on, a.time_zone FROM digest d JOIN account a ON a.id = d.account_id WHERE d.account_id = $1',
      [accountId],
    );
  }
}
