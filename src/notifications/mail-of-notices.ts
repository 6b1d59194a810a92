import { Injectable } from '@nestjs/common';

import { Database, newId } from '../base/database/index.js';
import { jobKind, Jobs, Purges } from '../base/jobs/index.js';
import { Mailer, prose } from '../base/mail/index.js';
import { Clock, type Instant, isBefore } from '../base/time/index.js';
import { globalIdOf, param, Row, sql } from '../base/views/index.js';
import { ALWAYS_MAILED, KINDS } from './kinds.js';
import type { Notification } from './notification.entity.js';
import { sentence, stillVisible } from './notification.view.js';
import { Readers } from './readers.js';

const MailNotice = jobKind<{ readonly noticeId: string }>('mail-notice');

/** What is older is no news. What is remembered so that nobody gets two mails of one thing needn't be kept for longer. */
const NEWS_DAYS = 3;

type Notice = Pick<Notification, 'kind' | 'key' | 'subjectKind' | 'subjectId' | 'actorId'> & {
  readonly accountIds: readonly string[];
  readonly at: Instant;
};

interface Told extends Pick<Notification, 'kind' | 'subjectKind' | 'subjectId'> {
  readonly text: string;
}

/**
 * Tells by mail whoever wants that for the kind, whether the thing is in their list or not. What they may no longer see when
 * the mail is written, or have read by then, isn't mailed.
 */
@Injectable()
export class MailOfNotices {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly mailer: Mailer,
    private readonly readers: Readers,
    private readonly jobs: Jobs,
    purges: Purges,
  ) {
    jobs.define(MailNotice, ({ noticeId }) => this.database.transaction(() => this.#mail(noticeId)));
    purges.add({ table: 'notice_mail', rows: 'all', keep: { days: NEWS_DAYS }, since: 'created_at' });
  }

  /** In the transaction of whoever tells. */
  async execute({ kind, accountIds, key, subjectKind, subjectId, actorId, at }: Notice): Promise<void> {
    if (ALWAYS_MAILED.has(kind) || isBefore(at, this.#oldest)) return;
    const rows = await this.database.again<{ id: string }>(
      'notice_mail',
      `INSERT INTO notice_mail (id, account_id, kind, key, subject_kind, subject_id, actor_id, created_at)
       SELECT given.id, given.account_id, $3, $4, $5, $6, $7, $8 FROM unnest($1::uuid[], $2::uuid[]) AS given (id, account_id)
       WHERE coalesce((SELECT p.enabled FROM notification_preference p
         WHERE p.account_id = given.account_id AND p.kind = $3 AND p.channel = 'EMAIL'), $9)
       ON CONFLICT ON CONSTRAINT notice_mail_once DO NOTHING RETURNING id`,
      [accountIds.map(() => newId()), accountIds, kind, key, subjectKind, subjectId, actorId, at, KINDS[kind].EMAIL],
    );
    await this.jobs.addAll(
      MailNotice,
      rows.map(({ id }) => ({ noticeId: id })),
    );
  }

  async #mail(noticeId: string): Promise<void> {
    const taken = await this.database.queryOne<{ account_id: string }>(
      'UPDATE notice_mail SET settled_at = $2 WHERE id = $1 AND settled_at IS NULL RETURNING account_id',
      [noticeId, this.clock.now()],
    );
    const reader = taken && (await this.readers.find(taken.account_id));
    if (!reader) return;
    const { accountId, name, address } = reader;
    const notice = new Row('notice');
    const [told] = await reader.rows<Told>(
      (
        scope,
      ) => sql`SELECT ${notice}.kind, ${notice}.subject_kind AS "subjectKind", ${notice}.subject_id AS "subjectId",
          ${sentence(notice, scope)} AS text
        FROM notice_mail AS ${notice}
        WHERE ${notice}.id = ${param('uuid', () => noticeId)} AND ${stillVisible(notice, scope)}
          AND NOT EXISTS (SELECT FROM notification n WHERE n.account_id = ${notice}.account_id AND n.key = ${notice}.key AND n.read_at IS NOT NULL)`,
    );
    if (!told) return;
    const { kind, subjectKind, subjectId, text } = told;
    await this.mailer.queue({
      to: { name, address },
      subject: prose`${text}`,
      body: [
        prose`Hello ${name},`,
        prose`${text}`,
        { label: prose`Have a look`, path: `/open/${globalIdOf(subjectKind, subjectId)}` },
      ],
      purpose: kind,
      transactional: false,
      accountId,
    });
  }

  get #oldest(): Instant {
    return this.clock.now().subtract({ hours: 24 * NEWS_DAYS });
  }
}
