import { credentials, EVERYONE, recent, type RootPolicy, SIGNED_IN, withoutToken } from '../../base/access/index.js';

export const providersPolicy: RootPolicy = {
  'Query.signInProviders': EVERYONE,
  // What links needs a recent sign-in, too: the verb sees to that.
  'Mutation.signInWithProvider': credentials(withoutToken(EVERYONE)),
  'Mutation.unlinkProvider': recent(SIGNED_IN),
};
