import { PurgeSessions } from './purge-sessions.js';
import { RefreshTokens } from './refresh-tokens.js';
import { Sessions } from './sessions.js';
import { SignOut } from './sign-out.js';

export { Sessions } from './sessions.js';
export { SignOut } from './sign-out.js';

export const sessionProviders = [RefreshTokens, Sessions, SignOut, PurgeSessions];
