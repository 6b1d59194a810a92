import { Injectable } from '@nestjs/common';

import type { CompleteSignInInput } from '#schema';

import { Attempts, type Limit } from '../../base/attempts/index.js';
import { Database } from '../../base/database/index.js';
import { invalid, Refusal } from '../../base/errors/index.js';
import type { Result } from '../../base/graphql/index.js';
import { prose } from '../../base/mail/index.js';
import { challengeOver, Challenges } from '../challenges/index.js';
import { SecurityMail } from '../security-mail.js';
import { Sessions } from '../sessions/index.js';
import { BackupCodes } from './backup-codes.js';
import { TotpSecrets } from './totp-secrets.js';

/** Over all challenges: who has the password can get another one whenever they like. */
const limitOf = (accountId: string): Limit => ({ what: 'second-factor', of: accountId, most: 10, minutes: 15 });

/** The second half of a sign-in: a code from the app, or one of the backup codes. */
@Injectable()
export class CompleteSignIn {
  constructor(
    private readonly database: Database,
    private readonly attempts: Attempts,
    private readonly challenges: Challenges,
    private readonly secrets: TotpSecrets,
    private readonly backupCodes: BackupCodes,
    private readonly sessions: Sessions,
    private readonly mail: SecurityMail,
  ) {}

  /** @throws Refusal INVALID_INPUT, CHALLENGE_INVALID, TOO_MANY_ATTEMPTS, BAD_CREDENTIALS for a wrong code */
  async execute(input: CompleteSignInInput, userAgent: string | undefined): Promise<Result> {
    if ((input.code == null) === (input.backupCode == null))
      throw invalid(
        ['code'],
        input.code == null ? 'REQUIRED' : 'CONFLICT',
        'Give a code or a backup code, one of them.',
      );
    const accountId = await this.challenges.accountOf('SECOND_FACTOR', input.challenge);
    if (!accountId) throw challengeOver();
    await this.attempts.count(limitOf(accountId));
    // A wrong answer is counted, so it must not undo its transaction.
    const answer = await this.database.transaction(() => this.#answer(input, userAgent));
    if (answer instanceof Refusal) throw answer;
    await this.attempts.forgive(limitOf(accountId));
    return answer;
  }

  async #answer(input: CompleteSignInInput, userAgent: string | undefined): Promise<Result | Refusal> {
    const { challenge } = input;
    const accountId = await this.challenges.accountOf('SECOND_FACTOR', challenge);
    if (!accountId) return challengeOver();
    if (!(await this.#isRight(accountId, input))) {
      if (await this.challenges.wrong(challenge)) await this.#warn(accountId);
      return new Refusal('BAD_CREDENTIALS', 'This code is wrong, or was used before.');
    }
    await this.challenges.spend('SECOND_FACTOR', challenge, accountId);
    return this.sessions.begin(accountId, userAgent);
  }

  async #isRight(accountId: string, { code, backupCode }: CompleteSignInInput): Promise<boolean> {
    if (code != null) return this.secrets.spend(accountId, code);
    if (!(await this.backupCodes.spend(accountId, backupCode ?? ''))) return false;
    const left = await this.backupCodes.left(accountId);
    await this.mail.tell(
      accountId,
      prose`A backup code was used`,
      prose`Somebody signed in to your account with one of your backup codes. ${left} of them are left.`,
    );
    return true;
  }

  #warn(accountId: string): Promise<void> {
    return this.mail.warn(
      accountId,
      prose`Wrong codes for your account`,
      prose`Somebody who knows your password gave five wrong codes and was not signed in.`,
    );
  }
}
