import { Injectable } from '@nestjs/common';

import type { SignedIn } from '../../base/access/index.js';
import { Database } from '../../base/database/index.js';
import { Refusal } from '../../base/errors/index.js';
import type { Result } from '../../base/graphql/index.js';
import { Account } from '../account.entity.js';
import { TotpSecrets } from './totp-secrets.js';

@Injectable()
export class StartTotp {
  constructor(
    private readonly database: Database,
    private readonly secrets: TotpSecrets,
  ) {}

  /** Nothing is asked for until it is confirmed. @throws Refusal NOT_ALLOWED_NOW when one is in use */
  async execute({ accountId }: SignedIn): Promise<Result> {
    const { email } = await this.database.repository(Account).findOneByOrFail({ id: accountId });
    const started = await this.secrets.start(accountId, email ?? '');
    if (!started) throw new Refusal('NOT_ALLOWED_NOW', 'Codes are asked for already. Remove that first.');
    return { __typename: 'TotpStarted', ...started };
  }
}
