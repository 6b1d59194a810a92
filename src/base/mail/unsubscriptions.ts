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

type SwitchOff = (accountId: string, kind: string) => Promise<void>;

/**
 * What "no more of this" means, and the links that say it. Whoever keeps preferences registers; nobody having done so, it is
 * written down here and such mail isn't queued.
 */
@Injectable()
export class Unsubscriptions {
  readonly #key: Buffer;
  #registered: SwitchOff | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly address: PublicAddress,
    config: Config,
  ) {
    this.#key = config.deriveKey('unsubscribe');
  }

  /** From then on it's the registrant who doesn't queue what isn't wanted. */
  register(switchOff: SwitchOff): void {
    if (this.#registered) throw new Error('Somebody else keeps who wants which mail');
    this.#registered = switchOff;
  }

  async switchOff({ accountId, kind }: Subscription): Promise<void> {
    await this.database.transaction(async () => {
      if (this.#registered) return this.#registered(accountId, kind);
      await this.database.query('INSERT INTO mail_unsubscription VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
        accountId,
        kind,
        this.clock.now(),
      ]);
    });
  }

  async isOff({ accountId, kind }: Subscription): Promise<boolean> {
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
