import { Injectable } from '@nestjs/common';

import { Database, newId } from '../base/database/index.js';
import { eventKind, Events } from '../base/events/index.js';
import { Purges } from '../base/jobs/index.js';
import { LiveEvents } from '../base/live/index.js';
import type { Instant } from '../base/time/index.js';
import { KINDS, type NotificationKind } from './kinds.js';
import { MailOfNotices } from './mail-of-notices.js';
import { PushOfNotices } from './push/index.js';
import type { Notification } from './notification.entity.js';

/** Somebody has a new notification; its id is the subject. */
export const NotificationReceived = eventKind<{ readonly accountId: string }>('NotificationReceived');

export interface Notice {
  readonly kind: NotificationKind;
  readonly accountIds: readonly string[];
  /** Whoever is told of the same thing twice gets one notification. */
  readonly key: string;
  readonly subjectKind: Notification['subjectKind'];
  readonly subjectId: string;
  readonly actorId: string | null;
  readonly at: Instant;
}

/** Tells people of something, in the transaction that it is called in: each once, unless they don't want to hear of it. */
@Injectable()
export class Notify {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly mailOfNotices: MailOfNotices,
    private readonly pushOfNotices: PushOfNotices,
    live: LiveEvents,
    purges: Purges,
  ) {
    purges.add({ table: 'notification', rows: 'read', keep: { days: 180 }, since: 'read_at' });
    purges.add({ table: 'notification', rows: 'all', keep: { days: 365 }, since: 'created_at' });
    live.on(NotificationReceived, ({ subjectId, payload: { accountId } }) => [
      { accountId, type: 'NotificationReceived', change: 'RECEIVED', subjectId },
    ]);
  }

  async execute({ kind, accountIds, key, subjectKind, subjectId, actorId, at }: Notice): Promise<void> {
    const told = await this.#still([...new Set(accountIds)].filter((id) => id !== actorId));
    if (told.length === 0) return;
    const notice = { kind, accountIds: told, key, subjectKind, subjectId, actorId, at };
    await this.mailOfNotices.execute(notice);
    await this.pushOfNotices.execute(notice);
    const rows = await this.database.again<{ id: string; account_id: string }>(
      'notify',
      `INSERT INTO notification (id, account_id, kind, key, subject_kind, subject_id, actor_id, created_at)
       SELECT given.id, given.account_id, $3, $4, $5, $6, $7, $8 FROM unnest($1::uuid[], $2::uuid[]) AS given (id, account_id)
       WHERE coalesce((SELECT p.enabled FROM notification_preference p
         WHERE p.account_id = given.account_id AND p.kind = $3 AND p.channel = 'IN_APP'), $9)
       ON CONFLICT ON CONSTRAINT notification_once DO NOTHING RETURNING id, account_id`,
      [told.map(() => newId()), told, kind, key, subjectKind, subjectId, actorId, at, KINDS[kind].IN_APP],
    );
    for (const { id, account_id: accountId } of rows) await this.events.record(NotificationReceived, id, { accountId });
  }

  /** Of deleted accounts nothing is kept. */
  async #still(accountIds: readonly string[]): Promise<string[]> {
    if (accountIds.length === 0) return [];
    const rows = await this.database.again<{ id: string }>(
      'accounts that are still there',
      `SELECT id FROM account WHERE id = ANY ($1::uuid[]) AND status <> 'DELETED'`,
      [accountIds],
    );
    return rows.map(({ id }) => id);
  }
}
