import { Controller, Get, Header } from '@nestjs/common';
import type { JWK } from 'jose';

import { SigningKeys } from './signing-keys.js';

/** The public keys of access tokens, for other services that are sent them. */
@Controller('.well-known')
export class JwksController {
  constructor(private readonly keys: SigningKeys) {}

  @Get('jwks.json')
  @Header('cache-control', 'public, max-age=3600')
  read(): Promise<{ keys: JWK[] }> {
    return this.keys.jwks();
  }
}
