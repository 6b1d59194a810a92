import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { Worker } from '../../src/base/jobs/index.js';
import { aPerson, PASSWORD, type Person, signIn, takeLink } from '../factories/people.js';
import type { Client } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';
import { invalidField, refusal } from '../harness/shapes.js';

let service: Service;
let person: Person;
let address: string;
beforeAll(async () => {
  service = await startService();
});
beforeEach(async () => {
  person = await aPerson(service);
  address = anAddress();
});
afterAll(() => service.stop());

const anAddress = () => `${randomUUID()}@example.org`;

const SELECTIONS = {
  changeEmail: '... on EmailChangeRequested { email confirmBy } ... on InvalidInput { fields { path code } }',
  confirmEmailChange: '... on EmailChangeConfirmed { email changed viewer { email emailVerified } }',
  changePassword: '... on PasswordChanged { sessionsEnded } ... on InvalidInput { fields { path code } }',
};
async function mutate(client: Client, name: keyof typeof SELECTIONS, input: object): Promise<unknown> {
  const type = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}Input`;
  const data = await client.data<Record<string, unknown>>(
    `mutation ($input: ${type}!) { ${name}(input: $input) { ${SELECTIONS[name]} ... on Refusal { code message } } }`,
    { input },
  );
  return data[name];
}
const change = (to = address, { client } = person) => mutate(client, 'changeEmail', { email: to });
const confirm = (token: string, client = service.anonymous) => mutate(client, 'confirmEmailChange', { token });
const canSignIn = async (email: string, password = PASSWORD) =>
  'accessToken' in ((await service.anonymous.run('SignIn', { input: { email, password } })).signIn ?? {});

describe('a change of address', () => {
  test('happens when both addresses have confirmed it, in either order, and both are told', async () => {
    for (const first of ['old', 'new']) {
      const [someone, to] = [await aPerson(service), anAddress()];
      expect(await change(to, someone)).toMatchObject({ email: to });
      const links = { old: await takeLink(service, someone.email), new: await takeLink(service, to) };
      const [one, other] = first === 'old' ? [links.old, links.new] : [links.new, links.old];
      expect(await confirm(one)).toEqual({ email: to, changed: false, viewer: null });
      expect([await canSignIn(someone.email), await canSignIn(to)]).toEqual([true, false]);
      expect(await confirm(one)).toEqual(refusal('LINK_INVALID'));
      expect(await confirm(other, someone.client)).toMatchObject({
        changed: true,
        viewer: { email: to, emailVerified: true },
      });
      expect([await canSignIn(someone.email), await canSignIn(to)]).toEqual([false, true]);
      const { rows } = await service.sql.query(`SELECT to_address FROM mail WHERE to_address = ANY ($1)`, [
        [someone.email, to],
      ]);
      expect(rows.map(({ to_address }) => to_address as string).sort()).toEqual([someone.email, to].sort());
    }
  });

  test('confirmed by both at once happens once', async () => {
    await change();
    const tokens = [await takeLink(service, person.email), await takeLink(service, address)];
    const answers = await Promise.all(tokens.map((token) => confirm(token)));
    expect(answers.map((answer) => (answer as { changed: boolean }).changed).sort()).toEqual([false, true]);
    expect(await canSignIn(address)).toBe(true);
  });

  test('that another one took the place of is none, whatever links are about', async () => {
    await change();
    const [oldLink, newLink] = [await takeLink(service, person.email), await takeLink(service, address)];
    const second = anAddress();
    await change(second);
    for (const token of [oldLink, newLink]) expect(await confirm(token)).toEqual(refusal('LINK_INVALID'));
    expect(await confirm(await takeLink(service, second))).toMatchObject({ changed: false });
    expect(await canSignIn(person.email)).toBe(true);
  });

  test('makes links to the address of before worthless', async () => {
    const newcomer = await aPerson(service, { verified: false });
    const verifyLink = await takeLink(service, newcomer.email);
    expect(await change(address, newcomer)).toHaveProperty('confirmBy');
    // Nobody has shown that the old address is theirs, so it isn't asked.
    await expect(takeLink(service, newcomer.email)).rejects.toThrow('No link');
    expect(await confirm(await takeLink(service, address), newcomer.client)).toMatchObject({
      changed: true,
      viewer: { email: address, emailVerified: true },
    });
    const verify = await service.anonymous.run('VerifyEmail', { input: { token: verifyLink } });
    expect(verify.verifyEmail).toEqual(refusal('LINK_INVALID'));
  });

  test('to an address that another account has is told to its owner alone', async () => {
    const other = await aPerson(service);
    expect(await change(other.email)).toMatchObject({ email: other.email });
    await confirm(await takeLink(service, person.email));
    expect(await confirm(await takeLink(service, other.email))).toEqual(refusal('EMAIL_TAKEN'));
    expect(await canSignIn(person.email)).toBe(true);
  });

  test('is taken back by a new password', async () => {
    await change();
    const [oldLink, newLink] = [await takeLink(service, person.email), await takeLink(service, address)];
    const input = { email: person.email, purpose: 'RESET_PASSWORD' as const };
    await service.anonymous.run('RequestEmailLink', { input });
    await service.app.get(Worker, { strict: false }).runDue();
    const token = await takeLink(service, person.email);
    await service.anonymous.run('ResetPassword', { input: { token, password: 'quite another password' } });
    for (const link of [oldLink, newLink]) expect(await confirm(link)).toEqual(refusal('LINK_INVALID'));
  });

  test('its links are good for nothing else, and are over after a day', async () => {
    await change();
    const token = await takeLink(service, address);
    expect((await service.anonymous.run('VerifyEmail', { input: { token } })).verifyEmail).toEqual(
      refusal('LINK_INVALID'),
    );
    const input = { token, password: 'quite another password' };
    expect((await service.anonymous.run('ResetPassword', { input })).resetPassword).toEqual(refusal('LINK_INVALID'));
    service.clock.advance({ hours: 25 });
    expect(await confirm(token)).toEqual(refusal('LINK_INVALID'));
  });

  test('names the field of what is no other address, and ends at five an hour', async () => {
    expect(await change('nobody')).toEqual(invalidField(['email'], 'MALFORMED'));
    expect(await change(person.email.toUpperCase())).toEqual(invalidField(['email'], 'CONFLICT'));
    for (let n = 0; n < 4; n++) await change(anAddress());
    expect(await change()).toEqual(refusal('TOO_MANY_ATTEMPTS'));
  });
});

describe('a change of password', () => {
  const password = 'quite another password';

  test('signs out the other devices, and the owner is told', async () => {
    const other = service.client(await signIn(service, person.email));
    expect(await mutate(person.client, 'changePassword', { password })).toEqual({ sessionsEnded: 1 });
    expect((await other.ask('{ viewer { id } }')).status).toBe(401);
    expect((await person.client.ask('{ viewer { id } }')).status).toBe(200);
    expect([await canSignIn(person.email), await canSignIn(person.email, password)]).toEqual([false, true]);
    const { rows } = await service.sql.query('SELECT subject FROM mail WHERE to_address = $1', [person.email]);
    expect(rows).toEqual([{ subject: 'Your password has been changed' }]);
  });

  test('gives an account one that has none', async () => {
    await service.sql.query('DELETE FROM password_credential WHERE account_id = $1', [person.accountId]);
    expect(await canSignIn(person.email)).toBe(false);
    await mutate(person.client, 'changePassword', { password });
    expect(await canSignIn(person.email, password)).toBe(true);
  });

  test('names the field of what can’t be one', async () => {
    expect(await mutate(person.client, 'changePassword', { password: 'short' })).toEqual(
      invalidField(['password'], 'TOO_SHORT'),
    );
    expect(await mutate(person.client, 'changePassword', { password: person.email })).toEqual(
      invalidField(['password'], 'CONFLICT'),
    );
  });
});

test('both need a sign-in of the last ten minutes', async () => {
  const early = service.client(await signIn(service, person.email));
  const { signIn: late } = await service.anonymous.run('SignIn', {
    input: { email: person.email, password: PASSWORD },
  });
  if (!late || !('refreshToken' in late)) throw new Error(JSON.stringify(late));
  service.clock.advance({ minutes: 9 });
  expect(await mutate(early, 'changeEmail', { email: address })).toHaveProperty('confirmBy');
  service.clock.advance({ minutes: 2 });
  const { refreshSession } = await service.anonymous.run('RefreshSession', {
    input: { refreshToken: late.refreshToken },
  });
  if (!refreshSession || !('accessToken' in refreshSession)) throw new Error(JSON.stringify(refreshSession));
  const client = service.client(refreshSession.accessToken);
  expect(await mutate(client, 'changeEmail', { email: address })).toEqual(refusal('REAUTH_REQUIRED'));
  expect(await mutate(client, 'changePassword', { password: 'quite another password' })).toEqual(
    refusal('REAUTH_REQUIRED'),
  );
});
