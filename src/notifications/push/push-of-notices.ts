import { Injectable } from '@nestjs/common';

import { PublicAddress } from '../../base/config/index.js';
import { Database, newId } from '../../base/database/index.js';
import { DeadLetters, jobKind, Jobs, Purges } from '../../base/jobs/index.js';
import { Push, PushRefusedError } from '../../base/push/index.js';
import { Clock, type Instant, isBefore } from '../../base/time/index.js';
import { globalIdOf, param, Row, sql } from '../../base/views/index.js';
import { KINDS } from '../kinds.js';
import type { Notification } from '../notification.entity.js';
import { sentence, stillVisible } from '../notification.view.js';
import { Readers } from '../readers.js';
import { PushDevice } from './push-device.entity.js';
import { sessionGoes } from './push-device.view.js';

const PushNotice = jobKind<{ readonly noticeId: string; readonly deviceId: string }>('push-notice');

/** What is older is no news. What is remembered so that nobody is told twice of one thing needn't be kept for longer. */
const NEWS_DAYS = 3;
/** The last is about three and a half hours after the first. */
const ATTEMPTS = 10;
/** So that a message fits into the 4 kB that platforms take. */
const LONGEST_TITLE = 200;

type Notice = Pick<Notification, 'kind' | 'key' | 'subjectKind' | 'subjectId' | 'actorId'> & {
  readonly accountIds: readonly string[];
  readonly at: Instant;
};

interface Told extends Pick<Notification, 'subjectKind' | 'subjectId'> {
  readonly text: string;
}

/**
 * Tells on devices whoever wants that for the kind. One job for each device, so that one that can't be reached holds up none. What
 * is sent is made when it is sent: what its reader may no longer see, doesn't want on devices any more or has read isn't.
 */
@Injectable()
export class PushOfNotices {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly push: Push,
    private readonly address: PublicAddress,
    private readonly readers: Readers,
    private readonly deadLetters: DeadLetters,
    private readonly jobs: Jobs,
    purges: Purges,
  ) {
    jobs.define(PushNotice, (payload, attempt) => this.#send(payload, attempt), { lane: 'push', attempts: ATTEMPTS });
    purges.add({ table: 'notice_push', rows: 'all', keep: { days: NEWS_DAYS }, since: 'created_at' });
  }

  /** In the transaction of whoever tells. */
  async execute({ kind, accountIds, key, subjectKind, subjectId, actorId, at }: Notice): Promise<void> {
    if (isBefore(at, this.clock.now().subtract({ hours: 24 * NEWS_DAYS }))) return;
    const rows = await this.database.again<{ noticeId: string; deviceId: string }>(
      'notice_push',
      `WITH told AS (
         INSERT INTO notice_push (id, account_id, kind, key, subject_kind, subject_id, actor_id, created_at)
         SELECT given.id, given.account_id, $3, $4, $5, $6, $7, $8 FROM unnest($1::uuid[], $2::uuid[]) AS given (id, account_id)
         WHERE EXISTS (SELECT FROM push_device d WHERE d.account_id = given.account_id)
           AND coalesce((SELECT p.enabled FROM notification_preference p
             WHERE p.account_id = given.account_id AND p.kind = $3 AND p.channel = 'PUSH'), $9)
         ON CONFLICT ON CONSTRAINT notice_push_once DO NOTHING RETURNING id, account_id)
       SELECT told.id AS "noticeId", d.id AS "deviceId" FROM told JOIN push_device d ON d.account_id = told.account_id`,
      [accountIds.map(() => newId()), accountIds, kind, key, subjectKind, subjectId, actorId, at, KINDS[kind].PUSH],
    );
    await this.jobs.addAll(PushNotice, rows);
  }

  /** A process that dies after sending sends once more, and the device shows the second in place of the first. */
  async #send(payload: { readonly noticeId: string; readonly deviceId: string }, attempt: number): Promise<void> {
    const { noticeId, deviceId } = payload;
    const device = await this.database.repository(PushDevice).findOneBy({ id: deviceId });
    const told = device && (await this.#told(noticeId, device));
    if (!told) return;
    const { text, subjectKind, subjectId } = told;
    try {
      const outcome = await this.push.send(device, {
        topic: topicOf(noticeId),
        title: [...text].slice(0, LONGEST_TITLE).join(''),
        url: `${this.address.url}/open/${globalIdOf(subjectKind, subjectId)}`,
      });
      if (outcome === 'gone') await this.#forget(device);
    } catch (error) {
      if (!(error instanceof PushRefusedError)) throw error;
      await this.deadLetters.bury(PushNotice.name, payload, error, attempt);
    }
  }

  async #told(noticeId: string, device: PushDevice): Promise<Told | undefined> {
    const reader = await this.readers.find(device.accountId, { verified: false });
    const notice = new Row('notice');
    const to = new Row('device');
    const rows = await reader?.rows<Told>(
      (scope) => sql`SELECT ${notice}.subject_kind AS "subjectKind", ${notice}.subject_id AS "subjectId",
          ${sentence(notice, scope)} AS text
        FROM notice_push AS ${notice} JOIN push_device AS ${to} ON ${to}.account_id = ${notice}.account_id
        WHERE ${notice}.id = ${param('uuid', () => noticeId)} AND ${to}.id = ${param('uuid', () => device.id)}
          AND ${sessionGoes(to, scope.now)} AND ${stillVisible(notice, scope)}
          AND NOT EXISTS (SELECT FROM notification n WHERE n.account_id = ${notice}.account_id AND n.key = ${notice}.key AND n.read_at IS NOT NULL)
          AND NOT EXISTS (SELECT FROM notification_preference p WHERE p.account_id = ${notice}.account_id AND p.kind = ${notice}.kind
            AND p.channel = 'PUSH' AND NOT p.enabled)`,
    );
    return rows?.[0];
  }

  /** Unless it has registered again while the platform was asked. */
  async #forget({ id, lastSeenAt }: PushDevice): Promise<void> {
    await this.database.query('DELETE FROM push_device WHERE id = $1 AND last_seen_at = $2', [id, lastSeenAt]);
  }
}

/** The 16 bytes of the id, as short as platforms want it. */
function topicOf(id: string): string {
  return Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');
}
