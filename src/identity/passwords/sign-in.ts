import { Injectable } from '@nestjs/common';

import type { SignInInput } from '#schema';

import { Refusal } from '../../base/errors/index.js';
import type { Result } from '../../base/graphql/index.js';
import { Passports } from '../access/index.js';
import { FinishSignIn } from '../sessions/index.js';

@Injectable()
export class SignIn {
  constructor(
    private readonly passports: Passports,
    private readonly finish: FinishSignIn,
  ) {}

  /** @throws Refusal BAD_CREDENTIALS, the same whether the address or the password is wrong */
  async execute(input: SignInInput, userAgent: string | undefined): Promise<Result> {
    const account = await this.passports.authenticate('local', { body: input });
    if (!account) throw new Refusal('BAD_CREDENTIALS', 'E-mail address or password is wrong.');
    return this.finish.execute(account.accountId, userAgent);
  }
}
