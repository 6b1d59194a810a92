import { Injectable } from '@nestjs/common';

import type { SignInInput } from '#schema';

import { Database } from '../../base/database/index.js';
import { Refusal } from '../../base/errors/index.js';
import type { Result } from '../../base/graphql/index.js';
import { Passports } from '../access/index.js';
import { Sessions } from '../sessions/index.js';

@Injectable()
export class SignIn {
  constructor(
    private readonly database: Database,
    private readonly passports: Passports,
    private readonly sessions: Sessions,
  ) {}

  /** @throws Refusal BAD_CREDENTIALS, the same whether the address or the password is wrong */
  async execute(input: SignInInput, userAgent: string | undefined): Promise<Result> {
    const account = await this.passports.authenticate('local', { body: input });
    if (!account) throw new Refusal('BAD_CREDENTIALS', 'E-mail address or password is wrong.');
    return this.database.transaction(() => this.sessions.begin(account.accountId, userAgent));
  }
}
