import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { open, seal } from '../../src/identity/second-factor/sealed.js';
import { addTotp, beginSignIn, codeOf, completeSignIn, resetLinkFor } from '../factories/factors.js';
import { register, signInWith } from '../factories/passkeys.js';
import { aPerson, PASSWORD, type Person } from '../factories/people.js';
import { SoftwareAuthenticator } from '../harness/authenticator.js';
import type { Client } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';
import { invalidField, refusal } from '../harness/shapes.js';

let service: Service;
let person: Person;
let secret: string;
let backupCodes: string[];
beforeAll(async () => {
  service = await startService();
  // Well inside a step, so that none passes while a test runs.
  service.clock.stopAt('2026-11-28T10:00:10Z');
});
beforeEach(async () => {
  service.clock.advance({ minutes: 30 });
  person = await aPerson(service);
  ({ secret, backupCodes } = await addTotp(service, person));
});
afterAll(() => service.stop());

const signedIn = expect.objectContaining({ __typename: 'SignedIn', accessToken: expect.any(String) as unknown });
const wrong = refusal('BAD_CREDENTIALS');
const over = refusal('CHALLENGE_INVALID');
const begin = async () => (await beginSignIn(service, person.email)).challenge;
const withCode = async (code: string, challenge?: string) =>
  completeSignIn(service, { challenge: challenge ?? (await begin()), code });
const withBackupCode = async (backupCode: string, challenge?: string) =>
  completeSignIn(service, { challenge: challenge ?? (await begin()), backupCode });
const CHANGES: Readonly<Record<string, string>> = {
  startTotp: '',
  removeTotp: '... on TotpRemoved { viewer { id secondFactor { backupCodesLeft } } }',
  regenerateBackupCodes: '... on BackupCodesRegenerated { backupCodes viewer { id secondFactor { backupCodesLeft } } }',
};
const change = async (client: Client, field: string) =>
  (
    await client.data<Record<string, Record<string, unknown>>>(
      `mutation { ${field} { __typename ... on Refusal { code message } ${CHANGES[field] ?? ''} } }`,
    )
  )[field];
const mails = async () =>
  (
    await service.sql.query<{ subject: string }>(
      `SELECT subject FROM mail WHERE to_address = $1 AND purpose = 'security' ORDER BY queued_at, id`,
      [person.email],
    )
  ).rows.map(({ subject }) => subject);
const left = async (client: Client) =>
  (
    await client.data<{ viewer: { secondFactor: object | null } }>(
      '{ viewer { id secondFactor { totpEnabledAt backupCodesLeft } } }',
    )
  ).viewer.secondFactor;

