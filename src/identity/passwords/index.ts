import { LocalStrategy } from './local.strategy.js';
import { Passwords } from './passwords.js';
import { SignIn } from './sign-in.js';
import { SignUp } from './sign-up.js';

export { Passwords } from './passwords.js';
export { SignIn } from './sign-in.js';
export { emailAddress, SignUp } from './sign-up.js';

export const passwordProviders = [Passwords, LocalStrategy, SignIn, SignUp];
