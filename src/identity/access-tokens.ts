import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import { jwtVerify, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';

import type { Role, SignedIn } from '../base/access/index.js';
import { Config } from '../base/config/index.js';
import { Clock, type Instant } from '../base/time/index.js';

const ISSUER = 'sevenfold';
const AUDIENCE = 'sevenfold-api';
/** RFC 9068, so that no other token of ours can pass for an access token. */
const TYPE = 'at+jwt';
const ALGORITHM = 'EdDSA';
export const ACCESS_TOKEN_MINUTES = 10;
/** PKCS #8 frame around the 32 bytes of an Ed25519 key (RFC 8410). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

interface Verified {
  readonly viewer: SignedIn;
  readonly endsAtMs: number;
}

/** Short signed tokens that say who is asking, so that no request has to look that up. */
@Injectable()
export class AccessTokens {
  readonly #privateKey: KeyObject;
  readonly #publicKey: KeyObject;
  // A client sends one token with many requests; checking a signature costs more than most reads.
  readonly #verified = new LRUCache<string, Verified>({ max: 10_000 });

  constructor(
    config: Config,
    private readonly clock: Clock,
  ) {
    this.#privateKey = createPrivateKey({
      key: Buffer.concat([PKCS8_ED25519, config.deriveKey('access-token')]),
      format: 'der',
      type: 'pkcs8',
    });
    this.#publicKey = createPublicKey(this.#privateKey);
  }

  async issue(viewer: SignedIn): Promise<{ token: string; endsAt: Instant }> {
    const now = this.clock.now();
    const endsAt = now.add({ minutes: ACCESS_TOKEN_MINUTES }).round({ smallestUnit: 'second', roundingMode: 'floor' });
    const token = await new SignJWT({ sid: viewer.sessionId, roles: [...viewer.roles], verified: viewer.emailVerified })
      .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(viewer.accountId)
      .setIssuedAt(Math.floor(now.epochMilliseconds / 1000))
      .setExpirationTime(endsAt.epochMilliseconds / 1000)
      .sign(this.#privateKey);
    return { token, endsAt };
  }

  /** Undefined for a token that is not ours, was changed, or has ended. */
  async verify(token: string): Promise<SignedIn | undefined> {
    return (await this.read(token))?.viewer;
  }

  /** The same, with the end of its time. */
  async read(token: string): Promise<Verified | undefined> {
    const nowMs = this.clock.now().epochMilliseconds;
    const known = this.#verified.get(token);
    if (known) return known.endsAtMs > nowMs ? known : undefined;
    try {
      const { payload } = await jwtVerify(token, this.#publicKey, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: AUDIENCE,
        typ: TYPE,
        requiredClaims: ['sub', 'sid', 'exp', 'iat'],
        currentDate: new Date(nowMs),
      });
      const viewer: SignedIn = {
        accountId: payload.sub as string,
        sessionId: payload.sid as string,
        roles: new Set(payload.roles as Role[]),
        emailVerified: payload.verified === true,
      };
      const verified = { viewer, endsAtMs: (payload.exp as number) * 1000 };
      this.#verified.set(token, verified);
      return verified;
    } catch {
      return undefined;
    }
  }
}