describe('adding an authenticator app', () => {
  test('shows the secret once, and ten backup codes once', async () => {
    const other = await aPerson(service);
    const { startTotp } = await other.client.data<{ startTotp: { secret: string; uri: string } }>(
      'mutation { startTotp { ... on TotpStarted { secret uri } } }',
    );
    const uri = new URL(startTotp.uri);
    expect([uri.protocol, uri.searchParams.get('secret'), uri.searchParams.get('issuer')]).toEqual([
      'otpauth:',
      startTotp.secret,
      'Sevenfold',
    ]);
    expect(decodeURIComponent(uri.pathname)).toContain(other.email);
    expect(await left(other.client)).toBeNull();
    expect(new Set(backupCodes).size).toBe(10);
    for (const code of backupCodes) expect(code).toMatch(/^[2-9a-z]{5}-[2-9a-z]{5}$/);
    expect(await left(person.client)).toEqual({ totpEnabledAt: '2026-11-28T10:30:10.000Z', backupCodesLeft: 10 });
    expect(await change(person.client, 'startTotp')).toEqual(refusal('NOT_ALLOWED_NOW'));
  });

  test('leaves nothing readable in the database', async () => {
    const { rows } = await service.sql.query<{ stored: Buffer }>(
      `SELECT sealed_secret AS stored FROM totp WHERE account_id = $1
       UNION ALL SELECT hash FROM backup_code WHERE account_id = $1`,
      [person.accountId],
    );
    expect(rows).toHaveLength(11);
    const stored = Buffer.concat(rows.map((row) => row.stored)).toString('latin1');
    for (const code of [secret, ...backupCodes, ...backupCodes.map((each) => each.replace('-', ''))])
      expect(stored).not.toContain(code);
  });

  test('is not done before a right code came, and not after ten minutes', async () => {
    const other = await aPerson(service);
    const start = async () =>
      (
        await other.client.data<{ startTotp: { secret: string } }>(
          'mutation { startTotp { ... on TotpStarted { secret } } }',
        )
      ).startTotp.secret;
    const confirm = async (code: string) =>
      (
        await other.client.data<{ confirmTotp: object }>(
          'mutation ($input: ConfirmTotpInput!) { confirmTotp(input: $input) { __typename ... on Refusal { code message } } }',
          { input: { code } },
        )
      ).confirmTotp;
    expect(await confirm('000000')).toEqual(wrong);
    const first = await start();
    const second = await start();
    expect(await confirm(codeOf(service, first))).toEqual(wrong);
    expect(await confirm('12345')).toEqual(wrong);
    const { signIn } = await service.anonymous.run('SignIn', { input: { email: other.email, password: PASSWORD } });
    expect(signIn).toMatchObject({ accessToken: expect.any(String) });
    service.clock.advance({ minutes: 8 });
    expect(await confirm(codeOf(service, second))).toMatchObject({ __typename: 'TotpConfirmed' });
    expect(await confirm(codeOf(service, second))).toEqual(wrong);
    const late = await aPerson(service);
    const { startTotp } = await late.client.data<{ startTotp: { secret: string } }>(
      'mutation { startTotp { ... on TotpStarted { secret } } }',
    );
    service.clock.advance({ minutes: 10, seconds: 1 });
    const token = (await service.anonymous.run('SignIn', { input: { email: late.email, password: PASSWORD } }))
      .signIn as { accessToken: string };
    const { confirmTotp } = await service
      .client(token.accessToken)
      .data<{ confirmTotp: object }>(
        'mutation ($input: ConfirmTotpInput!) { confirmTotp(input: $input) { ... on Refusal { code message } } }',
        { input: { code: codeOf(service, startTotp.secret) } },
      );
    expect(confirmTotp).toEqual(wrong);
  });

  test('a sealed secret opens for its account alone, and not when it was changed', () => {
    const key = Buffer.alloc(32, 7);
    const sealed = seal('JBSWY3DPEHPK3PXP', key, 'a');
    expect(open(sealed, key, 'a')).toBe('JBSWY3DPEHPK3PXP');
    expect(seal('JBSWY3DPEHPK3PXP', key, 'a')).not.toEqual(sealed);
    expect(() => open(sealed, key, 'b')).toThrow();
    expect(() => open(sealed, Buffer.alloc(32, 8), 'a')).toThrow();
    for (let at = 0; at < sealed.length; at += 5) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => open(changed, key, 'a')).toThrow();
    }
  });
});

