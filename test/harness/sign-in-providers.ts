import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type Provider from 'oidc-provider';

/** Somebody who has an account at a provider, and what that says of them. */
export interface User {
  readonly sub: string;
  readonly email?: string;
  /** Whatever a provider might say; only a plain `true` is a yes. */
  readonly verified?: unknown;
  readonly name?: string;
}

export const CLIENT = { id: 'sevenfold', secret: 'a secret between the two of them' };

abstract class ProviderServer {
  /** Who is signed in there; nobody: they say no. */
  user: User | undefined;
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => this.listener(request, response));
  }

  protected abstract readonly listener: RequestListener;

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** `oidc-provider`, a certified OpenID provider, on loopback. Whoever `user` is has signed in and agreed already. */
export class OpenIdServer extends ProviderServer {
  readonly #users = new Map<string, User>();
  #provider: Provider | undefined;

  protected override readonly listener: RequestListener = (request, response) => {
    if (request.url?.startsWith('/interaction/')) void this.#interact(request, response);
    else void this.#provider?.callback()(request, response);
  };

  /** To be called once the addresses are known that it may lead back to. */
  async serve(redirectUris: readonly string[], { pkce = true } = {}): Promise<void> {
    withoutAdvice();
    const { default: OpenIdProvider } = await import('oidc-provider');
    this.#provider = new OpenIdProvider(this.url, {
      clients: [
        {
          client_id: CLIENT.id,
          client_secret: CLIENT.secret,
          redirect_uris: [...redirectUris],
          token_endpoint_auth_method: 'client_secret_post',
        },
      ],
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      cookies: { keys: ['only for tests'] },
      pkce: { required: () => pkce },
      findAccount: (_, accountId) => {
        const { email, verified, name } = this.#users.get(accountId) ?? {};
        return { accountId, claims: () => ({ sub: accountId, email, email_verified: verified as boolean, name }) };
      },
      loadExistingGrant: (context) => {
        const { client, session, provider } = context.oidc;
        const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
        grant.addOIDCScope('openid email profile');
        return grant.save().then(() => grant);
      },
    });
    this.#provider.on('server_error', (_, error) => {
      throw error;
    });
  }

  async #interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.user) this.#users.set(this.user.sub, this.user);
    const result = this.user
      ? { login: { accountId: this.user.sub, remember: false } }
      : { error: 'access_denied', error_description: 'no' };
    await this.#provider?.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }
}

/** GitHub's OAuth and the two addresses of its API that say who somebody is, as its documentation has them. */
export class GitHubServer extends ProviderServer {
  readonly #codes = new Map<
    string,
    { readonly user: User; readonly challenge: string; readonly redirectUri: string }
  >();
  readonly #tokens = new Map<string, User>();

  protected override readonly listener: RequestListener = (request, response) => {
    const url = new URL(request.url ?? '', this.url);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (url.pathname === '/login/oauth/authorize') this.#authorize(url.searchParams, response);
      else if (url.pathname === '/login/oauth/access_token')
        json(response, this.#token(new URLSearchParams(Buffer.concat(chunks).toString())));
      else this.#api(url.pathname, request.headers.authorization, response);
    });
  };

  #authorize(query: URLSearchParams, response: ServerResponse): void {
    const back = new URL(query.get('redirect_uri') ?? '');
    back.searchParams.set('state', query.get('state') ?? '');
    back.searchParams.set('iss', `${this.url}/login/oauth`);
    if (this.user) {
      const code = randomUUID();
      back.searchParams.set('code', code);
      const challenge = query.get('code_challenge') ?? '';
      this.#codes.set(code, { user: this.user, challenge, redirectUri: query.get('redirect_uri') ?? '' });
    } else back.searchParams.set('error', 'access_denied');
    response.writeHead(302, { location: back.href }).end();
  }

  /** Errors come with status 200. */
  #token(body: URLSearchParams): object {
    const code = this.#codes.get(body.get('code') ?? '');
    this.#codes.delete(body.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url');
    const isClient = body.get('client_id') === CLIENT.id && body.get('client_secret') === CLIENT.secret;
    if (!isClient) return { error: 'incorrect_client_credentials' };
    if (code?.challenge !== challenge || code.redirectUri !== body.get('redirect_uri'))
      return { error: 'bad_verification_code' };
    const token = randomUUID();
    this.#tokens.set(token, code.user);
    return { access_token: token, token_type: 'bearer', scope: 'read:user,user:email' };
  }

  #api(path: string, authorization: string | undefined, response: ServerResponse): void {
    const user = this.#tokens.get(authorization?.replace(/^Bearer /, '') ?? '');
    if (!user) response.writeHead(401).end('{}');
    else if (path === '/api/v3/user') json(response, { id: Number(user.sub), login: 'octo', name: user.name ?? null });
    else if (path === '/api/v3/user/emails')
      json(response, [
        { email: `other-${user.email}`, primary: false, verified: true, visibility: null },
        ...(user.email === undefined
          ? []
          : [{ email: user.email, primary: true, verified: user.verified, visibility: null }]),
      ]);
    else response.writeHead(404).end('{}');
  }
}

function json(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

/** What `oidc-provider` says to whoever would run it for others. */
function withoutAdvice(): void {
  for (const level of ['info', 'warn'] as const) {
    const say = console[level].bind(console);
    console[level] = (...words: unknown[]) => {
      if (!String(words[0]).includes('oidc-provider ')) say(...words);
    };
  }
}
