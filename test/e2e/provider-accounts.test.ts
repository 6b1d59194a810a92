import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { aPerson, PASSWORD, type Person, signIn } from '../factories/people.js';
import {
  aCode,
  type ProviderName,
  redeem,
  type ServiceWithProviders,
  startServiceWithProviders,
} from '../factories/providers.js';
import type { Client } from '../harness/client.js';
import type { Service } from '../harness/service.js';
import { refusal } from '../harness/shapes.js';
import type { User } from '../harness/sign-in-providers.js';

let all: ServiceWithProviders;
let service: Service;
let person: Person;
beforeAll(async () => {
  all = await startServiceWithProviders();
  ({ service } = all);
});
beforeEach(async () => {
  person = await aPerson(service);
});
afterAll(() => all.stop());

const signedIn = expect.objectContaining({ accessToken: expect.any(String) as unknown });
let number = 5_000;
const userOf = (email: string, said: { verified?: unknown } = { verified: true }): User => ({
  sub: String(++number),
  email,
  ...said,
  name: 'N',
});
const come = async (user: User, provider: ProviderName = 'GOOGLE', client: Client = service.anonymous, link = false) =>
  redeem(client, { ...(await aCode(all, provider, user)), link });
const methods = async (client: Client) =>
  (await client.data<{ viewer: { signInMethods: string[] } }>('{ viewer { signInMethods } }')).viewer.signInMethods;
const setVerified = (verified: boolean) =>
  service.sql.query(`UPDATE account SET email_verified_at = CASE WHEN $2 THEN now() END WHERE id = $1`, [
    person.accountId,
    verified,
  ]);
const identities = async () =>
  (
    await service.sql.query<{ provider: string }>('SELECT provider FROM provider_identity WHERE account_id = $1', [
      person.accountId,
    ])
  ).rows;
async function unlink(client: Client, provider: ProviderName) {
  const answer = await client.ask<{ unlinkProvider: unknown }>(
    `mutation ($input: UnlinkProviderInput!) { unlinkProvider(input: $input) {
       ... on ProviderUnlinked { viewer { signInMethods } } ... on Refusal { code message } } }`,
    { input: { provider } },
  );
  return answer.errors?.[0]?.extensions.code ?? answer.data?.unlinkProvider;
}

describe('an address that an account has', () => {
  test('is linked when both sides have verified it, however it is written', async () => {
    expect(await come(userOf(person.email.toUpperCase()))).toMatchObject({ viewer: { email: person.email } });
    expect(await methods(person.client)).toEqual(['PASSWORD', 'GOOGLE']);
    expect(await signIn(service, person.email)).toEqual(expect.any(String));
  });

  test.each([{ verified: false }, {}, { verified: 'true' }, { verified: 1 }])(
    'is EMAIL_TAKEN when the provider says %j of it',
    async (said) => {
      expect(await come(userOf(person.email, said))).toEqual(refusal('EMAIL_TAKEN'));
      expect(await identities()).toEqual([]);
    },
  );

  test('is no account’s business when nobody has verified it, and makes none', async () => {
    const email = `nobody-${number}@example.org`;
    for (const [provider, said] of [
      ['GOOGLE', { verified: false }],
      ['GOOGLE', {}],
      ['GITHUB', { verified: false }],
    ] as const)
      expect(await come(userOf(email, said), provider)).toEqual(refusal('EMAIL_NOT_VERIFIED'));
    expect(await come({ sub: String(++number), name: 'N' })).toEqual(refusal('EMAIL_NOT_VERIFIED'));
    expect(await come(userOf('not an address'))).toEqual(refusal('EMAIL_NOT_VERIFIED'));
    expect((await service.sql.query('SELECT FROM account WHERE email = $1', [email])).rowCount).toBe(0);
  });
});

/** Sudhodanan and Paverd, 2022: who has prepared an account for the address of somebody who has not come yet. */
describe('an account that was made in somebody’s name', () => {
  beforeEach(() => setVerified(false));

  test('is not given to them with its maker’s password in it (classic-federated merge)', async () => {
    expect(await come(userOf(person.email))).toEqual(refusal('EMAIL_TAKEN'));
    expect(await identities()).toEqual([]);
    expect(
      (await service.sql.query('SELECT FROM account WHERE id = $1 AND email_verified_at IS NULL', [person.accountId]))
        .rowCount,
    ).toBe(1);
  });

  test('is not entered by them while its maker is in it (unexpired session)', async () => {
    await come(userOf(person.email));
    expect(await person.client.data('{ viewer { emailVerified signInMethods } }')).toEqual({
      viewer: { emailVerified: false, signInMethods: ['PASSWORD'] },
    });
  });

  test('can’t be given a door of its maker’s own (trojan identifier)', async () => {
    const client = service.client(await signIn(service, person.email, PASSWORD));
    expect(await come(userOf('attacker@example.org'), 'GITHUB', client, true)).toEqual(refusal('EMAIL_NOT_VERIFIED'));
    expect(await identities()).toEqual([]);
  });

  test('does not become theirs by a change of address at the provider (unexpired email change)', async () => {
    const attacker = userOf(`attacker-${number}@example.org`);
    const first = await come(attacker);
    if (!first || !('viewer' in first)) throw new Error(JSON.stringify(first));
    expect(await come({ ...attacker, email: person.email })).toMatchObject({
      viewer: { id: first.viewer.id, email: attacker.email },
    });
  });

  test('is not opened by a provider that lets anybody say any address (non-verifying IdP)', async () => {
    await setVerified(true);
    expect(await come(userOf(person.email, { verified: false }), 'LINKEDIN')).toEqual(refusal('EMAIL_TAKEN'));
    expect(await come(userOf(person.email, { verified: false }), 'GITHUB')).toEqual(refusal('EMAIL_TAKEN'));
  });
});

