import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import type { ChangeEmailInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { Attempts } from '../../base/attempts/index.js';
import { Database, newId } from '../../base/database/index.js';
import { ApiError, invalid, validate } from '../../base/errors/index.js';
import type { Result } from '../../base/graphql/index.js';
import { addMinutes, Clock } from '../../base/time/index.js';
import { emailAddress } from './email-address.js';
import { EmailLinks, LINK_MINUTES } from './email-links.js';
import { LinkMails } from './link-mails.js';

const rules = z.object({ email: emailAddress });

/**
 * Begins a change of address: both, the one that the account has and the one that it is to have, get a link. Whether another
 * account has the new one is told to its owner alone, when the link is followed.
 */
@Injectable()
export class ChangeEmail {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly attempts: Attempts,
    private readonly links: EmailLinks,
    private readonly mails: LinkMails,
  ) {}

  /** @throws Refusal INVALID_INPUT, TOO_MANY_ATTEMPTS */
  async execute(input: ChangeEmailInput, { accountId }: SignedIn): Promise<Result> {
    const { email } = validate(rules, input);
    await this.attempts.count({ what: 'changes of address', of: accountId, most: 5, minutes: 60 });
    return this.database.transaction(() => this.#begin(accountId, email));
  }

  async #begin(accountId: string, email: string): Promise<Result> {
    const account = await this.database.queryOne<{ address: string; verified: boolean; same: boolean }>(
      `SELECT email::text AS address, email_verified_at IS NOT NULL AS verified, email = $2 AS same
       FROM account WHERE id = $1 AND status = 'ACTIVE' FOR UPDATE`,
      [accountId, email],
    );
    if (!account) throw new ApiError('UNAUTHENTICATED');
    if (account.same) throw invalid(['email'], 'CONFLICT', 'The account has this address already.');
    await this.links.dropChange(accountId);
    const [changeId, now] = [newId(), this.clock.now()];
    const expiresAt = addMinutes(now, LINK_MINUTES.TAKE_ADDRESS);
    // Where nobody has shown that the old address is theirs there is nobody to ask.
    await this.database.query(
      'INSERT INTO email_change (id, account_id, address, old_confirmed_at, expires_at) VALUES ($1, $2, $3, $4, $5)',
      [changeId, accountId, email, account.verified ? null : now, expiresAt],
    );
    await this.mails.takeAddress({ accountId, address: email, changeId });
    if (account.verified) await this.mails.leaveAddress({ accountId, address: account.address, changeId }, email);
    return { __typename: 'EmailChangeRequested', email, confirmBy: expiresAt };
  }
}
