import { Injectable } from '@nestjs/common';

import { Database } from '../base/database/index.js';
import { Unsubscriptions } from '../base/mail/index.js';
import { ALWAYS_MAILED, isKind, KINDS, type NotificationKind } from './kinds.js';

/**
 * Links in mail and the preferences are one thing: to follow the link of a kind is to switch its EMAIL off, and switched on
 * again it comes again.
 */
@Injectable()
export class EmailPreferences {
  constructor(
    private readonly database: Database,
    unsubscriptions: Unsubscriptions,
  ) {
    for (const kind of Object.keys(KINDS).filter(isKind)) {
      if (ALWAYS_MAILED.has(kind)) continue;
      unsubscriptions.keep(kind, {
        isOff: (accountId) => this.#isOff(accountId, kind),
        switchOff: (accountId) => this.#switchOff(accountId, kind),
      });
    }
  }

  async #isOff(accountId: string, kind: NotificationKind): Promise<boolean> {
    const row = await this.database.queryOne<{ enabled: boolean }>(
      `SELECT enabled FROM notification_preference WHERE account_id = $1 AND kind = $2 AND channel = 'EMAIL'`,
      [accountId, kind],
    );
    return !(row?.enabled ?? KINDS[kind].EMAIL);
  }

  async #switchOff(accountId: string, kind: NotificationKind): Promise<void> {
    await this.database.query(
      `INSERT INTO notification_preference (account_id, kind, channel, enabled)
       SELECT a.id, $2, 'EMAIL', FALSE FROM account a WHERE a.id = $1
       ON CONFLICT (account_id, kind, channel) DO UPDATE SET enabled = FALSE`,
      [accountId, kind],
    );
  }
}
