import { Controller, Get, Logger, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Attempts } from '../../base/attempts/index.js';
import { Config, PublicAddress } from '../../base/config/index.js';
import { clientOf } from '../../base/graphql/index.js';
import { Passports } from '../access/index.js';
import { paragraph, sendPage } from '../pages/page.js';
import { BrowserCookie } from './browser-cookie.js';
import type { Identity } from './provider.js';
import type { ProviderClient } from './provider-client.js';
import { ProviderCodes } from './provider-codes.js';
import { type Asked, FLOW_MINUTES, ProviderFlows } from './provider-flows.js';
import { pathOf, Providers } from './providers.js';
import { randomSecret } from './secrets.js';

const CHALLENGE = /^[\w-]{43}$/;
const STATE = /^[\x20-\x7e]{1,512}$/;
const STARTS = { what: 'sign-in with a provider', most: 100, minutes: 10 };

type Query = Readonly<Record<string, unknown>>;

/**
 * The part of a sign-in with a provider that happens in the browser: there, and back with a code for the client. It only ever leads
 * to the provider or to an address that APP_REDIRECT_URIS names letter by letter.
 */
@Controller('auth')
export class ProvidersController {
  readonly #log = new Logger('Providers');

  constructor(
    private readonly config: Config,
    private readonly address: PublicAddress,
    private readonly attempts: Attempts,
    private readonly providers: Providers,
    private readonly flows: ProviderFlows,
    private readonly codes: ProviderCodes,
    private readonly passports: Passports,
  ) {}

  @Get(':provider')
  async start(
    @Param('provider') name: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const client = this.providers.find(name);
    if (!client) return page(reply, 404, 'This way to sign in is not offered here.');
    const { redirectUri, state, codeChallenge } = request.query as Query;
    if (typeof redirectUri !== 'string' || !this.config.appRedirectUris.includes(redirectUri))
      return page(reply, 400, 'The application that sent you here is not known.');
    if (typeof state !== 'string' || !STATE.test(state)) return back(reply, redirectUri, { error: 'invalid_request' });
    if (typeof codeChallenge !== 'string' || !CHALLENGE.test(codeChallenge))
      return back(reply, redirectUri, { error: 'invalid_request', state });
    if (await this.attempts.overAfter({ ...STARTS, of: clientOf(request.ip) }))
      return page(reply, 429, 'Too many sign-ins were begun from here. Try again in some minutes.');
    return this.#ask(client, { redirectUri, state, codeChallenge }, request, reply);
  }

  @Get(':provider/callback')
  async finish(
    @Param('provider') name: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const client = this.providers.find(name);
    if (!client) return page(reply, 404, 'This way to sign in is not offered here.');
    const { state } = request.query as Query;
    const browser = this.#cookie.read(request.headers.cookie);
    const flow =
      typeof state === 'string' && browser ? await this.flows.take(client.provider, state, browser) : undefined;
    if (typeof state !== 'string' || !flow)
      return page(reply, 400, 'This sign-in is over, or was begun in another browser. Begin again.');
    const url = new URL(this.#callback(name));
    url.search = new URL(request.url, url).search;
    try {
      const identity = await this.passports.authenticate<Identity>(client.provider, {
        body: { url, state, handshake: flow.handshake },
      });
      if (!identity)
        return await back(reply, flow.asked.redirectUri, { error: 'access_denied', state: flow.asked.state });
      const code = await this.codes.issue(identity, flow.asked.codeChallenge);
      return await back(reply, flow.asked.redirectUri, { code, state: flow.asked.state });
    } catch (error) {
      return this.#failed(client, error, flow.asked, reply);
    }
  }

  async #ask(
    client: ProviderClient,
    asked: Asked,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const ours = randomSecret();
    try {
      const { url, handshake } = await client.question(ours, this.#callback(pathOf(client.provider)));
      const { value, setCookie } = this.#cookie.renewed(request.headers.cookie);
      await this.flows.begin(client.provider, ours, value, asked, handshake);
      return await redirect(reply.header('set-cookie', setCookie), url.href);
    } catch (error) {
      return this.#failed(client, error, asked, reply);
    }
  }

  /** Whatever went wrong is ours to know and the provider's to explain; the client can only begin again. */
  #failed({ provider }: ProviderClient, error: unknown, asked: Asked, reply: FastifyReply): FastifyReply {
    const { name, message, code } = error as Error & { code?: string };
    this.#log.warn(`Sign-in with ${provider} failed: ${name} ${code ?? ''} ${message}`);
    return back(reply, asked.redirectUri, { error: 'server_error', state: asked.state });
  }

  get #cookie(): BrowserCookie {
    return new BrowserCookie(this.address.url.startsWith('https:'), FLOW_MINUTES * 60);
  }

  #callback(name: string): string {
    return `${this.address.url}/auth/${name}/callback`;
  }
}

function back(reply: FastifyReply, redirectUri: string, answer: Readonly<Record<string, string>>): FastifyReply {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  return redirect(reply, url.href);
}

function redirect(reply: FastifyReply, url: string): FastifyReply {
  return reply.headers({ location: url, 'cache-control': 'no-store' }).code(303).send();
}

function page(reply: FastifyReply, status: number, text: string): FastifyReply {
  return sendPage(reply, { title: 'Sign in', content: paragraph(text), status });
}
