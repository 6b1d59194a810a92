import { credentials, EVERYONE, recent, type RootPolicy, SIGNED_IN, withoutToken } from '../../base/access/index.js';

export const passkeysPolicy: RootPolicy = {
  'Mutation.startPasskeyRegistration': recent(SIGNED_IN),
  'Mutation.finishPasskeyRegistration': recent(SIGNED_IN),
  'Mutation.removePasskey': recent(SIGNED_IN),
  'Mutation.startPasskeySignIn': credentials(withoutToken(EVERYONE)),
  'Mutation.finishPasskeySignIn': credentials(withoutToken(EVERYONE)),
};
