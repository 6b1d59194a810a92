import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { aPerson, keyOf, PASSWORD } from '../factories/people.js';
import { type Service, startService } from '../harness/service.js';
import { invalidField, refusal } from '../harness/shapes.js';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const VIEWER = '{ viewer { id email emailVerified roles timeZone profile { handle name } } }';

async function signUp(input: object): Promise<unknown> {
  const { data } = await service.anonymous.ask<{ signUp: unknown }>(
    `mutation ($input: SignUpInput!) { signUp(input: $input) {
       ... on SignedIn { viewer { email profile { handle } } } ... on InvalidInput { fields { path code } } ... on Refusal { code message } } }`,
    {
      input: {
        email: 'somebody@example.org',
        password: PASSWORD,
        name: 'Some Body',
        timeZone: 'Europe/Kyiv',
        ...input,
      },
    },
  );
  return data?.signUp;
}

async function signIn(email: string, password = PASSWORD) {
  const { signIn: answer } = await service.anonymous.run('SignIn', { input: { email, password } });
  return answer;
}

async function refresh(refreshToken: string) {
  const { refreshSession } = await service.anonymous.run('RefreshSession', { input: { refreshToken } });
  return refreshSession;
}

describe('signing up', () => {
  test('gives an account with a profile, signed in', async () => {
    const person = await aPerson(service, { name: 'Ada Løvelace', timeZone: 'Asia/Calcutta' });
    const { viewer } = await person.client.data<{ viewer: object }>(VIEWER);
    expect(viewer).toMatchObject({
      email: person.email,
      emailVerified: true,
      roles: ['LEARNER'],
      timeZone: 'Asia/Calcutta',
      profile: { handle: 'ada-l-velace', name: 'Ada Løvelace' },
    });
  });

  test('makes handles from names, and tells namesakes apart', async () => {
    const people = [];
    for (let n = 0; n < 7; n++) people.push(await aPerson(service, { name: 'Grace Hopper' }));
    expect(people[0]?.handle).toBe('grace-hopper');
    expect(people[1]?.handle).toBe('grace-hopper-2');
    expect(new Set(people.map(({ handle }) => handle)).size).toBe(7);
    const reserved = await aPerson(service, { name: 'Admin' });
    expect(reserved.handle).toMatch(/^admin-[0-9a-f]{4}$/);
    expect((await aPerson(service, { name: '李雷' })).handle).toMatch(/^learner-[0-9a-f]{4}$/);
  });

  test('refuses an address that is taken, however it is written, and two at once', async () => {
    const { email } = await aPerson(service);
    expect(await signUp({ email: email.toUpperCase() })).toEqual(refusal('EMAIL_TAKEN'));
    const both = await Promise.all([signUp({ email: 'twice@example.org' }), signUp({ email: 'Twice@example.org' })]);
    expect(both).toContainEqual(refusal('EMAIL_TAKEN'));
    expect(both).toContainEqual(expect.objectContaining({ viewer: expect.anything() as unknown }));
  });

  test.each([
    [{ email: 'nobody' }, ['email'], 'MALFORMED'],
    [{ email: '' }, ['email'], 'MALFORMED'],
    [{ email: 'a@b..c' }, ['email'], 'MALFORMED'],
    [{ email: 'a@example.org\r\nBcc: b@example.org' }, ['email'], 'MALFORMED'],
    [{ email: 'a@example.org, b@example.org' }, ['email'], 'MALFORMED'],
    [{ email: `${'a'.repeat(300)}@example.org` }, ['email'], 'MALFORMED'],
    [{ password: 'short' }, ['password'], 'TOO_SHORT'],
    [{ password: 'x'.repeat(129) }, ['password'], 'TOO_LONG'],
    [{ name: '  ' }, ['name'], 'REQUIRED'],
    [{ name: 'a'.repeat(81) }, ['name'], 'TOO_LONG'],
    [{ name: 'a\u0000b' }, ['name'], 'MALFORMED'],
    [{ name: 'a\nb' }, ['name'], 'MALFORMED'],
    [{ timeZone: 'Mars/Olympus' }, ['timeZone'], 'UNKNOWN'],
    [{ timeZone: 'UTC+5' }, ['timeZone'], 'UNKNOWN'],
    [{ timeZone: '+05:30' }, ['timeZone'], 'UNKNOWN'],
  ])('names the field of %j', async (input, path, code) => {
    const before = await service.sql.query('SELECT count(*) FROM account');
    expect(await signUp(input)).toEqual(invalidField(path, code));
    expect((await service.sql.query('SELECT count(*) FROM account')).rows).toEqual(before.rows);
  });

  test('takes any characters in a password, and does not cut it', async () => {
    const long = `${'x'.repeat(72)}a — 🦜`;
    await signUp({ email: 'long@example.org', password: long });
    expect(await signIn('long@example.org', `${'x'.repeat(72)}b — 🦜`)).toEqual(refusal('BAD_CREDENTIALS'));
    expect(await signIn('long@example.org', long)).toHaveProperty('accessToken');
  });

  test('stores argon2id hashes of the strength that is asked for', async () => {
    const { rows } = await service.sql.query<{ hash: string }>('SELECT hash FROM password_credential');
    for (const { hash } of rows) {
      const [, memory, passes] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$/.exec(hash) ?? [];
      expect(Number(memory)).toBeGreaterThanOrEqual(19_456);
      expect(Number(passes)).toBeGreaterThanOrEqual(2);
    }
  });
});

