import { Injectable } from '@nestjs/common';

import { Database } from '../../base/database/index.js';
import { jobKind, Jobs } from '../../base/jobs/index.js';
import { Mailer } from '../../base/mail/index.js';
import { Clock } from '../../base/time/index.js';
import { raw, Row, sql } from '../../base/views/index.js';
import { sentence, stillVisible } from '../notification.view.js';
import { type Reader, Readers } from '../readers.js';
import { composeDigest, type Unread } from './compose-digest.js';

export const WriteDigest = jobKind<{ readonly accountId: string }>('write-digest');

export const PURPOSE = 'digest';
/** Who has been here within this time knows; a session in use is renewed every few minutes. */
const ACTIVE_HOURS = 24;
/** What is beyond is told of by the next one. */
const MOST = 1_000;

/**
 * Writes the digest that has come due, from what is unread and to be seen now and no digest has told of. `pending` is taken
 * back in the transaction that queues the mail: there is one, however often this is done.
 */
@Injectable()
export class WriteDigests {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly mailer: Mailer,
    private readonly readers: Readers,
    jobs: Jobs,
  ) {
    jobs.define(WriteDigest, ({ accountId }) => this.database.transaction(() => this.execute(accountId)));
  }

  async execute(accountId: string): Promise<void> {
    const taken = await this.database.queryOne<{ account_id: string }>(
      'UPDATE digest SET pending = FALSE WHERE account_id = $1 AND pending RETURNING account_id',
      [accountId],
    );
    const reader = taken && (await this.readers.find(accountId));
    if (!reader || (await this.#isActive(accountId))) return;
    const unread = await this.#unreadOf(reader);
    if (unread.length === 0) return;
    await this.database.query('UPDATE notification SET digested_at = $2 WHERE id = ANY ($1::uuid[])', [
      unread.map(({ id }) => id),
      this.clock.now(),
    ]);
    const { name, address } = reader;
    await this.mailer.queue({
      to: { name, address },
      ...composeDigest(name, unread),
      purpose: PURPOSE,
      transactional: false,
      accountId,
    });
  }

  async #isActive(accountId: string): Promise<boolean> {
    const session = await this.database.queryOne(
      'SELECT FROM sign_in_session WHERE account_id = $1 AND last_used_at > $2 LIMIT 1',
      [accountId, this.clock.now().subtract({ hours: ACTIVE_HOURS })],
    );
    return session !== undefined;
  }

  #unreadOf(reader: Reader): Promise<Unread[]> {
    const unread = new Row('unread');
    return reader.rows<Unread>(
      (scope) => sql`SELECT ${unread}.id, ${unread}.kind, ${sentence(unread, scope)} AS text
        FROM notification AS ${unread}
        WHERE ${unread}.account_id = ${scope.viewerId} AND ${unread}.read_at IS NULL AND ${unread}.digested_at IS NULL
          AND ${stillVisible(unread, scope)}
        ORDER BY ${unread}.created_at DESC, ${unread}.id DESC LIMIT ${raw(String(MOST))}`,
    );
  }
}
