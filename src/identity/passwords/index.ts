import { ChangePassword } from './change-password.js';
import { LocalStrategy } from './local.strategy.js';
import { PasswordsResolver } from './passwords.resolver.js';
import { Passwords } from './passwords.js';
import { ResetPassword } from './reset-password.js';
import { SignIn } from './sign-in.js';
import { SignUp } from './sign-up.js';

export { passwordsPolicy } from './passwords.policy.js';
export { ResetPassword } from './reset-password.js';
export { SignIn } from './sign-in.js';
export { SignUp } from './sign-up.js';

export const passwordProviders = [
  Passwords,
  LocalStrategy,
  SignIn,
  SignUp,
  ResetPassword,
  ChangePassword,
  PasswordsResolver,
];
