import { type Agent, type IncomingHttpHeaders, type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';

import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';

import { Config } from '../config/index.js';
import { OutboundError, outboundErrorOf } from './outbound-error.js';

export interface Wanted {
  readonly headers?: Readonly<Record<string, string>>;
  /** Of the body. */
  readonly mostBytes: number;
  /** From the first name that is looked up to the last byte, redirects included. */
  readonly patienceMs: number;
  readonly mostRedirects: number;
}

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Requests to addresses that somebody typed. Nothing inside our own network may be asked on their behalf, in production: the
 * agents look at the addresses that a name has when they connect, and connect to those that they looked at.
 */
@Injectable()
export class Outbound implements OnModuleDestroy {
  readonly #agents: { readonly 'http:': RequestFilteringHttpAgent; readonly 'https:': RequestFilteringHttpsAgent };

  constructor(private readonly config: Config) {
    const anywhere = !config.production;
    const options = { allowPrivateIPAddress: anywhere, allowMetaIPAddress: anywhere, keepAlive: true };
    this.#agents = {
      'http:': new RequestFilteringHttpAgent(options),
      'https:': new RequestFilteringHttpsAgent(options),
    };
  }

  onModuleDestroy(): void {
    for (const agent of Object.values(this.#agents)) agent.destroy();
  }

  /** In production only what a server on the Internet can have: a name, and TLS. */
  isAddress(text: string): boolean {
    if (!URL.canParse(text)) return false;
    const { protocol, hostname, username, password } = new URL(text);
    if (username !== '' || password !== '') return false;
    if (!this.config.production) return protocol === 'http:' || protocol === 'https:';
    return protocol === 'https:' && /\.[a-z][a-z0-9-]*$/.test(hostname);
  }

  agentFor({ protocol }: URL): Agent {
    return this.#agents[protocol === 'https:' ? 'https:' : 'http:'];
  }

  /** @throws OutboundError */
  async get(address: string, wanted: Wanted): Promise<Answered> {
    const signal = AbortSignal.timeout(wanted.patienceMs);
    let at = address;
    for (let hops = 0; hops <= wanted.mostRedirects; hops++) {
      if (!this.isAddress(at)) throw new OutboundError('INSIDE');
      const answered = await this.#ask(new URL(at), wanted, signal);
      const { location } = answered.headers;
      if (!REDIRECTS.has(answered.status) || location === undefined) return answered;
      if (!URL.canParse(location, at)) throw new OutboundError('UNREACHABLE');
      at = new URL(location, at).href;
    }
    throw new OutboundError('REDIRECTS');
  }

  #ask(url: URL, { headers = {}, mostBytes }: Wanted, signal: AbortSignal): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const request = (url.protocol === 'https:' ? overHttps : overHttp)(url, {
        headers: { 'accept-encoding': 'identity', ...headers },
        agent: this.agentFor(url),
        signal,
      });
      const fail = (error: Error) => reject(outboundErrorOf(error, signal));
      request.on('error', fail);
      request.on('response', (response) => {
        bodyOf(response, mostBytes).then((body) => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
        }, fail);
      });
      request.end();
    });
  }
}

async function bodyOf(response: IncomingMessage, mostBytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  // Leaving the loop early closes the connection.
  for await (const part of response as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > mostBytes) throw new OutboundError('TOO_LARGE');
    parts.push(part);
  }
  return Buffer.concat(parts);
}
