import { FinishSignIn } from './finish-sign-in.js';
import { PurgeSessions } from './purge-sessions.js';
import { RefreshTokens } from './refresh-tokens.js';
import { Sessions } from './sessions.js';
import { SignOut } from './sign-out.js';

export { FinishSignIn } from './finish-sign-in.js';
export { Sessions } from './sessions.js';
export { SignOut } from './sign-out.js';

export const sessionProviders = [RefreshTokens, Sessions, FinishSignIn, SignOut, PurgeSessions];
