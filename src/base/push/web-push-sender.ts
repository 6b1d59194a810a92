import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';

import { Injectable, Logger } from '@nestjs/common';

import { Config, PublicAddress } from '../config/index.js';
import { isInside, Outbound } from '../outbound/index.js';
import {
  failure,
  LIFETIME_SECONDS,
  PATIENCE_MS,
  type PushMessage,
  type PushOutcome,
  PushRefusedError,
  type PushTarget,
  type Sender,
} from './sender.js';
import { WebPushKey } from './web-push-key.js';

const GONE: ReadonlySet<number> = new Set([404, 410]);
/** The magic number by which browsers know a message that they can show by themselves ("Declarative Web Push"). */
const DECLARATIVE = 8030;
/** Of a push service, which knows us by the key that a browser subscribed with: no other try changes that. */
const OTHER_KEY: ReadonlySet<number> = new Set([401, 403]);

/** In place of a status: the endpoint leads to an address that is nobody's on the Internet. */
const INSIDE = 0;

interface Details {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * Web Push (RFC 8030, 8291, 8292). The endpoint is whatever a client said, so it is asked as {@link Outbound}
 * asks; redirects are not followed.
 */
@Injectable()
export class WebPushSender implements Sender {
  readonly #log = new Logger('WebPush');
  constructor(
    private readonly config: Config,
    private readonly key: WebPushKey,
    private readonly address: PublicAddress,
    private readonly outbound: Outbound,
  ) {}

  isEndpoint(text: string): boolean {
    return this.outbound.isAddress(text);
  }

  async send({ token: endpoint, webKeys }: PushTarget, message: PushMessage): Promise<PushOutcome> {
    const url = new URL(endpoint);
    if (!webKeys || (this.config.production && url.protocol !== 'https:')) return 'gone';
    const status = await this.#post(url, await this.#details(endpoint, webKeys, message));
    if (status === INSIDE) {
      this.#log.warn('An endpoint leads to a private address; the device is forgotten.');
      return 'gone';
    }
    if (status >= 200 && status < 300) return 'sent';
    if (GONE.has(status)) return 'gone';
    const error = failure('WEB', status);
    throw OTHER_KEY.has(status) ? new PushRefusedError(error.message) : error;
  }

  async #details(endpoint: string, keys: { p256dh: string; auth: string }, message: PushMessage): Promise<Details> {
    // Loaded here, since a start needn't wait for it.
    const { default: webPush } = await import('web-push');
    const { topic, title, url } = message;
    const payload = { web_push: DECLARATIVE, notification: { title, navigate: url, tag: topic } };
    const { publicKey, privateKey } = this.key;
    const { headers, body } = webPush.generateRequestDetails({ endpoint, keys }, JSON.stringify(payload), {
      vapidDetails: { subject: this.#subject, publicKey, privateKey },
      TTL: LIFETIME_SECONDS,
      topic,
    });
    return { headers, body };
  }

  /** Whom a push service may write to. */
  get #subject(): string {
    const { url, hostname } = this.address;
    return url.startsWith('https:') ? url : `mailto:${this.config.mailFrom ?? `no-reply@${hostname}`}`;
  }

  /** The status alone, or {@link INSIDE}: what a stranger's server says beside it is not read. */
  #post(url: URL, { headers, body }: Details): Promise<number> {
    const secure = url.protocol === 'https:';
    return new Promise((resolve, reject) => {
      const request = (secure ? overHttps : overHttp)(url, {
        method: 'POST',
        headers,
        agent: this.outbound.agentFor(url),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      request.on('response', (response) => {
        resolve(response.statusCode ?? 500);
        response.destroy();
      });
      request.on('error', (error) => (isInside(error) ? resolve(INSIDE) : reject(error)));
      request.end(body);
    });
  }
}
