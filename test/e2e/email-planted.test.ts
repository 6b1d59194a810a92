import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';

import { Worker } from '../../src/base/jobs/index.js';
import { Planted } from '../../src/identity/index.js';
import { aPerson, PASSWORD, type Person, takeLink } from '../factories/people.js';
import { type Service, startService } from '../harness/service.js';
import { refusal } from '../harness/shapes.js';

/* Somebody makes an account with the victim's address, leaves all that they can in it, and waits. */
let service: Service;
let account: Person;
let verifyLink: string;
let ownAddress: string;
const dropped: string[] = [];
beforeAll(async () => {
  service = await startService();
  service.app.get(Planted, { strict: false }).register((accountId) => {
    dropped.push(accountId);
    return Promise.resolve();
  });
});
beforeEach(async () => {
  account = await aPerson(service, { verified: false });
  verifyLink = await takeLink(service, account.email);
  ownAddress = `${randomUUID()}@example.org`;
  await account.client.data('mutation ($input: ChangeEmailInput!) { changeEmail(input: $input) { __typename } }', {
    input: { email: ownAddress },
  });
});
afterAll(() => service.stop());

const calendar = async () =>
  (await service.sql.query('SELECT FROM calendar_feed WHERE account_id = $1', [account.accountId])).rowCount;
async function confirmChange(): Promise<unknown> {
  const { confirmEmailChange } = await service.anonymous.data<{ confirmEmailChange: unknown }>(
    'mutation ($input: ConfirmEmailChangeInput!) { confirmEmailChange(input: $input) { __typename ... on Refusal { code message } } }',
    { input: { token: await takeLink(service, ownAddress) } },
  );
  return confirmEmailChange;
}
const signIn = async (password: string) =>
  (await service.anonymous.run('SignIn', { input: { email: account.email, password } })).signIn;

test('a new password by mail leaves them nothing: password, sessions, links, changes, what modules know of', async () => {
  const input = { email: account.email, purpose: 'RESET_PASSWORD' as const };
  await service.anonymous.run('RequestEmailLink', { input });
  await service.app.get(Worker, { strict: false }).runDue();
  const token = await takeLink(service, account.email);
  const password = 'the victim’s own';
  await service.anonymous.run('ResetPassword', { input: { token, password } });
  expect((await account.client.ask('{ viewer { id } }')).status).toBe(401);
  expect(await signIn(PASSWORD)).toEqual(refusal('BAD_CREDENTIALS'));
  expect(await signIn(password)).toHaveProperty('accessToken');
  expect(await confirmChange()).toEqual(refusal('LINK_INVALID'));
  const verify = await service.anonymous.run('VerifyEmail', { input: { token: verifyLink } });
  expect(verify.verifyEmail).toEqual(refusal('LINK_INVALID'));
  expect(dropped).toContain(account.accountId);
  expect(await calendar()).toBe(1); // another secret address
});

test('a link that is opened without their session leaves them no change of address, nor what modules know of', async () => {
  await service.anonymous.run('VerifyEmail', { input: { token: verifyLink } });
  expect(await confirmChange()).toEqual(refusal('LINK_INVALID'));
  expect(dropped).toContain(account.accountId);
  expect(await calendar()).toBe(1);
});

test('whoever opens it in their own session keeps all of it', async () => {
  await account.client.run('VerifyEmail', { input: { token: verifyLink } });
  expect(dropped).not.toContain(account.accountId);
  expect(await calendar()).toBe(0);
});

test('an account that was verified keeps what it has, whenever the password is set anew', async () => {
  await account.client.run('VerifyEmail', { input: { token: verifyLink } });
  const input = { email: account.email, purpose: 'RESET_PASSWORD' as const };
  await service.anonymous.run('RequestEmailLink', { input });
  await service.app.get(Worker, { strict: false }).runDue();
  const token = await takeLink(service, account.email);
  await service.anonymous.run('ResetPassword', { input: { token, password: 'quite another password' } });
  expect(dropped).not.toContain(account.accountId);
});
