import { credentials, EVERYONE, type RootPolicy, withoutToken } from '../../base/access/index.js';

export const emailPolicy: RootPolicy = {
  'Mutation.requestEmailLink': credentials(withoutToken(EVERYONE)),
  'Mutation.verifyEmail': credentials(withoutToken(EVERYONE)),
};