describe('signing in', () => {
  test('asks for a code after the right password alone, and gives no session before it', async () => {
    const { signIn } = await service.anonymous.run('SignIn', { input: { email: person.email, password: 'x' } });
    expect(signIn).toEqual(wrong);
    const before = await service.sql.query('SELECT FROM sign_in_session WHERE account_id = $1', [person.accountId]);
    const asked = await beginSignIn(service, person.email);
    expect(asked.methods).toEqual(['TOTP', 'BACKUP_CODE']);
    expect(asked.expiresAt).toBe(service.clock.now().add({ minutes: 5 }).toString({ smallestUnit: 'millisecond' }));
    const after = await service.sql.query('SELECT FROM sign_in_session WHERE account_id = $1', [person.accountId]);
    expect(after.rowCount).toBe(before.rowCount);
    const done = await withCode(codeOf(service, secret), asked.challenge);
    expect(done).toEqual(signedIn);
    expect(await left(service.client(done.accessToken))).toMatchObject({ backupCodesLeft: 10 });
  });

  test('takes the code of the step before and after, and none further away', async () => {
    for (const steps of [-5, -3, -2, 2, 3, 5]) expect(await withCode(codeOf(service, secret, steps))).toEqual(wrong);
    service.clock.advance({ minutes: 16 });
    expect(await withCode(codeOf(service, secret, -1))).toEqual(signedIn);
    expect(await withCode(codeOf(service, secret, 1))).toEqual(signedIn);
  });

  test('takes a code once, and none older than it', async () => {
    const code = codeOf(service, secret);
    expect(await withCode(`${code.slice(0, 3)} ${code.slice(3)}`)).toEqual(signedIn);
    expect(await withCode(code)).toEqual(wrong);
    expect(await withCode(codeOf(service, secret, -1))).toEqual(wrong);
    service.clock.advance({ seconds: 30 });
    expect(await withCode(code)).toEqual(wrong);
    expect(await withCode(codeOf(service, secret))).toEqual(signedIn);
  });

  test('twenty times at once with one code and one challenge, or one code and many, gives one session', async () => {
    const challenge = await begin();
    const code = codeOf(service, secret);
    const both = await Promise.all(Array.from({ length: 10 }, () => withCode(code, challenge)));
    expect(both.filter(({ __typename }) => __typename === 'SignedIn')).toHaveLength(1);
    service.clock.advance({ minutes: 16 });
    const challenges = await Promise.all(Array.from({ length: 8 }, begin));
    const next = codeOf(service, secret);
    const many = await Promise.all(challenges.map((each) => withCode(next, each)));
    expect(many.filter(({ __typename }) => __typename === 'SignedIn')).toHaveLength(1);
  });

  test('with a backup code works once for each', async () => {
    const [first = '', second = '', third = ''] = backupCodes;
    expect(await withBackupCode(first)).toEqual(signedIn);
    expect(await withBackupCode(first)).toEqual(wrong);
    expect(await withBackupCode(second.replace('-', ' ').toUpperCase())).toEqual(signedIn);
    expect(await left(person.client)).toMatchObject({ backupCodesLeft: 8 });
    const other = await aPerson(service);
    await addTotp(service, other);
    const asked = await beginSignIn(service, other.email);
    expect(await withBackupCode(third, asked.challenge)).toEqual(wrong);
    expect(await withCode(third)).toEqual(wrong);
    expect(await withBackupCode(codeOf(service, secret))).toEqual(wrong);
  });

  test('a challenge works once, for five minutes, and for five wrong codes', async () => {
    const used = await begin();
    expect(await withBackupCode(backupCodes[0] ?? '', used)).toEqual(signedIn);
    expect(await withBackupCode(backupCodes[1] ?? '', used)).toEqual(over);
    const late = await begin();
    service.clock.advance({ minutes: 5 });
    expect(await withCode(codeOf(service, secret), late)).toEqual(over);
    const guessed = await begin();
    for (let tries = 0; tries < 5; tries++) expect(await withCode('000000', guessed)).toEqual(wrong);
    expect(await withCode(codeOf(service, secret), guessed)).toEqual(over);
    expect(await mails()).toContain('Wrong codes for your account');
    expect(await withCode(codeOf(service, secret), 'no challenge')).toEqual(over);
  });

  test('a challenge that was begun with another password is over', async () => {
    const challenge = await begin();
    await service.sql.query('UPDATE password_credential SET updated_at = $2 WHERE account_id = $1', [
      person.accountId,
      service.clock.now().add({ milliseconds: 1 }).toString(),
    ]);
    expect(await withCode(codeOf(service, secret), challenge)).toEqual(over);
  });

  test('a challenge of a suspended account is over', async () => {
    const challenge = await begin();
    await service.sql.query(`UPDATE account SET status = 'SUSPENDED' WHERE id = $1`, [person.accountId]);
    expect(await withCode(codeOf(service, secret), challenge)).toEqual(over);
  });

  test('ten wrong codes in a quarter of an hour are too many, whatever challenge they came with', async () => {
    for (let tries = 0; tries < 10; tries++) expect(await withCode('000000')).toEqual(wrong);
    const answer = await withCode(codeOf(service, secret));
    expect(answer).toMatchObject({ __typename: 'TooManyAttempts', code: 'TOO_MANY_ATTEMPTS' });
    const other = await aPerson(service);
    const theirs = await addTotp(service, other);
    const { challenge } = await beginSignIn(service, other.email);
    expect(await withCode(codeOf(service, theirs.secret), challenge)).toEqual(signedIn);
    service.clock.advance({ minutes: 15, seconds: 1 });
    expect(await withCode(codeOf(service, secret))).toEqual(signedIn);
  });

  test('needs one of code and backup code', async () => {
    const challenge = await begin();
    expect(await completeSignIn(service, { challenge })).toEqual(invalidField(['code'], 'REQUIRED'));
    expect(
      await completeSignIn(service, { challenge, code: codeOf(service, secret), backupCode: backupCodes[0] ?? '' }),
    ).toEqual(invalidField(['code'], 'CONFLICT'));
  });
});

