import { Injectable } from '@nestjs/common';

/** In a transaction. */
type Drop = (accountId: string) => Promise<void>;

/**
 * Whoever makes an account with somebody else's address can wait in it for the owner. What can be left there to come back by
 * (second factors, passkeys, keys of scripts, secret addresses) says here how it is dropped when the owner shows that the
 * address is theirs.
 */
@Injectable()
export class Planted {
  readonly #drops: Drop[] = [];

  register(drop: Drop): void {
    this.#drops.push(drop);
  }

  /** In the transaction of what shows it. */
  async drop(accountId: string): Promise<void> {
    for (const drop of this.#drops) await drop(accountId);
  }
}
