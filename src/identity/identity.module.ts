import { Global, Module } from '@nestjs/common';

import { AccessModule, Authenticator } from '../base/access/index.js';
import { ConstraintRefusals } from '../base/database/index.js';
import { Refusal } from '../base/errors/index.js';
import { ViewsModule } from '../base/views/index.js';
import { accessProviders, JwksController } from './access/index.js';
import { challengeProviders } from './challenges/index.js';
import { identityPolicy } from './identity.policy.js';
import { IdentityResolver } from './identity.resolver.js';
import { identityViews } from './identity.view.js';
import { passwordProviders, SignUp } from './passwords/index.js';
import { secondFactorPolicy, secondFactorProviders, secondFactorViews } from './second-factor/index.js';
import { SecurityMail } from './security-mail.js';
import { sessionProviders } from './sessions/index.js';

@Global()
@Module({
  imports: [
    ViewsModule.forFeature(identityViews),
    AccessModule.forFeature(identityPolicy),
    ViewsModule.forFeature(secondFactorViews),
    AccessModule.forFeature(secondFactorPolicy),
  ],
  controllers: [JwksController],
  providers: [
    ...accessProviders,
    ...sessionProviders,
    ...passwordProviders,
    ...challengeProviders,
    ...secondFactorProviders,
    SecurityMail,
    IdentityResolver,
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
