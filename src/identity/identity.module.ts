import { Global, Module } from '@nestjs/common';

import { AccessModule, Authenticator } from '../base/access/index.js';
import { ConstraintRefusals } from '../base/database/index.js';
import { Refusal } from '../base/errors/index.js';
import { ViewsModule } from '../base/views/index.js';
import { accessProviders, JwksController } from './access/index.js';
import { emailPolicy, emailProviders, Planted } from './email/index.js';
import { identityPolicy } from './identity.policy.js';
import { IdentityResolver } from './identity.resolver.js';
import { identityViews } from './identity.view.js';
import { LinkPages } from './pages/index.js';
import { passwordProviders, passwordsPolicy, SignUp } from './passwords/index.js';
import { providerProviders, providersPolicy, ProvidersController } from './providers/index.js';
import { sessionProviders, Sessions } from './sessions/index.js';

@Global()
@Module({
  imports: [
    ViewsModule.forFeature(identityViews),
    AccessModule.forFeature({ ...identityPolicy, ...emailPolicy, ...passwordsPolicy, ...providersPolicy }),
  ],
  controllers: [JwksController, ProvidersController],
  providers: [
    ...accessProviders,
    ...sessionProviders,
    ...emailProviders,
    ...passwordProviders,
    ...providerProviders,
    LinkPages,
    IdentityResolver,
  ],
  exports: [Authenticator, Planted, Sessions, SignUp],
})
export class IdentityModule {
  constructor(constraints: ConstraintRefusals) {
    constraints.register(
      'account_email_key',
      () => new Refusal('EMAIL_TAKEN', 'There is an account with this address already. Sign in instead.'),
    );
    constraints.register(
      'provider_identity_one_of_a_provider',
      () => new Refusal('NOT_ALLOWED_NOW', 'Your account has another one of this provider. Unlink that first.'),
    );
  }
}
