import { Injectable } from '@nestjs/common';

import { Config, PublicAddress } from '../config/index.js';
import { Database, newId } from '../database/index.js';
import { jobKind, Jobs } from '../jobs/index.js';
import { addMinutes, Clock } from '../time/index.js';
import { type Attachment, MailRecord } from './mail.entity.js';
import { harmless, type Prose } from './prose.js';
import { type Link, render } from './render.js';
import { Unsubscriptions } from './unsubscriptions.js';

export const SendMail = jobKind<{ readonly mailId: string }>('send-mail');

/** Mail to one address in an hour that anybody can have sent to it. */
const REQUESTED_AN_HOUR = 3;

interface Message {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: Prose;
  readonly body: readonly (Prose | Link)[];
  /** A word of letters, digits, `-` and `_`; the kind that can be unsubscribed from. */
  readonly purpose: string;
  readonly attachments?: readonly Attachment[];
}

/** Transactional is what somebody needs to have, whatever they like. Everything else can be switched off by its kind. */
export type Mail = Message &
  ({ readonly transactional: true } | { readonly transactional: false; readonly accountId: string });

/** Writes mail, and has it sent after the commit: at least once, and each time the same message. */
@Injectable()
export class Mailer {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly address: PublicAddress,
    private readonly unsubscriptions: Unsubscriptions,
  ) {}

  /** In the transaction of whoever calls. What somebody has unsubscribed from isn't queued. */
  async queue(mail: Mail): Promise<void> {
    await this.#queue(mail, false);
  }

  /** As {@link queue}, for mail that anybody can ask for by naming an address: past so many an hour nothing happens. */
  async queueRequested(mail: Mail): Promise<void> {
    const address = mail.to.address.toLowerCase();
    this.#assertTransaction();
    await this.database.lock(`mail to ${address}`);
    const asked = await this.database.queryOne<{ count: number }>(
      'SELECT count(*)::int AS count FROM mail WHERE lower(to_address) = lower($1) AND queued_at > $2 AND requested',
      [address, addMinutes(this.clock.now(), -60)],
    );
    if ((asked?.count ?? 0) < REQUESTED_AN_HOUR || !this.config.rateLimits) await this.#queue(mail, true);
  }

  async #queue(mail: Mail, requested: boolean): Promise<void> {
    this.#assertTransaction();
    const { to, subject, body, purpose, attachments = [] } = mail;
    if (!/^[\w-]+$/.test(purpose)) throw new Error(`No purpose of a mail: ${purpose}`);
    if (!/^[^\s,;<>()"]+@[^\s,;<>()"@]+$/.test(to.address)) throw new Error('A mail goes to one address.');
    const subscription = mail.transactional ? undefined : { accountId: mail.accountId, kind: purpose };
    if (subscription && (await this.unsubscriptions.isOff(subscription))) return;
    const publicUrl = this.address.url;
    const unsubscribe = subscription && this.unsubscriptions.linkFor(subscription);
    const id = newId();
    await this.database.repository(MailRecord).insert({
      id,
      messageId: `<${id}@${new URL(publicUrl).hostname}>`,
      toName: harmless(to.name),
      toAddress: to.address,
      subject,
      ...render(body, publicUrl, unsubscribe),
      attachments: [...attachments],
      headers: {
        'Auto-Submitted': 'auto-generated',
        ...(unsubscribe && {
          'List-Unsubscribe': `<${unsubscribe}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        }),
      },
      purpose,
      requested,
      queuedAt: this.clock.now(),
      sentAt: null,
    });
    await this.jobs.add(SendMail, { mailId: id });
  }

  #assertTransaction(): void {
    if (!this.database.inTransaction) throw new Error('Mail must be queued in the transaction of the change');
  }
}