describe('adding a provider', () => {
  test('works for another address, and gives a session in place of the one that asked', async () => {
    const answer = await come(userOf('elsewhere@example.org'), 'GITHUB', person.client, true);
    if (!answer || !('accessToken' in answer)) throw new Error(JSON.stringify(answer));
    const client = service.client(answer.accessToken);
    expect(await client.data('{ viewer { email signInMethods sessions { current } } }')).toEqual({
      viewer: { email: person.email, signInMethods: ['PASSWORD', 'GITHUB'], sessions: [{ current: true }] },
    });
  });

  test('needs a session, and one that was begun lately', async () => {
    expect(
      await service.anonymous.fails('SignInWithProvider', {
        input: { ...(await aCode(all, 'GOOGLE', userOf('a@example.org'))), link: true },
      }),
    ).toEqual(['UNAUTHENTICATED']);
    service.clock.advance({ minutes: 9, seconds: 59 });
    const { refreshToken } = await signedInAgo({ minutes: 11 });
    const { refreshSession } = await service.anonymous.run('RefreshSession', { input: { refreshToken } });
    if (!refreshSession || !('accessToken' in refreshSession)) throw new Error(JSON.stringify(refreshSession));
    const old = service.client(refreshSession.accessToken);
    const came = await aCode(all, 'GOOGLE', userOf('b@example.org'));
    expect(await redeem(old, { ...came, link: true })).toEqual(refusal('REAUTH_REQUIRED'));
    expect(await unlink(old, 'GOOGLE')).toEqual(refusal('REAUTH_REQUIRED'));
    // What is refused before the code is looked at has not spent it.
    const fresh = service.client(await signIn(service, person.email));
    expect(await redeem(fresh, { ...came, link: true })).toEqual(signedIn);
  });

  test('refuses one that is another account’s, and a second of its kind', async () => {
    const other = userOf('other@example.org');
    await come(other);
    expect(await come(other, 'GOOGLE', person.client, true)).toEqual(refusal('NOT_ALLOWED_NOW'));
    expect(await come(userOf('c@example.org'), 'GOOGLE', person.client, true)).toEqual(signedIn);
    const client = service.client(await signIn(service, person.email));
    expect(await come(userOf('d@example.org'), 'GOOGLE', client, true)).toEqual(refusal('NOT_ALLOWED_NOW'));
  });

  async function signedInAgo(duration: { minutes: number }): Promise<{ refreshToken: string }> {
    const { signIn: answer } = await service.anonymous.run('SignIn', {
      input: { email: person.email, password: PASSWORD },
    });
    if (!answer || !('refreshToken' in answer)) throw new Error(JSON.stringify(answer));
    service.clock.advance(duration);
    return { refreshToken: answer.refreshToken };
  }
});

describe('taking a provider away', () => {
  test('leaves the last way to sign in', async () => {
    const user = userOf(`only-${number}@example.org`);
    const answer = await come(user);
    if (!answer || !('accessToken' in answer)) throw new Error(JSON.stringify(answer));
    const client = service.client(answer.accessToken);
    expect(await unlink(client, 'GOOGLE')).toEqual(refusal('NOT_ALLOWED_NOW'));
    expect(await unlink(client, 'GITHUB')).toBe('NOT_FOUND');
    expect(await unlink(service.anonymous, 'GOOGLE')).toBe('UNAUTHENTICATED');
    expect(await come(user)).toEqual(signedIn);
  });

  test('closes that door, and not both of the last two at once', async () => {
    const user = userOf(`two-${number}@example.org`);
    const first = await come(user);
    if (!first || !('accessToken' in first)) throw new Error(JSON.stringify(first));
    const second = await come(userOf(user.email as string), 'GITHUB');
    if (!second || !('accessToken' in second)) throw new Error(JSON.stringify(second));
    const client = service.client(second.accessToken);
    const both = await Promise.all([unlink(client, 'GOOGLE'), unlink(client, 'GITHUB')]);
    expect(both).toContainEqual(refusal('NOT_ALLOWED_NOW'));
    expect(await methods(client)).toHaveLength(1);
  });
});

describe('somebody who may not be here', () => {
  test.each(['SUSPENDED', 'DELETED'])('gets no further with a provider: %s', async (status) => {
    const user = userOf(person.email);
    expect(await come(user)).toEqual(signedIn);
    await service.sql.query(
      `UPDATE account SET status = $2, email = CASE WHEN $2 = 'SUSPENDED' THEN email END WHERE id = $1`,
      [person.accountId, status],
    );
    expect(await come(user)).toEqual(refusal('BAD_CREDENTIALS'));
    if (status === 'SUSPENDED') expect(await come(userOf(person.email), 'GITHUB')).toEqual(refusal('BAD_CREDENTIALS'));
  });
});

test('two first sign-ins of one person at once make one account', async () => {
  const user = userOf(`twice-${number}@example.org`);
  const [one, other] = [await aCode(all, 'GITHUB', user), await aCode(all, 'GITHUB', user)];
  expect(await Promise.all([redeem(service.anonymous, one), redeem(service.anonymous, other)])).toEqual([
    signedIn,
    signedIn,
  ]);
});
