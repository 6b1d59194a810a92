import { AskSecondFactor } from './ask-second-factor.js';
import { BackupCodes } from './backup-codes.js';
import { CompleteSignIn } from './complete-sign-in.js';
import { ConfirmTotp } from './confirm-totp.js';
import { RegenerateBackupCodes } from './regenerate-backup-codes.js';
import { RemoveTotp } from './remove-totp.js';
import { SecondFactorResolver } from './second-factor.resolver.js';
import { StartTotp } from './start-totp.js';
import { TotpSecrets } from './totp-secrets.js';

export { secondFactorPolicy } from './second-factor.policy.js';
export { secondFactorViews } from './second-factor.view.js';

export const secondFactorProviders = [
  TotpSecrets,
  BackupCodes,
  AskSecondFactor,
  StartTotp,
  ConfirmTotp,
  RemoveTotp,
  RegenerateBackupCodes,
  CompleteSignIn,
  SecondFactorResolver,
];
