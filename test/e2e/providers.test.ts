import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import {
  aCode,
  begin,
  type Begun,
  comeBack,
  MOBILE,
  type ProviderName,
  redeem,
  type ServiceWithProviders,
  startServiceWithProviders,
} from '../factories/providers.js';
import { Browser } from '../harness/browser.js';
import { type Service, startService } from '../harness/service.js';

let all: ServiceWithProviders;
let service: Service;
beforeAll(async () => {
  all = await startServiceWithProviders();
  ({ service } = all);
});
afterAll(() => all.stop());

const PROVIDERS: readonly ProviderName[] = ['GOOGLE', 'LINKEDIN', 'GITHUB'];
let number = 1_000;
const somebody = () => {
  const sub = String(++number);
  return { sub, email: `p${sub}@example.org`, verified: true, name: 'Ada Lovelace' };
};
const signedIn = expect.objectContaining({ accessToken: expect.any(String) as unknown });

/** The provider's answer on its way back to us, which has not been opened yet. */
async function answerOf(begun: Begun, browser: Browser): Promise<URL> {
  return new URL(await browser.follow(begun.url, (url) => url.includes('/callback?')));
}
/** What the app gets from an answer; `page` where that is nothing but a page of ours. */
async function bring(answer: URL | string, browser: Browser): Promise<Record<string, string>> {
  const response = await browser.open(String(answer));
  const location = response.headers.get('location');
  if (location === null) return { page: `${response.status} ${await response.text()}` };
  return Object.fromEntries(new URL(location).searchParams);
}
const startsWith = (text: string) => expect.stringMatching(new RegExp(`^${text}`)) as unknown as string;

describe.each(PROVIDERS)('signing in with %s', (provider) => {
  const server = () => ({ GOOGLE: all.google, LINKEDIN: all.linkedIn, GITHUB: all.gitHub })[provider];

  test('makes a verified account with a profile, and finds it again', async () => {
    const user = somebody();
    const first = await redeem(service.anonymous, { ...(await aCode(all, provider, user)), timeZone: 'Europe/Paris' });
    if (!first || !('accessToken' in first)) throw new Error(JSON.stringify(first));
    const viewer = '{ viewer { id email emailVerified timeZone signInMethods profile { name } } }';
    expect(await service.client(first.accessToken).data(viewer)).toMatchObject({
      viewer: {
        email: user.email,
        emailVerified: true,
        timeZone: 'Europe/Paris',
        signInMethods: [provider],
        profile: { name: 'Ada Lovelace' },
      },
    });
    // Whoever changes name and address there is the same.
    const second = await redeem(service.anonymous, await aCode(all, provider, { ...somebody(), sub: user.sub }));
    expect(second).toMatchObject({ viewer: { id: first.viewer.id, email: user.email } });
  });

  test('comes back to an app on a phone, and with its own query to a page', async () => {
    server().user = somebody();
    const begun = begin(service, provider, MOBILE);
    const home = new URL(await new Browser().follow(begun.url, (url) => url.startsWith('org.example.app:')));
    expect(home.href).toMatch(/^org\.example\.app:\/signed-in\?code=[\w-]{43}&state=/);
    const input = { provider, code: home.searchParams.get('code') ?? '', codeVerifier: begun.codeVerifier };
    expect(await redeem(service.anonymous, input)).toEqual(signedIn);
    expect(await comeBack(begin(service, provider))).toMatchObject({ from: 'sevenfold' });
  });

  test('tells the app when they say no there', async () => {
    server().user = undefined;
    const begun = begin(service, provider);
    expect(await comeBack(begun)).toEqual({ error: 'access_denied', state: begun.state, from: 'sevenfold' });
  });

  test('takes an answer once, with its state, in its browser, from its issuer', async () => {
    server().user = somebody();
    const [browser, elsewhere] = [new Browser(), new Browser()];
    const answer = await answerOf(begin(service, provider), browser);
    expect(answer.searchParams.get('iss')).toMatch(/^http:/);
    const changed = (change: (query: URLSearchParams) => void) => {
      const url = new URL(answer);
      change(url.searchParams);
      return url;
    };
    const none = { page: startsWith('400 ') };
    expect(
      await bring(
        changed((query) => query.delete('state')),
        browser,
      ),
    ).toEqual(none);
    expect(
      await bring(
        changed((query) => query.set('state', 'x')),
        browser,
      ),
    ).toEqual(none);
    expect(
      await bring(
        changed((query) => query.append('state', 'x')),
        browser,
      ),
    ).toEqual(none);
    expect(await bring(answer, elsewhere)).toEqual(none);
    // A browser that has begun one of its own is still not this one.
    await elsewhere.open(begin(service, provider).url);
    expect(await bring(answer, elsewhere)).toEqual(none);
    const other = provider === 'GOOGLE' ? 'linkedin' : 'google';
    expect(await bring(answer.href.replace(/auth\/\w+/, `auth/${other}`), browser)).toEqual(none);
    expect(await bring(answer, browser)).toMatchObject({ code: expect.any(String) });
    expect(await bring(answer, browser)).toEqual(none);

    const mixedUp = await answerOf(begin(service, provider), browser);
    mixedUp.searchParams.set('iss', 'https://evil.example');
    expect(await bring(mixedUp, browser)).toMatchObject({ error: 'server_error' });
  });

  test('does not take the code of another sign-in', async () => {
    server().user = somebody();
    const browser = new Browser();
    const [stolen, own] = [
      await answerOf(begin(service, provider), new Browser()),
      await answerOf(begin(service, provider), browser),
    ];
    own.searchParams.set('code', stolen.searchParams.get('code') ?? '');
    // LinkedIn takes part in neither PKCE nor nonce: its code is bound by state and browser alone.
    expect(await bring(own, browser)).toMatchObject(provider === 'LINKEDIN' ? {} : { error: 'server_error' });
  });

  test('is over after ten minutes', async () => {
    server().user = somebody();
    const browser = new Browser();
    const answer = await answerOf(begin(service, provider), browser);
    service.clock.advance({ minutes: 11 });
    expect(await bring(answer, browser)).toEqual({ page: startsWith('400 ') });
  });
});

