import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { signIn } from '../factories/people.js';
import { aCode, begin, redeem, type ServiceWithProviders, startServiceWithProviders } from '../factories/providers.js';
import { Browser } from '../harness/browser.js';
import type { Service } from '../harness/service.js';
import { invalidField, refusal } from '../harness/shapes.js';

let all: ServiceWithProviders;
let service: Service;
beforeAll(async () => {
  all = await startServiceWithProviders();
  ({ service } = all);
});
afterAll(() => all.stop());

let number = 9_000;
const somebody = () => {
  const sub = String(++number);
  return { sub, email: `p${sub}@example.org`, verified: true, name: 'Ada Lovelace' };
};
const signedIn = expect.objectContaining({ accessToken: expect.any(String) as unknown });

describe('the code', () => {
  test('works once, also when many bring it at once', async () => {
    const came = await aCode(all, 'GOOGLE', somebody());
    const answers = await Promise.all(Array.from({ length: 8 }, () => redeem(service.anonymous, came)));
    expect(answers.filter((answer) => answer && 'accessToken' in answer)).toHaveLength(1);
    expect(await redeem(service.anonymous, came)).toEqual(refusal('BAD_CREDENTIALS'));
  });

  test('is spent by a wrong verifier or another provider', async () => {
    for (const wrong of [{ codeVerifier: 'x'.repeat(43) }, { codeVerifier: '' }, { provider: 'GITHUB' as const }]) {
      const came = await aCode(all, 'GOOGLE', somebody());
      expect(await redeem(service.anonymous, { ...came, ...wrong })).toEqual(refusal('BAD_CREDENTIALS'));
      expect(await redeem(service.anonymous, came)).toEqual(refusal('BAD_CREDENTIALS'));
    }
  });

  test('ends after two minutes', async () => {
    const came = await aCode(all, 'GOOGLE', somebody());
    service.clock.advance({ minutes: 2, seconds: 1 });
    expect(await redeem(service.anonymous, came)).toEqual(refusal('BAD_CREDENTIALS'));
  });

  test.each(['', 'x', 'é\u0000', 'a'.repeat(20_000)])('that is none is refused', async (code) => {
    const input = { provider: 'GOOGLE' as const, code, codeVerifier: code };
    expect(await redeem(service.anonymous, input)).toEqual(refusal('BAD_CREDENTIALS'));
  });

  test('is not spent by an input that is wrong in itself', async () => {
    const came = await aCode(all, 'GOOGLE', somebody());
    const answer = await service.anonymous.data<{ signInWithProvider: unknown }>(
      'mutation ($input: SignInWithProviderInput!) { signInWithProvider(input: $input) { ... on InvalidInput { code fields { path code } } } }',
      { input: { ...came, timeZone: 'Mars' } },
    );
    expect(answer.signInWithProvider).toEqual(invalidField(['timeZone'], 'UNKNOWN'));
    expect(await redeem(service.anonymous, came)).toEqual(signedIn);
  });

  test('neither it nor state or cookie is stored as it is', async () => {
    const browser = new Browser();
    await browser.follow(begin(service, 'GITHUB').url, (url) => url.includes('/callback?'));
    const { code } = await aCode(all, 'GOOGLE', somebody());
    const { rows } = await service.sql.query<{ text: string }>(
      'SELECT (SELECT json_agg(f)::text FROM provider_flow f) || (SELECT json_agg(c)::text FROM provider_code c) AS text',
    );
    const [cookie] = [...browser.cookies(service.url).values()];
    expect(cookie).toMatch(/^[\w-]{43}$/);
    for (const secret of [code, cookie as string]) expect(rows[0]?.text).not.toContain(secret);
  });
});

test('a password is no way into an account that has none', async () => {
  const user = somebody();
  await redeem(service.anonymous, await aCode(all, 'GOOGLE', user));
  await expect(signIn(service, user.email)).rejects.toThrow('BAD_CREDENTIALS');
});
