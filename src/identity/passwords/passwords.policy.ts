import { credentials, EVERYONE, recent, type RootPolicy, SIGNED_IN, withoutToken } from '../../base/access/index.js';

export const passwordsPolicy: RootPolicy = {
  'Mutation.resetPassword': credentials(withoutToken(EVERYONE)),
  'Mutation.changePassword': credentials(recent(SIGNED_IN)),
};
