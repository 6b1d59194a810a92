import { credentials, EVERYONE, recent, type RootPolicy, SIGNED_IN, withoutToken } from '../../base/access/index.js';

export const emailPolicy: RootPolicy = {
  'Mutation.requestEmailLink': credentials(withoutToken(EVERYONE)),
  'Mutation.verifyEmail': credentials(withoutToken(EVERYONE)),
  'Mutation.changeEmail': credentials(recent(SIGNED_IN)),
  'Mutation.confirmEmailChange': credentials(withoutToken(EVERYONE)),
};
