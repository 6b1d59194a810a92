import { EVERYONE, type RootPolicy, withoutToken } from '../base/access/index.js';

export const identityPolicy: RootPolicy = {
  'Query.viewer': EVERYONE,
  'Mutation.signUp': withoutToken(EVERYONE),
  'Mutation.signIn': withoutToken(EVERYONE),
  'Mutation.refreshSession': withoutToken(EVERYONE),
};
