import { Injectable } from '@nestjs/common';

import type { SignedIn } from '../../base/access/index.js';
import type { Result } from '../../base/graphql/index.js';
import { prose } from '../../base/mail/index.js';
import { Ref } from '../../base/views/index.js';
import { SecurityMail } from '../security-mail.js';
import { BackupCodes } from './backup-codes.js';
import { noTotp } from './remove-totp.js';
import { TotpSecrets } from './totp-secrets.js';

@Injectable()
export class RegenerateBackupCodes {
  constructor(
    private readonly secrets: TotpSecrets,
    private readonly backupCodes: BackupCodes,
    private readonly mail: SecurityMail,
  ) {}

  /** @throws Refusal NOT_ALLOWED_NOW where no codes are asked for */
  async execute({ accountId }: SignedIn): Promise<Result> {
    if (!(await this.secrets.isOn(accountId))) throw noTotp();
    const backupCodes = await this.backupCodes.make(accountId);
    await this.mail.tell(
      accountId,
      prose`You have new backup codes`,
      prose`The backup codes of your account were made anew. The old ones no longer work.`,
    );
    return { __typename: 'BackupCodesRegenerated', backupCodes, viewer: Ref.to('Viewer', accountId) };
  }
}