test('an ID token for another question is refused', async () => {
  all.google.user = somebody();
  const browser = new Browser();
  const start = await browser.open(begin(service, 'GOOGLE').url);
  const question = new URL(start.headers.get('location') ?? '');
  expect(question.searchParams.get('code_challenge_method')).toBe('S256');
  expect(question.searchParams.get('state')).toMatch(/^[\w-]{43}$/);
  question.searchParams.set('nonce', 'another');
  const answer = await browser.follow(question.href, (url) => url.includes('/callback?'));
  expect(await bring(answer, browser)).toMatchObject({ error: 'server_error' });
});

test('a provider that is down is told to the app, and found when it is up', async () => {
  const lonely = await startService({
    env: {
      GOOGLE_CLIENT_ID: 'x',
      GOOGLE_CLIENT_SECRET: 'y',
      GOOGLE_URL: 'http://127.0.0.1:9',
      APP_REDIRECT_URIS: MOBILE,
      PUBLIC_URL: 'https://api.example.org',
    },
  });
  const begun = begin(lonely, 'GOOGLE', MOBILE);
  expect(await comeBack(begun)).toEqual({ error: 'server_error', state: begun.state });
  expect(await lonely.anonymous.data('{ signInProviders { provider startPath } }')).toEqual({
    signInProviders: [{ provider: 'GOOGLE', startPath: '/auth/google' }],
  });
  expect((await fetch(`${lonely.url}/auth/github`)).status).toBe(404);
  await lonely.stop();
});

describe('the start', () => {
  test.each([
    '//evil.example',
    'https:evil.example',
    'https://app.example.org/\\evil',
    'https://app.example.org.evil.example/signed-in?from=sevenfold',
    'https://app.example.org/signed-in',
    'https://app.example.org/signed-in?from=sevenfold#',
    'HTTPS://app.example.org/signed-in?from=sevenfold',
    'org.example.app:/signed-in/../other',
    'javascript:alert(1)',
    '',
  ])('does not lead to %j', async (redirectUri) => {
    const answer = await fetch(begin(service, 'GOOGLE', redirectUri).url, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('passes over whatever else is said, and refuses the same said twice', async () => {
    all.google.user = somebody();
    const more = '&next=//evil.example&returnTo=https://evil.example&codeChallengeMethod=plain';
    expect(await comeBack(begin(service, 'GOOGLE', MOBILE, more))).toHaveProperty('code');
    const twice = begin(service, 'GOOGLE', MOBILE, `&redirectUri=${encodeURIComponent(MOBILE)}`);
    expect((await fetch(twice.url, { redirect: 'manual' })).status).toBe(400);
  });

  test.each(['state=x', 'codeChallenge=short', 'codeChallenge='])('needs state and challenge: %s', async (given) => {
    const url = `${service.url}/auth/google?redirectUri=${encodeURIComponent(MOBILE)}&${given}`;
    const answer = await fetch(url, { redirect: 'manual' });
    expect(answer.headers.get('location')).toContain('org.example.app:/signed-in?error=invalid_request');
  });

  test('keeps its cookie from scripts and other sites', async () => {
    const answer = await fetch(begin(service, 'GOOGLE').url, { redirect: 'manual' });
    expect(answer.headers.get('set-cookie')).toMatch(
      /^sevenfold_sign_in=[\w-]{43}; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/,
    );
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  });

  test('by somebody who begins too often is refused for a while', async () => {
    const limited = await startServiceWithProviders();
    const start = async () => (await fetch(begin(limited.service, 'GITHUB').url, { redirect: 'manual' })).status;
    for (let n = 0; n < 100; n++) await start();
    expect(await start()).toBe(429);
    limited.service.clock.advance({ minutes: 11 });
    expect(await start()).toBe(303);
    await limited.stop();
  });
});
