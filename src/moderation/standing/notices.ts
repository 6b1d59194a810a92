import { Injectable } from '@nestjs/common';

import { Database } from '../../base/database/index.js';
import { Mailer, type Prose, prose } from '../../base/mail/index.js';

interface Addressee {
  readonly name: string;
  readonly address: string;
}

/** Tells somebody by mail what was done to their account, and why. */
@Injectable()
export class Notices {
  constructor(
    private readonly database: Database,
    private readonly mailer: Mailer,
  ) {}

  async tell(accountId: string, subject: Prose, what: Prose, reason: string | null): Promise<void> {
    const to = await this.database.queryOne<Addressee>(
      'SELECT p.name, a.email AS address FROM account a JOIN profile p ON p.account_id = a.id WHERE a.id = $1',
      [accountId],
    );
    if (!to?.address) return;
    await this.mailer.queue({
      to,
      subject,
      body: [prose`Hello ${to.name},`, what, ...(reason === null ? [] : [prose`The reason that was given: ${reason}`])],
      purpose: 'standing',
      transactional: true,
    });
  }
}
