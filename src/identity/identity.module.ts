import { Global, Module } from '@nestjs/common';

import { AccessModule, Authenticator } from '../base/access/index.js';
import { ConstraintRefusals } from '../base/database/index.js';
import { Refusal } from '../base/errors/index.js';
import { ViewsModule } from '../base/views/index.js';
import { AccessTokens } from './access-tokens.js';
import { identityPolicy } from './identity.policy.js';
import { IdentityResolver } from './identity.resolver.js';
import { identityViews } from './identity.view.js';
import { Passports } from './passports.js';
import { PurgeSessions } from './purge-sessions.js';
import { Passwords } from './passwords.js';
import { Sessions } from './sessions.js';
import { SignIn } from './sign-in.js';
import { SignUp } from './sign-up.js';
import { TokenAuthenticator } from './token-authenticator.js';

@Global()
@Module({
  imports: [ViewsModule.forFeature(identityViews), AccessModule.forFeature(identityPolicy)],
  providers: [
    AccessTokens,
    Passports,
    Passwords,
    PurgeSessions,
    Sessions,
    SignIn,
    SignUp,
    IdentityResolver,
    { provide: Authenticator, useClass: TokenAuthenticator },
  ],
  exports: [Authenticator, SignUp],
})
export class IdentityModule {
  constructor(constraints: ConstraintRefusals) {
    constraints.register(
      'account_email_key',
      () => new Refusal('EMAIL_TAKEN', 'There is an account with this address already. Sign in instead.'),
    );
  }
}
