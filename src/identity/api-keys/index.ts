import { ApiKeyStrategy } from './api-key.strategy.js';
import { ApiKeysResolver } from './api-keys.resolver.js';
import { CreateApiKey } from './create-api-key.js';
import { HeldKeys } from './held-keys.js';
import { RevokeApiKey } from './revoke-api-key.js';

export { apiKeysPolicy } from './api-keys.policy.js';
export { apiKeysViews } from './api-keys.view.js';

export const apiKeyProviders = [HeldKeys, ApiKeyStrategy, CreateApiKey, RevokeApiKey, ApiKeysResolver];
