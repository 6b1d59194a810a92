import { Injectable } from '@nestjs/common';

import type { ConfirmTotpInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { Attempts } from '../../base/attempts/index.js';
import { Database } from '../../base/database/index.js';
import { Refusal } from '../../base/errors/index.js';
import type { Result } from '../../base/graphql/index.js';
import { prose } from '../../base/mail/index.js';
import { Ref } from '../../base/views/index.js';
import { SecurityMail } from '../security-mail.js';
import { BackupCodes } from './backup-codes.js';
import { TotpSecrets } from './totp-secrets.js';

@Injectable()
export class ConfirmTotp {
  constructor(
    private readonly database: Database,
    private readonly attempts: Attempts,
    private readonly secrets: TotpSecrets,
    private readonly backupCodes: BackupCodes,
    private readonly mail: SecurityMail,
  ) {}

  /** @throws Refusal TOO_MANY_ATTEMPTS, BAD_CREDENTIALS for a wrong code, or where nothing is to be confirmed */
  async execute({ code }: ConfirmTotpInput, { accountId }: SignedIn): Promise<Result> {
    await this.attempts.count({ what: 'confirm-totp', of: accountId, most: 10, minutes: 15 });
    return this.database.transaction(async () => {
      if (!(await this.secrets.confirm(accountId, code)))
        throw new Refusal('BAD_CREDENTIALS', 'This code is wrong, or too late: then begin with another secret.');
      const backupCodes = await this.backupCodes.make(accountId);
      await this.mail.tell(
        accountId,
        prose`Signing in now asks for a code`,
        prose`An authenticator app was added to your account. Signing in with your password asks for its code from now on.`,
      );
      return { __typename: 'TotpConfirmed', backupCodes, viewer: Ref.to('Viewer', accountId) };
    });
  }
}
