import { createHmac, timingSafeEqual } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { Config, PublicAddress } from '../config/index.js';
import { Database } from '../database/index.js';
import { Clock } from '../time/index.js';

/** What a link is about: one kind of mail to one account. */
export interface Subscription {
  readonly accountId: string;
  readonly kind: string;
}

/** Where it is kept whether somebody wants a kind of mail. Links and the mailer ask and tell it alike. */
export interface SubscriptionKeeper {
  isOff(accountId: string): Promise<boolean>;
  /** In a transaction; does nothing for an account that isn't there. */
  switchOff(accountId: string): Promise<void>;
}

/**
 * What "no more of this" means, and the links that say it. Kinds of mail that are among somebody's settings are kept there;
 * that others are not wanted is written down here.
 */
@Injectable()
export class Unsubscriptions {
  readonly #key: Buffer;
  readonly #keepers = new Map<string, SubscriptionKeeper>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly address: PublicAddress,
    config: Config,
  ) {
    this.#key = config.deriveKey('unsubscribe');
  }

  keep(kind: string, keeper: SubscriptionKeeper): void {
    if (this.#keepers.has(kind)) throw new Error(`Two keepers of who wants mail of the kind ${kind}`);
    this.#keepers.set(kind, keeper);
  }

  async switchOff({ accountId, kind }: Subscription): Promise<void> {
    await this.database.transaction(async () => {
      const keeper = this.#keepers.get(kind);
      if (keeper) return keeper.switchOff(accountId);
      await this.database.query('INSERT INTO mail_unsubscription VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
        accountId,
        kind,
        this.clock.now(),
      ]);
    });
  }

  async isOff({ accountId, kind }: Subscription): Promise<boolean> {
    const keeper = this.#keepers.get(kind);
    if (keeper) return keeper.isOff(accountId);
    const row = await this.database.queryOne('SELECT FROM mail_unsubscription WHERE account_id = $1 AND kind = $2', [
      accountId,
      kind,
    ]);
    return row !== undefined;
  }

  linkFor({ accountId, kind }: Subscription): string {
    const said = `${accountId}.${kind}`;
    return `${this.address.url}/unsubscribe?token=${said}.${this.#sign(said).toString('base64url')}`;
  }

  /** @returns undefined when we didn't write the token */
  read(token: string): Subscription | undefined {
    const [, said, accountId, kind, signature] = /^(([0-9a-f-]{36})\.([\w-]+))\.([\w-]{43})$/.exec(token) ?? [];
    if (!said || !accountId || !kind || !signature) return undefined;
    const given = Buffer.from(signature, 'base64url');
    return timingSafeEqual(given, this.#sign(said)) ? { accountId, kind } : undefined;
  }

  #sign(said: string): Buffer {
    return createHmac('sha256', this.#key).update(said).digest();
  }
}
