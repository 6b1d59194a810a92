import { PasskeysResolver } from './passkeys.resolver.js';
import { RegisterPasskey } from './register-passkey.js';
import { RelyingParty } from './relying-party.js';
import { RemovePasskey } from './remove-passkey.js';
import { SignInWithPasskey } from './sign-in-with-passkey.js';

export { passkeysPolicy } from './passkeys.policy.js';
export { passkeysViews } from './passkeys.view.js';

export const passkeyProviders = [RelyingParty, RegisterPasskey, SignInWithPasskey, RemovePasskey, PasskeysResolver];
