import { credentials, EVERYONE, type RootPolicy, withoutToken } from '../../base/access/index.js';

export const passwordsPolicy: RootPolicy = {
  'Mutation.resetPassword': credentials(withoutToken(EVERYONE)),
};
