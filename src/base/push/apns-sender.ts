import { type ClientHttp2Session, connect, constants } from 'node:http2';

import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { SignJWT } from 'jose';

import { type ApnsSettings, Config } from '../config/index.js';
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

/** Apple takes one that is 20 to 60 minutes old, and a new one every 20 minutes at most. */
const TOKEN_MINUTES = 40;
/** Nobody needs the connection for so long that it can go. */
const IDLE_MS = 300_000;
const GONE = 'BadDeviceToken Unregistered'.split(' ');
const LONGEST_ANSWER = 4_096;

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Apple Push Notification service: HTTP/2, one connection for all messages, a signed token in each. */
@Injectable()
export class ApnsSender implements Sender, OnModuleDestroy {
  readonly settings: ApnsSettings | undefined;
  readonly #tokens: TokenCache;
  #session: ClientHttp2Session | undefined;

  constructor(
    config: Config,
    private readonly clock: Clock,
  ) {
    this.settings = config.push.apns;
    this.#tokens = new TokenCache(clock, TOKEN_MINUTES, (now) => this.#token(now));
  }

  onModuleDestroy(): void {
    this.#session?.destroy();
  }

  async send({ token }: PushTarget, { topic, title, url }: PushMessage): Promise<PushOutcome> {
    const payload = { aps: { alert: { title }, sound: 'default' }, url };
    const { status, text } = await this.#post(`/3/device/${encodeURIComponent(token)}`, JSON.stringify(payload), {
      authorization: `bearer ${await this.#tokens.get()}`,
      'apns-topic': this.#configured.topic,
      'apns-push-type': 'alert',
      'apns-collapse-id': topic,
      'apns-expiration': String(secondsOf(this.clock.now()) + LIFETIME_SECONDS),
    });
    if (status === 200) return 'sent';
    const reason = reasonIn(text);
    if (status === 410 || (status === 400 && GONE.includes(reason))) return 'gone';
    if (reason === 'ExpiredProviderToken') this.#tokens.forget();
    throw failure('APNS', status, reason);
  }

  get #configured(): ApnsSettings {
    if (!this.settings) throw new Error('APNS_KEY is not set');
    return this.settings;
  }

  #token(now: Instant): Promise<string> {
    const { key, keyId, teamId } = this.#configured;
    return new SignJWT()
      .setProtectedHeader({ alg: 'ES256', kid: keyId })
      .setIssuer(teamId)
      .setIssuedAt(secondsOf(now))
      .sign(key);
  }

  /** Another one when the last has ended, failed, or was told to go away. */
  #connection(): ClientHttp2Session {
    const current = this.#session;
    if (current && !current.closed && !current.destroyed) return current;
    const session = connect(this.#configured.url);
    const drop = () => {
      if (this.#session === session) this.#session = undefined;
    };
    session.on('error', drop).on('goaway', drop).on('close', drop);
    session.setTimeout(IDLE_MS, () => session.close());
    session.unref();
    this.#session = session;
    return session;
  }

  #post(path: string, body: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
    const session = this.#connection();
    return new Promise((resolve, reject) => {
      const stream = session.request({ ':method': 'POST', ':path': path, ...headers });
      const late = setTimeout(() => {
        // Whoever says nothing on it to one may say nothing to all.
        session.destroy();
        reject(new Error('APNS did not answer in time'));
      }, PATIENCE_MS);
      let status = 0;
      let text = '';
      stream.setEncoding('utf8');
      stream.on('response', (answer) => {
        status = Number(answer[constants.HTTP2_HEADER_STATUS]);
      });
      stream.on('data', (part: string) => {
        if (text.length < LONGEST_ANSWER) text += part;
      });
      stream.on('error', reject);
      stream.on('close', () => {
        clearTimeout(late);
        if (status > 0) resolve({ status, text });
        else reject(new Error('APNS closed the connection'));
      });
      stream.end(body);
    });
  }
}

function reasonIn(text: string): string {
  try {
    const { reason } = JSON.parse(text) as { reason?: unknown };
    return typeof reason === 'string' ? reason : '';
  } catch {
    return '';
  }
}
