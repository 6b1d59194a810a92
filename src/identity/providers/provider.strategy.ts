import { AuthorizationResponseError } from 'openid-client';
import { Strategy } from 'passport-strategy';

import type { Answer, ProviderClient } from './provider-client.js';

/** Somebody whom a provider vouches for; nobody where they said no there. */
export class ProviderStrategy extends Strategy {
  readonly name: string;

  constructor(private readonly client: ProviderClient) {
    super();
    this.name = client.provider;
  }

  override authenticate({ body }: { body: Answer }): void {
    this.client.identityOf(body).then(
      (identity) => this.success(identity),
      (error: unknown) => {
        if (error instanceof AuthorizationResponseError && error.error === 'access_denied') this.fail(401);
        else this.error(error as Error);
      },
    );
  }
}
