import { Injectable } from '@nestjs/common';

import { Config, type Provider, PROVIDERS } from '../../base/config/index.js';
import { Passports } from '../access/index.js';
import { ProviderClient } from './provider-client.js';
import { ProviderStrategy } from './provider.strategy.js';

/** The providers that are set up. */
@Injectable()
export class Providers {
  readonly #clients: ReadonlyMap<Provider, ProviderClient>;

  constructor(config: Config, passports: Passports) {
    this.#clients = new Map(
      [...config.signInProviders].map(([provider, settings]) => [provider, new ProviderClient(provider, settings)]),
    );
    for (const client of this.#clients.values()) passports.use(new ProviderStrategy(client));
  }

  get offered(): readonly { readonly provider: Provider; readonly startPath: string }[] {
    return [...this.#clients.keys()].map((provider) => ({ provider, startPath: `/auth/${pathOf(provider)}` }));
  }

  /** By its name in a path. */
  find(name: string): ProviderClient | undefined {
    const provider = PROVIDERS.find((known) => pathOf(known) === name);
    return provider && this.#clients.get(provider);
  }
}

export function pathOf(provider: Provider): string {
  return provider.toLowerCase();
}
