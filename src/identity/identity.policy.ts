import { credentials, EVERYONE, recent, type RootPolicy, SIGNED_IN, withoutToken } from '../base/access/index.js';

export const identityPolicy: RootPolicy = {
  'Query.viewer': EVERYONE,
  'Mutation.signUp': credentials(withoutToken(EVERYONE)),
  'Mutation.signIn': credentials(withoutToken(EVERYONE)),
  'Mutation.refreshSession': credentials(withoutToken(EVERYONE)),
  'Mutation.signOut': withoutToken(EVERYONE),
  'Mutation.requestExport': recent(SIGNED_IN),
  'Mutation.deleteAccount': recent(SIGNED_IN),
};
