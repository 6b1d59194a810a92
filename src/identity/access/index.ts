import { Authenticator } from '../../base/access/index.js';
import { AccessState } from './access-state.js';
import { AccessTokens } from './access-tokens.js';
import { BearerStrategy } from './bearer.strategy.js';
import { Passports } from './passports.js';
import { SigningKeys } from './signing-keys.js';
import { TokenAuthenticator } from './token-authenticator.js';

export { AccessState } from './access-state.js';
export { AccessTokens } from './access-tokens.js';
export { JwksController } from './jwks.controller.js';
export { Passports } from './passports.js';

export const accessProviders = [
  SigningKeys,
  AccessTokens,
  AccessState,
  Passports,
  BearerStrategy,
  { provide: Authenticator, useClass: TokenAuthenticator },
];
