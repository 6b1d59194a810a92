import { Injectable } from '@nestjs/common';
import { SignJWT } from 'jose';
import { z } from 'zod';

import { Config, type FcmSettings } from '../config/index.js';
import { Clock, type Instant } from '../time/index.js';
import {
  failure,
  LIFETIME_SECONDS,
  PATIENCE_MS,
  type PushMessage,
  type PushOutcome,
  type PushTarget,
  type Sender,
} from './sender.js';
import { secondsOf, TokenCache } from './token-cache.js';

const SCOPE = 'https://www.googleapis.com/auth/firebase.messaging';
const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
/** They live for an hour. */
const TOKEN_MINUTES = 50;

const granted = z.object({ access_token: z.string() });
const refused = z.object({
  error: z.object({
    status: z.string().default(''),
    details: z.array(z.looseObject({ errorCode: z.string().optional() })).default([]),
  }),
});

/** Firebase Cloud Messaging, HTTP v1, as a service account (RFC 7523). */
@Injectable()
export class FcmSender implements Sender {
  readonly settings: FcmSettings | undefined;
  readonly #tokens: TokenCache;

  constructor(config: Config, clock: Clock) {
    this.settings = config.push.fcm;
    this.#tokens = new TokenCache(clock, TOKEN_MINUTES, (now) => this.#accessToken(now));
  }

  async send({ token }: PushTarget, message: PushMessage): Promise<PushOutcome> {
    const { url, projectId } = this.#configured;
    const response = await this.#post(`${url}/v1/projects/${projectId}/messages:send`, {
      headers: { authorization: `Bearer ${await this.#tokens.get()}`, 'content-type': 'application/json' },
      body: JSON.stringify({ message: messageTo(token, message) }),
    });
    const { status } = response;
    if (response.ok) {
      await response.body?.cancel();
      return 'sent';
    }
    if (status === 401) this.#tokens.forget();
    const { error } = refused.catch({ error: { status: '', details: [] } }).parse(await json(response));
    const codes = error.details.flatMap(({ errorCode }) => errorCode ?? []);
    if (codes.includes('UNREGISTERED')) return 'gone';
    throw failure('FCM', status, [error.status, ...codes].join(' '));
  }

  get #configured(): FcmSettings {
    if (!this.settings) throw new Error('FCM_SERVICE_ACCOUNT is not set');
    return this.settings;
  }

  async #accessToken(now: Instant): Promise<string> {
    const { key, clientEmail, tokenUrl } = this.#configured;
    const assertion = await new SignJWT({ scope: SCOPE })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
      .setIssuer(clientEmail)
      .setAudience(tokenUrl)
      .setIssuedAt(secondsOf(now))
      .setExpirationTime(secondsOf(now) + 3_600)
      .sign(key);
    const response = await this.#post(tokenUrl, { body: new URLSearchParams({ grant_type: GRANT, assertion }) });
    // Whatever is wrong with it is to be mended in the settings, so it is worth another try.
    if (!response.ok) throw new Error(`FCM gave no access token: ${response.status}`);
    return granted.parse(await json(response)).access_token;
  }

  #post(url: string, init: RequestInit): Promise<Response> {
    return fetch(url, { ...init, method: 'POST', redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) });
  }
}

/**
 * No `collapse_key`, of which Firebase keeps four a device and drops what more there is: the tag has the repeat shown in place
 * of the first.
 */
function messageTo(token: string, { topic, title, url }: PushMessage) {
  return {
    token,
    notification: { title },
    data: { url },
    android: { ttl: `${LIFETIME_SECONDS}s`, notification: { tag: topic } },
    apns: { headers: { 'apns-collapse-id': topic } },
    webpush: { headers: { Topic: topic, TTL: String(LIFETIME_SECONDS) }, notification: { tag: topic } },
  };
}

function json(response: Response): Promise<unknown> {
  return response.json().catch(() => ({}));
}
