import { Injectable } from '@nestjs/common';
import { jwtVerify, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';

import type { Holder, Role, SignedIn } from '../../base/access/index.js';
import { Clock, type Instant, instantFromMs } from '../../base/time/index.js';
import { ALGORITHM, SigningKeys } from './signing-keys.js';

const ISSUER = 'sevenfold';
const AUDIENCE = 'sevenfold-api';
/** RFC 9068, so that no other token of ours can pass for an access token. */
const TYPE = 'at+jwt';
export const ACCESS_TOKEN_MINUTES = 10;

/** Short signed tokens that say who is asking, so that no request has to look that up. */
@Injectable()
export class AccessTokens {
  // A client sends one token with many requests; checking a signature costs more than most reads.
  readonly #verified = new LRUCache<string, Holder>({ max: 10_000 });

  constructor(
    private readonly keys: SigningKeys,
    private readonly clock: Clock,
  ) {}

  async issue(viewer: SignedIn): Promise<{ token: string; endsAt: Instant }> {
    const now = this.clock.now();
    const endsAt = now.add({ minutes: ACCESS_TOKEN_MINUTES }).round({ smallestUnit: 'second', roundingMode: 'floor' });
    const { id, privateKey } = this.keys.current;
    const claims = {
      sid: viewer.sessionId,
      roles: [...viewer.roles],
      ...(viewer.moderatedArea !== undefined && { area: viewer.moderatedArea }),
      verified: viewer.emailVerified,
      ...(viewer.authenticatedAt && { auth_time: seconds(viewer.authenticatedAt) }),
    };
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: id })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(viewer.accountId)
      .setIssuedAt(seconds(now))
      .setExpirationTime(seconds(endsAt))
      .sign(privateKey);
    return { token, endsAt };
  }

  /** Undefined for a token that is not ours, was changed, or is over. */
  async read(token: string): Promise<Holder | undefined> {
    const now = this.clock.now();
    const known = this.#verified.get(token);
    if (known) return known.endsAt.epochMilliseconds > now.epochMilliseconds ? known : undefined;
    const holder = await this.#verify(token, now);
    if (holder) this.#verified.set(token, holder);
    return holder;
  }

  async #verify(token: string, now: Instant): Promise<Holder | undefined> {
    try {
      const { payload } = await jwtVerify(token, ({ kid }) => this.#key(kid), {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: AUDIENCE,
        typ: TYPE,
        requiredClaims: ['sub', 'sid', 'exp', 'iat'],
        currentDate: new Date(now.epochMilliseconds),
      });
      const viewer: SignedIn = {
        accountId: payload.sub as string,
        sessionId: payload.sid as string,
        roles: new Set(payload.roles as Role[]),
        ...(typeof payload.area === 'number' && { moderatedArea: payload.area }),
        emailVerified: payload.verified === true,
        ...(typeof payload.auth_time === 'number' && { authenticatedAt: instantFromMs(payload.auth_time * 1_000) }),
      };
      return { viewer, endsAt: instantFromMs((payload.exp as number) * 1_000) };
    } catch {
      return undefined;
    }
  }

  #key(id: string | undefined) {
    const key = this.keys.find(id);
    if (!key) throw new Error('No key of ours has this id');
    return key;
  }
}

function seconds(instant: Instant): number {
  return Math.floor(instant.epochMilliseconds / 1_000);
}
