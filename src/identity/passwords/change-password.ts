import { Injectable } from '@nestjs/common';

import type { ChangePasswordInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { Attempts } from '../../base/attempts/index.js';
import { Database } from '../../base/database/index.js';
import { ApiError } from '../../base/errors/index.js';
import type { Result } from '../../base/graphql/index.js';
import { AccessState } from '../access/index.js';
import { EmailLinks, LinkMails } from '../email/index.js';
import { Sessions } from '../sessions/index.js';
import { checkPassword } from './password-rules.js';
import { Passwords } from './passwords.js';

/** Sets another password, or the first one of an account that signs in otherwise. Other devices are signed out. */
@Injectable()
export class ChangePassword {
  constructor(
    private readonly database: Database,
    private readonly attempts: Attempts,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly links: EmailLinks,
    private readonly mails: LinkMails,
    private readonly accessState: AccessState,
  ) {}

  /** @throws Refusal INVALID_INPUT, TOO_MANY_ATTEMPTS */
  async execute({ password }: ChangePasswordInput, { accountId, sessionId }: SignedIn): Promise<Result> {
    const owner = await this.database.queryOne<{ email: string }>('SELECT email::text FROM account WHERE id = $1', [
      accountId,
    ]);
    checkPassword(password, owner ?? { email: '' });
    const limit = { what: 'changes of password', of: accountId, most: 10, minutes: 60 };
    const hash = await this.passwords.hash(password, () => this.attempts.count(limit));
    const sessionsEnded = await this.database.transaction(async () => {
      const account = await this.database.queryOne<{ address: string; verified: boolean }>(
        `SELECT email::text AS address, email_verified_at IS NOT NULL AS verified FROM account WHERE id = $1 AND status = 'ACTIVE' FOR UPDATE`,
        [accountId],
      );
      if (!account) throw new ApiError('UNAUTHENTICATED');
      await this.passwords.store(accountId, hash);
      await this.links.drop(accountId, 'RESET_PASSWORD');
      await this.links.dropChange(accountId);
      if (account.verified) await this.mails.passwordChanged(account.address);
      return this.sessions.end(accountId, { except: sessionId });
    });
    await this.accessState.refresh();
    return { __typename: 'PasswordChanged', sessionsEnded };
  }
}
