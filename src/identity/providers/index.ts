import { ProviderCodes } from './provider-codes.js';
import { ProviderFlows } from './provider-flows.js';
import { Providers } from './providers.js';
import { ProvidersResolver } from './providers.resolver.js';
import { PurgeProviders } from './purge-providers.js';
import { SignInWithProvider } from './sign-in-with-provider.js';
import { UnlinkProvider } from './unlink-provider.js';

export { providersPolicy } from './providers.policy.js';
export { ProvidersController } from './providers.controller.js';

export const providerProviders = [
  Providers,
  ProviderFlows,
  ProviderCodes,
  SignInWithProvider,
  UnlinkProvider,
  ProvidersResolver,
  PurgeProviders,
];
