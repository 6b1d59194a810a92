import { Injectable } from '@nestjs/common';

import type { SignInInput } from '#schema';

import { Attempts, type Limit } from '../../base/attempts/index.js';
import { Database } from '../../base/database/index.js';
import { Refusal } from '../../base/errors/index.js';
import type { Result } from '../../base/graphql/index.js';
import { Passports } from '../access/index.js';
import { FinishSignIn } from '../sessions/index.js';
import type { PasswordHolder } from './local.strategy.js';
import { Passwords } from './passwords.js';

const MINUTES = 15;

@Injectable()
export class SignIn {
  constructor(
    private readonly database: Database,
    private readonly attempts: Attempts,
    private readonly passports: Passports,
    private readonly passwords: Passwords,
    private readonly finish: FinishSignIn,
  ) {}

  /**
   * Wrong passwords are counted for the address of the account together with where they come from, so that nobody can lock
   * the owner out from elsewhere, and for where they come from alone. What is under way counts until it turns out to be right.
   * @param client where it comes from
   * @throws Refusal BAD_CREDENTIALS, the same whether the address or the password is wrong; TOO_MANY_ATTEMPTS
   */
  async execute(input: SignInInput, userAgent: string | undefined, client: string): Promise<Result> {
    const limits = limitsOf(input.email, client);
    const holder = await this.passwords.inTurn(async () => {
      for (const limit of limits) await this.attempts.count(limit); // the second only where the first is kept
      return this.passports.authenticate<PasswordHolder>('local', { body: input });
    });
    if (!holder) throw badCredentials();
    await this.attempts.forgive(...limits);
    return this.database.transaction(async () => {
      if (!(await this.passwords.isStill(holder.accountId, holder.hash))) throw badCredentials();
      return this.finish.execute(holder.accountId, userAgent);
    });
  }
}

function limitsOf(email: string, client: string): readonly Limit[] {
  return [
    { what: 'sign-ins', of: `${email.trim().toLowerCase()} ${client}`, most: 10, minutes: MINUTES },
    { what: 'sign-ins from', of: client, most: 50, minutes: MINUTES },
  ];
}

function badCredentials(): Refusal {
  return new Refusal('BAD_CREDENTIALS', 'E-mail address or password is wrong.');
}
