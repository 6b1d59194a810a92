import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import { exportJWK, type JWK } from 'jose';

import { Config } from '../../base/config/index.js';
import { Clock } from '../../base/time/index.js';

/** RFC 9864's name is Ed25519; EdDSA is what today's libraries know. */
export const ALGORITHM = 'EdDSA';
/** PKCS #8 frame around the 32 bytes of an Ed25519 key (RFC 8410). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');
const PERIOD_MS = 30 * 24 * 3_600_000;

interface KeyPair {
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/**
 * The keys of access tokens: another one every thirty days, derived from SECRET_KEY and the number of the period, so that
 * processes agree on them without telling each other.
 */
@Injectable()
export class SigningKeys {
  readonly #pairs = new Map<number, KeyPair>();

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  get current(): KeyPair {
    return this.#pair(this.#period());
  }

  /** The public key of that id, when it signs now, did until lately, or will next: clocks differ by a little. */
  find(id: string | undefined): KeyObject | undefined {
    return this.#near().find((pair) => pair.id === id)?.publicKey;
  }

  /** RFC 7517. */
  async jwks(): Promise<{ keys: JWK[] }> {
    const keys = this.#near().map(async ({ id, publicKey }) => ({
      ...(await exportJWK(publicKey)),
      kid: id,
      alg: ALGORITHM,
      use: 'sig',
    }));
    return { keys: await Promise.all(keys) };
  }

  #period(): number {
    return Math.floor(this.clock.now().epochMilliseconds / PERIOD_MS);
  }

  #near(): KeyPair[] {
    const period = this.#period();
    return [period - 1, period, period + 1].map((near) => this.#pair(near));
  }

  #pair(period: number): KeyPair {
    let pair = this.#pairs.get(period);
    if (!pair) {
      const secret = this.config.deriveKey(`access-token/${period}`);
      const privateKey = createPrivateKey({
        key: Buffer.concat([PKCS8_ED25519, secret]),
        format: 'der',
        type: 'pkcs8',
      });
      pair = { id: String(period), privateKey, publicKey: createPublicKey(privateKey) };
      for (const old of this.#pairs.keys()) if (old < period - 2) this.#pairs.delete(old);
      this.#pairs.set(period, pair);
    }
    return pair;
  }
}
