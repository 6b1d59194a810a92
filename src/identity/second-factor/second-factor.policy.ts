import { credentials, EVERYONE, recent, type RootPolicy, SIGNED_IN, withoutToken } from '../../base/access/index.js';

export const secondFactorPolicy: RootPolicy = {
  'Mutation.startTotp': recent(SIGNED_IN),
  // Without `recent`: the code shows that it is the one who was shown the secret, at most ten minutes ago.
  'Mutation.confirmTotp': credentials(SIGNED_IN),
  'Mutation.removeTotp': recent(SIGNED_IN),
  'Mutation.regenerateBackupCodes': recent(SIGNED_IN),
  'Mutation.completeSignIn': credentials(withoutToken(EVERYONE)),
};
