import { createHash, randomBytes } from 'node:crypto';

import type { Client } from '../harness/client.js';
import { Browser } from '../harness/browser.js';
import { CLIENT, GitHubServer, OpenIdServer, type User } from '../harness/sign-in-providers.js';
import { type Service, startService } from '../harness/service.js';

export type ProviderName = 'GOOGLE' | 'LINKEDIN' | 'GITHUB';

export const WEB = 'https://app.example.org/signed-in?from=sevenfold';
export const MOBILE = 'org.example.app:/signed-in';

export interface ServiceWithProviders {
  readonly service: Service;
  readonly google: OpenIdServer;
  readonly linkedIn: OpenIdServer;
  readonly gitHub: GitHubServer;
  stop(): Promise<void>;
}

export async function startServiceWithProviders(env: Record<string, string> = {}): Promise<ServiceWithProviders> {
  const [google, linkedIn, gitHub] = await Promise.all([
    new OpenIdServer().start(),
    new OpenIdServer().start(),
    new GitHubServer().start(),
  ]);
  const known = Object.fromEntries(
    Object.entries({ GOOGLE: google, LINKEDIN: linkedIn, GITHUB: gitHub }).flatMap(([name, { url }]) => [
      [`${name}_CLIENT_ID`, CLIENT.id],
      [`${name}_CLIENT_SECRET`, CLIENT.secret],
      [`${name}_URL`, url],
    ]),
  ) as Record<string, string>;
  const service = await startService({ env: { ...known, APP_REDIRECT_URIS: `${WEB}, ${MOBILE}`, ...env } });
  await google.serve([`${service.url}/auth/google/callback`]);
  await linkedIn.serve([`${service.url}/auth/linkedin/callback`], { pkce: false });
  const stop = async (): Promise<void> => {
    await service.stop();
    await Promise.all([google.stop(), linkedIn.stop(), gitHub.stop()]);
  };
  return { service, google, linkedIn, gitHub, stop };
}

/** What a client keeps to itself from the start of a sign-in to its end, and what it tells. */
export interface Begun {
  readonly codeVerifier: string;
  readonly state: string;
  readonly url: string;
}

export function begin(service: Service, provider: ProviderName, redirectUri = WEB, more = ''): Begun {
  const [codeVerifier, state] = [randomBytes(32).toString('base64url'), randomBytes(16).toString('base64url')];
  const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');
  const query = new URLSearchParams({ redirectUri, state, codeChallenge });
  return { codeVerifier, state, url: `${service.url}/auth/${provider.toLowerCase()}?${query.toString()}${more}` };
}

/** Through the browser, from our address to the app's and what that gets. */
export async function comeBack(begun: Begun, browser = new Browser()): Promise<Record<string, string>> {
  const home = await browser.follow(begun.url, (url) => !url.startsWith('http://127.0.0.1:'));
  return Object.fromEntries(new URL(home).searchParams);
}

export interface Came {
  readonly provider: ProviderName;
  readonly code: string;
  readonly codeVerifier: string;
}

/** As far as the client's code. */
export async function aCode(
  { service, google, linkedIn, gitHub }: ServiceWithProviders,
  provider: ProviderName,
  user: User,
): Promise<Came> {
  const server = { GOOGLE: google, LINKEDIN: linkedIn, GITHUB: gitHub }[provider];
  server.user = user;
  const begun = begin(service, provider);
  const { code, state } = await comeBack(begun);
  if (code === undefined || state !== begun.state) throw new Error(`No code came from ${provider}`);
  return { provider, code, codeVerifier: begun.codeVerifier };
}

export async function redeem(client: Client, input: Came & { timeZone?: string; link?: boolean }) {
  return (await client.run('SignInWithProvider', { input })).signInWithProvider;
}
