import { Injectable } from '@nestjs/common';

import type { Result } from '../../base/graphql/index.js';
import { Challenges } from '../challenges/index.js';
import { FinishSignIn } from '../sessions/index.js';
import { BackupCodes } from './backup-codes.js';
import { TotpSecrets } from './totp-secrets.js';

/** Comes before the session of whoever has switched codes on. */
@Injectable()
export class AskSecondFactor {
  constructor(
    private readonly secrets: TotpSecrets,
    private readonly backupCodes: BackupCodes,
    private readonly challenges: Challenges,
    finish: FinishSignIn,
  ) {
    finish.askFirst((accountId) => this.#ask(accountId));
  }

  async #ask(accountId: string): Promise<Result | undefined> {
    if (!(await this.secrets.isOn(accountId))) return undefined;
    const { challenge, expiresAt } = await this.challenges.give('SECOND_FACTOR', accountId);
    const methods = (await this.backupCodes.left(accountId)) > 0 ? ['TOTP', 'BACKUP_CODE'] : ['TOTP'];
    return { __typename: 'SecondFactorRequired', challenge, methods, expiresAt };
  }
}