describe('changing it', () => {
  test('new backup codes void the old ones', async () => {
    const answer = await change(person.client, 'regenerateBackupCodes');
    expect(answer).toMatchObject({ viewer: { secondFactor: { backupCodesLeft: 10 } } });
    const [fresh] = answer?.backupCodes as string[];
    expect(await withBackupCode(backupCodes[0] ?? '')).toEqual(wrong);
    expect(await withBackupCode(fresh ?? '')).toEqual(signedIn);
  });

  test('without the app the password is enough again', async () => {
    const challenge = await begin();
    expect(await change(person.client, 'removeTotp')).toMatchObject({ viewer: { secondFactor: null } });
    const { signIn } = await service.anonymous.run('SignIn', { input: { email: person.email, password: PASSWORD } });
    expect(signIn).toMatchObject({ accessToken: expect.any(String) });
    expect(await withBackupCode(backupCodes[0] ?? '', challenge)).toEqual(wrong);
    expect(await change(person.client, 'removeTotp')).toEqual(refusal('NOT_ALLOWED_NOW'));
    expect(await change(person.client, 'regenerateBackupCodes')).toEqual(refusal('NOT_ALLOWED_NOW'));
  });

  test('each change is told by mail', async () => {
    await withBackupCode(backupCodes[0] ?? '');
    await change(person.client, 'regenerateBackupCodes');
    await change(person.client, 'removeTotp');
    expect(await mails()).toEqual([
      'Signing in now asks for a code',
      'A backup code was used',
      'You have new backup codes',
      'Signing in no longer asks for a code',
    ]);
  });
});

test('whoever shows by a link that an address is theirs, which it was never shown to be, finds nothing planted', async () => {
  const planter = await aPerson(service, { verified: false });
  await addTotp(service, planter);
  const device = new SoftwareAuthenticator(service.url);
  expect(await register(planter.client, device)).toMatchObject({ __typename: 'PasskeyRegistered' });
  const { createApiKey } = await planter.client.data<{ createApiKey: { key: string } }>(
    'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { ... on ApiKeyCreated { key } } }',
    { input: { name: 'x', scopes: ['read'], expiresAt: service.clock.now().add({ hours: 1 }).toString() } },
  );
  const key = service.client(createApiKey.key);
  expect((await key.ask('{ viewer { id } }')).status).toBe(200);
  const password = 'the owner’s own password';
  await service.anonymous.run('ResetPassword', {
    input: { token: await resetLinkFor(service, planter.email), password },
  });
  expect((await key.ask('{ viewer { id } }')).status).toBe(401);
  expect(await signInWith(service, device)).toEqual(wrong);
  const { signIn } = await service.anonymous.run('SignIn', { input: { email: planter.email, password } });
  expect(signIn).toMatchObject({ accessToken: expect.any(String) });
});

test('a password that is set anew by a link takes no factor away from an owner who was known', async () => {
  const password = 'another password of theirs';
  await service.anonymous.run('ResetPassword', {
    input: { token: await resetLinkFor(service, person.email), password },
  });
  const { challenge } = await beginSignIn(service, person.email, password);
  expect(await withCode(codeOf(service, secret), challenge)).toEqual(signedIn);
});
