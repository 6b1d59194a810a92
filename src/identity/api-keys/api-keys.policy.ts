import { recent, type RootPolicy, SIGNED_IN } from '../../base/access/index.js';

export const apiKeysPolicy: RootPolicy = {
  'Mutation.createApiKey': recent(SIGNED_IN),
  // Without `recent`: whoever sees that a key has leaked should lose no time.
  'Mutation.revokeApiKey': SIGNED_IN,
};