describe('signing in', () => {
  test('answers alike for a wrong password and an unknown address', async () => {
    const { email } = await aPerson(service);
    const wrong = await signIn(email, 'not the password');
    expect(wrong).toEqual(refusal('BAD_CREDENTIALS'));
    expect(await signIn('nobody@example.org')).toEqual(wrong);
  });

  test('is closed to a suspended account', async () => {
    const { email, accountId } = await aPerson(service);
    await service.sql.query(`UPDATE account SET status = 'SUSPENDED' WHERE id = $1`, [accountId]);
    expect(await signIn(email)).toEqual(refusal('BAD_CREDENTIALS'));
  });
});

describe('access tokens', () => {
  test('end after ten minutes', async () => {
    const { client } = await aPerson(service);
    const { rows } = await service.sql.query<{ now: Date }>('SELECT now()');
    expect(rows).toHaveLength(1);
    service.clock.advance({ minutes: 9 });
    expect((await client.ask(VIEWER)).status).toBe(200);
    service.clock.advance({ minutes: 2 });
    expect(await client.ask(VIEWER)).toMatchObject({
      status: 401,
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  test.each(['', 'x', 'Bearer', 'a.b.c', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.'])(
    'that are none (%j) are refused',
    async (token) => {
      const response = await service.anonymous.post(JSON.stringify({ query: VIEWER }), {
        authorization: `Bearer ${token}`,
      });
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    },
  );

  test('signed by somebody else, or changed, are refused', async () => {
    const { client } = await aPerson(service);
    const [header, payload, signature] = (client.accessToken ?? '').split('.') as [string, string, string];
    const forged = { ...(JSON.parse(Buffer.from(payload, 'base64url').toString()) as object), roles: ['ADMIN'] };
    const changed = [header, Buffer.from(JSON.stringify(forged)).toString('base64url'), signature].join('.');
    expect((await service.client(changed).ask(VIEWER)).status).toBe(401);
  });

  test('that are bad do not stand in the way of signing in again', async () => {
    const { email } = await aPerson(service);
    const { signIn: answer } = await service.client('bad').run('SignIn', { input: { email, password: PASSWORD } });
    expect(answer).toHaveProperty('accessToken');
  });

  test('are not needed to learn that nobody is signed in', async () => {
    expect(await service.anonymous.data(VIEWER)).toEqual({ viewer: null });
  });
});

describe('refreshing', () => {
  test('spends the token and gives a successor', async () => {
    const { email } = await aPerson(service);
    const first = await signIn(email);
    if (!first || !('refreshToken' in first)) throw new Error('not signed in');
    const second = await refresh(first.refreshToken);
    if (!second || !('refreshToken' in second)) throw new Error('not refreshed');
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect((await service.client(second.accessToken).ask(VIEWER)).status).toBe(200);
    expect(await refresh(second.refreshToken)).toHaveProperty('accessToken');
  });

  test('ends after 14 idle days', async () => {
    const { email } = await aPerson(service);
    const first = await signIn(email);
    if (!first || !('refreshToken' in first)) throw new Error('not signed in');
    service.clock.advance({ hours: 14 * 24 + 1 });
    expect(await refresh(first.refreshToken)).toEqual(refusal('SESSION_ENDED'));
  });

  test.each(['', 'x', 'é', 'a'.repeat(50_000)])('with something that is no token is a refusal', async (token) => {
    expect(await refresh(token)).toEqual(refusal('SESSION_ENDED'));
  });
});

test('a token of a session is stored as a hash only', async () => {
  const { email, accountId } = await aPerson(service);
  const signedIn = await signIn(email);
  if (!signedIn || !('refreshToken' in signedIn)) throw new Error('not signed in');
  const { rows } = await service.sql.query<{ hash: Buffer }>(
    'SELECT t.hash FROM refresh_token t JOIN sign_in_session s ON s.id = t.session_id WHERE s.account_id = $1',
    [accountId],
  );
  expect(rows.map(({ hash }) => hash.length)).toEqual([32, 32]);
  expect(keyOf(signedIn.viewer.id)).toBe(accountId);
});
