import { credentials, EVERYONE, recent, type RootPolicy, SIGNED_IN, withoutToken } from '../base/access/index.js';

export const identityPolicy: RootPolicy = {
  'Query.viewer': EVERYONE,
  'Query.signInProviders': EVERYONE,
  'Mutation.signUp': credentials(withoutToken(EVERYONE)),
  'Mutation.signIn': credentials(withoutToken(EVERYONE)),
  'Mutation.signInWithProvider': credentials(withoutToken(EVERYONE)),
  'Mutation.unlinkProvider': recent(SIGNED_IN),
  'Mutation.refreshSession': credentials(withoutToken(EVERYONE)),
  'Mutation.signOut': withoutToken(EVERYONE),
};
