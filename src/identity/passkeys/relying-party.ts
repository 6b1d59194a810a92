import { Injectable } from '@nestjs/common';

import { Config, PublicAddress } from '../../base/config/index.js';

/** Who passkeys are for: the site at PUBLIC_URL. Set once it has users: passkeys are bound to its host. */
@Injectable()
export class RelyingParty {
  readonly name = 'Sevenfold';

  constructor(
    private readonly config: Config,
    private readonly address: PublicAddress,
  ) {}

  get id(): string {
    return this.address.hostname;
  }

  /** The pages on which a passkey may be used. A browser lets only those under the host of {@link id}. */
  get origins(): string[] {
    return [new URL(this.address.url).origin, ...this.config.allowedOrigins];
  }
}
