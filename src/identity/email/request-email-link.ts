import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import type { EmailLinkPurpose, RequestEmailLinkInput } from '#schema';

import { Attempts } from '../../base/attempts/index.js';
import { Database } from '../../base/database/index.js';
import { validate } from '../../base/errors/index.js';
import type { Result } from '../../base/graphql/index.js';
import { jobKind, Jobs } from '../../base/jobs/index.js';
import { emailAddress } from './email-address.js';
import { LinkMails } from './link-mails.js';

const MailLink = jobKind<{ readonly email: string; readonly purpose: EmailLinkPurpose }>('mail-link');

const rules = z.object({ email: emailAddress });

/**
 * Has a link sent to an address. Whether there is an account is looked up afterwards, by a job: neither the answer nor the
 * time that it takes can tell.
 */
@Injectable()
export class RequestEmailLink {
  constructor(
    private readonly database: Database,
    private readonly attempts: Attempts,
    private readonly jobs: Jobs,
    private readonly mails: LinkMails,
  ) {
    jobs.define(MailLink, (wanted) => this.database.transaction(() => this.#mail(wanted)));
  }

  /**
   * @param client whose limit it counts for
   * @throws Refusal INVALID_INPUT, TOO_MANY_ATTEMPTS
   */
  async execute(input: RequestEmailLinkInput, client: string): Promise<Result> {
    const { email } = validate(rules, input);
    await this.attempts.count({ what: 'links from', of: client, most: 30, minutes: 60 });
    const next = await this.attempts.countUntilNext({
      what: 'links to',
      of: email.toLowerCase(),
      most: 3,
      minutes: 60,
    });
    await this.database.transaction(() => this.jobs.add(MailLink, { email, purpose: input.purpose }));
    return { __typename: 'EmailLinkRequested', nextLinkAt: next };
  }

  async #mail({ email, purpose }: { readonly email: string; readonly purpose: EmailLinkPurpose }): Promise<void> {
    const account = await this.database.queryOne<{ id: string; address: string; verified: boolean }>(
      `SELECT id, email::text AS address, email_verified_at IS NOT NULL AS verified FROM account WHERE email = $1 AND status = 'ACTIVE'`,
      [email],
    );
    if (!account || (purpose === 'VERIFY_EMAIL' && account.verified)) return;
    const target = { accountId: account.id, address: account.address };
    await (purpose === 'VERIFY_EMAIL' ? this.mails.verifyEmail(target) : this.mails.resetPassword(target));
  }
}
