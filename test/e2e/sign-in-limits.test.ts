import { randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { aPerson, PASSWORD } from '../factories/people.js';
import { type Service, startService } from '../harness/service.js';
import { refusal } from '../harness/shapes.js';

/** Believes what 127.0.0.1 says of where a request comes from, so that a test can come from anywhere. */
let service: Service;
/** As it runs by default. */
let plain: Service;
/** With no limits on how often. */
let open: Service;
beforeAll(async () => {
  service = await startService({ env: { TRUSTED_PROXIES: '127.0.0.1', SIGN_UPS_PER_HOUR: '3' } });
  plain = await startService();
  open = await startService({ env: { RATE_LIMITS: 'off', SIGN_UPS_PER_HOUR: '1' } });
});
afterEach(() => {
  for (const { clock } of [service, plain]) clock.advance({ hours: 2 });
});
afterAll(() => Promise.all([service.stop(), plain.stop(), open.stop()]));

interface Answer {
  readonly code?: string;
  readonly accessToken?: string;
  readonly retryAt?: string;
}
async function from<Name extends 'signIn' | 'signUp'>(
  at: Service,
  address: string,
  name: Name,
  input: object,
): Promise<Answer> {
  const Name = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
  const query = `mutation ($input: ${Name}Input!) { ${name}(input: $input) { ... on SignedIn { accessToken } ... on TooManyAttempts { retryAt } ... on Refusal { code message } } }`;
  const response = await at.anonymous.post(JSON.stringify({ query, variables: { input } }), {
    'x-forwarded-for': address,
  });
  return ((await response.json()) as { data: Record<Name, Answer> }).data[name];
}
const signIn = (address: string, email: string, password = 'not the password', at = service) =>
  from(at, address, 'signIn', { email, password });
const times = async <Value>(count: number, work: (n: number) => Promise<Value>): Promise<Value[]> => {
  const values: Value[] = [];
  for (let n = 0; n < count; n++) values.push(await work(n));
  return values;
};
const codes = (answers: readonly Answer[]) => answers.map(({ code }) => code);
const anAddress = () => `${randomUUID()}@example.org`;
const account = async (at: Service) => (await aPerson(at)).email;

describe('wrong passwords', () => {
  test('are ten in a quarter of an hour, for known and unknown addresses alike', async () => {
    for (const email of [await account(plain), anAddress()]) {
      const answers = await times(11, () => signIn('', email, undefined, plain));
      expect(codes(answers)).toEqual([...Array<string>(10).fill('BAD_CREDENTIALS'), 'TOO_MANY_ATTEMPTS']);
      const wait = Date.parse(answers[10]?.retryAt ?? '') - plain.clock.now().epochMilliseconds;
      expect(wait).toBeGreaterThan(14 * 60_000);
      expect(wait).toBeLessThanOrEqual(15 * 60_000);
    }
  });

  test('from one place lock nobody out elsewhere, nor here for long', async () => {
    const elsewhere = '198.51.100.2';
    const known = anAddress();
    await from(service, '203.0.113.9', 'signUp', { email: known, password: PASSWORD, name: 'N', timeZone: 'UTC' });
    await times(30, () => signIn('198.51.100.1', known));
    expect(await signIn('198.51.100.1', known, PASSWORD)).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    expect(await signIn(elsewhere, known, PASSWORD)).toHaveProperty('accessToken');
    service.clock.advance({ minutes: 16 });
    expect(await signIn('198.51.100.1', known, PASSWORD)).toHaveProperty('accessToken');
  });

  test('for many accounts from one place are fifty, however addresses of one network change', async () => {
    const answers = await times(51, (n) => signIn('192.0.2.1', `${n}-${anAddress()}`));
    expect(codes(answers.slice(0, 50))).toEqual(Array<string>(50).fill('BAD_CREDENTIALS'));
    expect(answers[50]).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    const network = await times(51, (n) => signIn(`2001:db8:1:2:${n.toString(16)}::1`, `${n}-${anAddress()}`));
    expect(network[50]).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    expect(await signIn('2001:db8:1:3::1', anAddress())).toMatchObject({ code: 'BAD_CREDENTIALS' });
  });

  test('come from where the connection does, whatever a header says', async () => {
    const email = await account(plain);
    const answers = await times(11, (n) => signIn(`198.51.100.${n}`, email, undefined, plain));
    expect(answers[10]).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
  });

  test('however the address is written', async () => {
    const email = await account(plain);
    await times(10, (n) => signIn('', n % 2 ? email.toUpperCase() : ` ${email} `, undefined, plain));
    expect(await signIn('', email, PASSWORD, plain)).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
  });

  test('and right ones: the right ones don’t count', async () => {
    const email = await account(plain);
    await times(9, () => signIn('', email, undefined, plain));
    for (const answer of await times(12, () => signIn('', email, PASSWORD, plain)))
      expect(answer).toHaveProperty('accessToken');
    expect(await signIn('', email, undefined, plain)).toMatchObject({ code: 'BAD_CREDENTIALS' });
    expect(await signIn('', email, undefined, plain)).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
  });
});

test('an operation has one guess, by whatever names', async () => {
  const email = await account(plain);
  const guess = (alias: string) =>
    `${alias}: signIn(input: { email: "${email}", password: "wrong ${alias}" }) { __typename }`;
  const reset = 'r: resetPassword(input: { token: "x", password: "x" }) { __typename }';
  const verify = 'v: verifyEmail(input: { token: "x" }) { __typename }';
  for (const fields of [
    [guess('a'), guess('b')],
    [guess('a'), reset],
    [verify, reset],
    ['...G', guess('b')],
  ]) {
    const fragment = fields[0] === '...G' ? `fragment G on Mutation { ${guess('a')} }` : '';
    const { status, errors } = await plain.anonymous.ask(`mutation { ${fields.join(' ')} } ${fragment}`);
    expect([status, errors?.[0]?.extensions.code]).toEqual([400, 'TOO_COSTLY']);
  }
  // Nothing of it was tried.
  const answers = await times(10, () => signIn('', email, undefined, plain));
  expect(codes(answers)).toEqual(Array<string>(10).fill('BAD_CREDENTIALS'));
});

test('accounts from one place are as many an hour as the setting says, and more elsewhere', async () => {
  const signUp = (address: string, more: object = {}) =>
    from(service, address, 'signUp', { email: anAddress(), password: PASSWORD, name: 'N', timeZone: 'UTC', ...more });
  await signUp('203.0.113.1', { password: 'short' }); // asks for nothing yet
  for (const answer of await times(3, () => signUp('203.0.113.1'))) expect(answer).toHaveProperty('accessToken');
  expect(await signUp('203.0.113.1')).toMatchObject({ code: 'TOO_MANY_ATTEMPTS', retryAt: expect.any(String) });
  expect(await signUp('203.0.113.2')).toHaveProperty('accessToken');
  service.clock.advance({ minutes: 61 });
  expect(await signUp('203.0.113.1')).toHaveProperty('accessToken');
});

test('RATE_LIMITS=off lifts them all', async () => {
  const email = await account(open);
  await times(2, () => account(open));
  const answers = await times(12, () => signIn('', email, undefined, open));
  expect(new Set(codes(answers))).toEqual(new Set(['BAD_CREDENTIALS']));
  expect(await signIn('', email, PASSWORD, open)).toHaveProperty('accessToken');
});

test('a flood is answered soon: what can’t have its turn is refused, and the next one is served', async () => {
  const email = await account(open);
  const refused: { readonly ms: number; readonly answer: Answer }[] = [];
  let signedIn = 0;
  const one = async () => {
    const began = performance.now();
    const answer = await signIn('', email, PASSWORD, open);
    if (answer.accessToken) signedIn++;
    else refused.push({ ms: performance.now() - began, answer });
  };
  await Promise.all(Array.from({ length: 150 }, one));
  expect(signedIn).toBeGreaterThan(10);
  expect(refused.length).toBeGreaterThan(20);
  for (const { ms, answer } of refused) {
    expect([answer, answer.retryAt]).toEqual([refusal('TOO_MANY_ATTEMPTS'), expect.any(String)]);
    expect(ms).toBeLessThan(8_000); // with all that else runs in a test; the line itself is timed in test/unit/hash-queue.test.ts
  }
  expect(await signIn('', email, PASSWORD, open)).toHaveProperty('accessToken');
});
