import { Injectable } from '@nestjs/common';

import type { ResetPasswordInput } from '#schema';

import { Database } from '../../base/database/index.js';
import type { Result } from '../../base/graphql/index.js';
import { Clock } from '../../base/time/index.js';
import { AccessState } from '../access/index.js';
import { EmailLinks, linkInvalid, LinkMails, Planted } from '../email/index.js';
import { Sessions } from '../sessions/index.js';
import { checkPassword } from './password-rules.js';
import { Passwords } from './passwords.js';

/** Sets a new password for whoever reads the mail of an account. */
@Injectable()
export class ResetPassword {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly links: EmailLinks,
    private readonly mails: LinkMails,
    private readonly planted: Planted,
    private readonly accessState: AccessState,
  ) {}

  /** @throws Refusal LINK_INVALID, INVALID_INPUT, TOO_MANY_ATTEMPTS (the link is still good then) */
  async execute({ token, password }: ResetPasswordInput): Promise<Result> {
    // Before anything is hashed for nothing.
    const link = await this.links.find(token, 'RESET_PASSWORD');
    if (!link) throw linkInvalid();
    checkPassword(password, { email: link.address });
    const hash = await this.passwords.hash(password);
    const sessionsEnded = await this.database.transaction(() => this.#reset(token, hash));
    await this.accessState.refresh();
    return { __typename: 'PasswordReset', sessionsEnded };
  }

  async #reset(token: string, hash: string): Promise<number> {
    const { accountId, address } = await this.links.use(token, 'RESET_PASSWORD');
    const account = await this.database.queryOne<{ verified: boolean }>(
      `SELECT email_verified_at IS NOT NULL AS verified FROM account WHERE id = $1 AND email = $2 AND status = 'ACTIVE' FOR UPDATE`,
      [accountId, address],
    );
    if (!account) throw linkInvalid();
    await this.passwords.store(accountId, hash);
    if (!account.verified) {
      // Until now nobody had shown that the address is theirs: whoever made the account may be somebody else.
      await this.database.query('UPDATE account SET email_verified_at = $2 WHERE id = $1', [
        accountId,
        this.clock.now(),
      ]);
      await this.planted.drop(accountId);
      await this.links.drop(accountId);
    }
    await this.links.drop(accountId, 'RESET_PASSWORD');
    await this.links.dropChange(accountId); // it may be a thief's
    await this.mails.passwordChanged(address);
    return this.sessions.end(accountId);
  }
}
