import { Injectable } from '@nestjs/common';

import type { SignedIn } from '../../base/access/index.js';
import { Refusal } from '../../base/errors/index.js';
import type { Result } from '../../base/graphql/index.js';
import { prose } from '../../base/mail/index.js';
import { Ref } from '../../base/views/index.js';
import { SecurityMail } from '../security-mail.js';
import { TotpSecrets } from './totp-secrets.js';

@Injectable()
export class RemoveTotp {
  constructor(
    private readonly secrets: TotpSecrets,
    private readonly mail: SecurityMail,
  ) {}

  /** @throws Refusal NOT_ALLOWED_NOW when there is none */
  async execute({ accountId }: SignedIn): Promise<Result> {
    if (!(await this.secrets.remove(accountId))) throw noTotp();
    await this.mail.tell(
      accountId,
      prose`Signing in no longer asks for a code`,
      prose`The authenticator app and the backup codes were removed from your account.`,
    );
    return { __typename: 'TotpRemoved', viewer: Ref.to('Viewer', accountId) };
  }
}

export function noTotp(): Refusal {
  return new Refusal('NOT_ALLOWED_NOW', 'No codes are asked for. Add an authenticator app first.');
}
