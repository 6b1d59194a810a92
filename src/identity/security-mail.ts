import { Injectable } from '@nestjs/common';

import { Database } from '../base/database/index.js';
import { Mailer, type Prose, prose } from '../base/mail/index.js';

/** Tells an account's owner what changed in how it is signed in to, so that a change by somebody else is noticed. */
@Injectable()
export class SecurityMail {
  constructor(
    private readonly database: Database,
    private readonly mailer: Mailer,
  ) {}

  /** In the transaction of the change. */
  async tell(accountId: string, subject: Prose, what: Prose): Promise<void> {
    await this.mailer.queue(await this.#mail(accountId, subject, what));
  }

  /** The same for what others can bring about: past so many an hour nothing is sent. */
  async warn(accountId: string, subject: Prose, what: Prose): Promise<void> {
    await this.mailer.queueRequested(await this.#mail(accountId, subject, what));
  }

  async #mail(accountId: string, subject: Prose, what: Prose) {
    const account = await this.database.queryOne<{ email: string }>('SELECT email FROM account WHERE id = $1', [
      accountId,
    ]);
    if (!account) throw new Error('There is no such account');
    return {
      to: { name: '', address: account.email },
      subject,
      body: [
        what,
        prose`If that was not you, reset your password, sign out everywhere, and look through your settings.`,
      ],
      purpose: 'security',
      transactional: true,
    } as const;
  }
}
