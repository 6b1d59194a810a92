import { Global, Module } from '@nestjs/common';

import { AccessModule, Authenticator } from '../base/access/index.js';
import { ConstraintRefusals } from '../base/database/index.js';
import { Refusal } from '../base/errors/index.js';
import { ViewRegistry, ViewsModule } from '../base/views/index.js';
import { PersonalDataModule } from '../base/personal-data/index.js';
import { accessProviders, JwksController } from './access/index.js';
import { apiKeyProviders, apiKeysPolicy, apiKeysViews } from './api-keys/index.js';
import { challengeProviders } from './challenges/index.js';
import { emailPolicy, emailProviders, Planted } from './email/index.js';
import { identityPersonal } from './identity.personal.js';
import { identityPolicy } from './identity.policy.js';
import { IdentityResolver } from './identity.resolver.js';
import { identityViews } from './identity.view.js';
import { LinkPages } from './pages/index.js';
import { passkeyProviders, passkeysPolicy, passkeysViews } from './passkeys/index.js';
import { passwordProviders, passwordsPolicy, SignUp } from './passwords/index.js';
import { PlantedFactors } from './planted-factors.js';
import { ExportLinks, ExportsController, exportViews, privacyProviders, PrivacyResolver } from './privacy/index.js';
import { providerProviders, providersPolicy, ProvidersController } from './providers/index.js';
import { secondFactorPolicy, secondFactorProviders, secondFactorViews } from './second-factor/index.js';
import { SecurityMail } from './security-mail.js';
import { sessionProviders, Sessions } from './sessions/index.js';

@Global()
@Module({
  imports: [
    PersonalDataModule.forFeature(identityPersonal),
    ViewsModule.forFeature(identityViews),
    AccessModule.forFeature({ ...identityPolicy, ...emailPolicy, ...passwordsPolicy, ...providersPolicy }),
    ViewsModule.forFeature(secondFactorViews),
    ViewsModule.forFeature(passkeysViews),
    ViewsModule.forFeature(apiKeysViews),
    AccessModule.forFeature({ ...secondFactorPolicy, ...passkeysPolicy, ...apiKeysPolicy }),
  ],
  controllers: [ExportsController, JwksController, ProvidersController],
  providers: [
    ...accessProviders,
    ...sessionProviders,
    ...emailProviders,
    ...passwordProviders,
    ...providerProviders,
    ...privacyProviders,
    ...challengeProviders,
    ...secondFactorProviders,
    ...passkeyProviders,
    ...apiKeyProviders,
    PlantedFactors,
    SecurityMail,
    LinkPages,
    IdentityResolver,
    PrivacyResolver,
  ],
  exports: [Authenticator, Planted, Sessions, SignUp],
})
export class IdentityModule {
  constructor(constraints: ConstraintRefusals, views: ViewRegistry, links: ExportLinks) {
    views.add(exportViews(links));
    constraints.register(
      'passkey_credential_id_key',
      () => new Refusal('NOT_ALLOWED_NOW', 'This passkey is registered already.'),
    );
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
