export { Config, ConfigError } from './config.js';
export { ConfigModule } from './config.module.js';
export { PublicAddress } from './public-address.js';
export { type Provider, PROVIDERS, type ProviderSettings } from './sign-in-providers.js';
export { type ApnsSettings, type FcmSettings } from './push-settings.js';
