import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { hash } from '@node-rs/argon2';

import { aPerson, PASSWORD } from '../factories/people.js';
import { type Service, startService } from '../harness/service.js';
import { invalidField, refusal } from '../harness/shapes.js';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const person = () => ({ email: `${randomUUID()}@example.org`, name: 'Some Body', timeZone: 'UTC' });
const signUp = async (password: string, who: object = {}) =>
  (await service.anonymous.run('SignUp', { input: { ...person(), ...who, password } })).signUp;
const signIn = async (email: string, password: string) =>
  (await service.anonymous.run('SignIn', { input: { email, password } })).signIn;

test.each([
  ['of 8 characters', 'Xk3-vQ9w'],
  ['of 128', 'Long words. '.repeat(11).slice(0, 128)],
  ['of 128 that are two units each', '🦜'.repeat(127) + '🐦'],
  ['with spaces and any script', '  путь 道 šířka  '],
  ['with control characters', 'bell\u0007\ttab\nline'],
])('one %s can be a password, to the last character', async (_, password) => {
  const who = person();
  expect(await signUp(password, who)).toHaveProperty('accessToken');
  expect(await signIn(who.email, password)).toHaveProperty('accessToken');
  expect(await signIn(who.email, password.slice(0, -1))).toEqual(refusal('BAD_CREDENTIALS'));
  expect(await signIn(who.email, password.trim() === password ? `${password} ` : password.trim())).toEqual(
    refusal('BAD_CREDENTIALS'),
  );
});

test.each([
  ['Xk3-vQ9', 'TOO_SHORT'],
  ['🦜'.repeat(7), 'TOO_SHORT'],
  ['x y'.repeat(43), 'TOO_LONG'],
  ['a'.repeat(10_000), 'TOO_LONG'],
  ['pass\u0000word and more', 'MALFORMED'],
  ['half a bird \ud83e', 'MALFORMED'],
  ['password', 'CONFLICT'],
  ['PassWord', 'CONFLICT'],
  ['12345678', 'CONFLICT'],
  ['qwertyuiop', 'CONFLICT'],
  ['iloveyou1', 'CONFLICT'],
  ['zzzzzzzzzz', 'CONFLICT'],
  ['sevenfold', 'CONFLICT'],
  ['Sevenfold2026!', 'CONFLICT'],
])('%j can’t: %s', async (password, code) => {
  expect(await signUp(password)).toEqual(invalidField(['password'], code));
});

test.each([
  'ada.lovelace@example.org',
  'Ada.Lovelace',
  'ada.lovelace99!',
  'Augusta Byron',
  'augustabyron',
  '1Augusta1',
])('nor can %j, of Augusta Byron at ada.lovelace@example.org', async (password) => {
  const who = { email: 'ada.lovelace@example.org', name: 'Augusta Byron' };
  expect(await signUp(password, who)).toEqual(invalidField(['password'], 'CONFLICT'));
});

describe('passwords that look alike', () => {
  test.each([
    ['composed and taken apart', 'Ångström-łódź', 'Ångström-łódź'.normalize('NFD')],
    ['in capitals', 'quiet harbour', 'Quiet harbour'],
    ['to the 72nd byte', `${'x'.repeat(72)}a`, `${'x'.repeat(72)}b`],
    ['until a NUL', 'quiet harbour', 'quiet harbour\u0000lights'],
    ['but for what half of a character is stored as', 'quiet harbour \ufffd', 'quiet harbour \ud800'],
  ])('%s are others', async (_, password, other) => {
    const who = person();
    await signUp(password, who);
    expect(await signIn(who.email, other)).toEqual(refusal('BAD_CREDENTIALS'));
    expect(await signIn(who.email, password)).toHaveProperty('accessToken');
  });
});

test('the three thousand that most people use can’t be passwords', async () => {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  const { checkPassword } = await import('../../src/identity/passwords/password-rules.js');
  const common = dictionary['passwords-common'].filter(({ length }) => length >= 8).slice(0, 3_000);
  expect(common).toHaveLength(3_000);
  const taken = common.filter((password) => {
    try {
      checkPassword(password, { email: 'x@example.org' });
      return true;
    } catch {
      return false;
    }
  });
  expect(taken).toEqual([]);
});

test('a text that is too long to be a password is nobody’s', async () => {
  const { email } = await aPerson(service);
  for (let n = 0; n < 5; n++) expect(await signIn(email, 'x'.repeat(10_000))).toEqual(refusal('BAD_CREDENTIALS'));
  const million = await service.anonymous.post(JSON.stringify({ query: 'x'.repeat(1_000_000) }));
  expect(million.status).toBe(413);
});

test('a hash of weaker parameters is made anew when its password is seen', async () => {
  const { email, accountId } = await aPerson(service);
  const weak = await hash(PASSWORD, { memoryCost: 8_192, timeCost: 2, parallelism: 1 });
  await service.sql.query('UPDATE password_credential SET hash = $2 WHERE account_id = $1', [accountId, weak]);
  const stored = async () =>
    (
      await service.sql.query<{ hash: string }>('SELECT hash FROM password_credential WHERE account_id = $1', [
        accountId,
      ])
    ).rows[0]?.hash;
  await signIn(email, 'not the password');
  expect(await stored()).toBe(weak);
  expect(await signIn(email, PASSWORD)).toHaveProperty('accessToken');
  const strong = await stored();
  expect(strong).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await signIn(email, PASSWORD)).toHaveProperty('accessToken');
  expect(await stored()).toBe(strong);
});

test('a session doesn’t begin with a password that was changed while it was looked at', async () => {
  const { email, accountId } = await aPerson(service);
  const holder = await service.sql.connect();
  try {
    await holder.query('BEGIN');
    await holder.query('UPDATE password_credential SET hash = hash || $2 WHERE account_id = $1', [accountId, 'x']);
    const signingIn = signIn(email, PASSWORD);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await holder.query('COMMIT');
    expect(await signingIn).toEqual(refusal('BAD_CREDENTIALS'));
  } finally {
    holder.release();
  }
});
