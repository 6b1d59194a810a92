import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { addTotp } from '../factories/factors.js';
import {
  finishRegistration,
  finishSignIn,
  register,
  registrationOptions,
  signInOptions,
  signInWith,
} from '../factories/passkeys.js';
import { aPerson, type Person } from '../factories/people.js';
import { type Odd, SoftwareAuthenticator } from '../harness/authenticator.js';
import type { Client } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';
import { invalidField, refusal } from '../harness/shapes.js';

const SITE = 'https://sevenfold.example';
const APP = 'https://app.sevenfold.example';

let service: Service;
let person: Person;
let device: SoftwareAuthenticator;
beforeAll(async () => {
  service = await startService({ env: { PUBLIC_URL: SITE, ALLOWED_ORIGINS: APP } });
});
beforeEach(async () => {
  person = await aPerson(service);
  device = new SoftwareAuthenticator(SITE);
});
afterAll(() => service.stop());

const signedIn = expect.objectContaining({ __typename: 'SignedIn', accessToken: expect.any(String) as unknown });
const registered = expect.objectContaining({ __typename: 'PasskeyRegistered' });
const refused = refusal('BAD_CREDENTIALS');
const noPasskey = invalidField(['credential'], 'MALFORMED');
const remove = async (client: Client, passkeyId: string | undefined) =>
  client.ask<{ removePasskey: object }>(
    'mutation ($input: RemovePasskeyInput!) { removePasskey(input: $input) { __typename ... on PasskeyRemoved { removedId viewer { id passkeys { id } } } ... on Refusal { code message } } }',
    { input: { passkeyId } },
  );
const mails = async () =>
  (
    await service.sql.query<{ subject: string; text: string }>(
      `SELECT subject, text FROM mail WHERE to_address = $1 AND purpose = 'security' ORDER BY queued_at, id`,
      [person.email],
    )
  ).rows;

describe('adding a passkey', () => {
  test('asks for one that is kept on the device and unlocked by its owner', async () => {
    const options = JSON.parse(await registrationOptions(person.client)) as Record<string, unknown>;
    expect(options).toMatchObject({
      rp: { id: 'sevenfold.example', name: 'Sevenfold' },
      user: { name: person.email },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: [],
    });
    const answer = await register(person.client, device);
    expect(answer).toMatchObject({ passkey: { name: 'Phone', lastUsedAt: null }, viewer: { passkeys: [{}] } });
    const next = JSON.parse(await registrationOptions(person.client)) as Record<string, unknown>;
    expect(next.excludeCredentials).toMatchObject([{ id: device.kept[0]?.id.toString('base64url') }]);
    const [mail] = await mails();
    expect(mail?.subject).toBe('A passkey was added to your account');
    expect(mail?.text).toContain('"Phone"');
  });

  test('works on the pages of ALLOWED_ORIGINS too', async () => {
    expect(await register(person.client, new SoftwareAuthenticator(APP))).toEqual(registered);
  });

  const wrong: Readonly<Record<string, Odd>> = {
    'for another origin': { origin: 'https://sevenfold.example.evil' },
    'for another port': { origin: `${SITE}:8443` },
    'for another relying party': { rpId: 'evil.example' },
    'without its owner’s consent': { verified: false },
    'as a signature': { type: 'webauthn.get' },
    'with an attestation': { fmt: 'packed' },
  };
  test.each(Object.keys(wrong))('is refused when it was made %s', async (how) => {
    expect(await register(person.client, device, wrong[how])).toEqual(noPasskey);
    expect((await service.sql.query('SELECT FROM passkey WHERE account_id = $1', [person.accountId])).rowCount).toBe(0);
  });

  test('is refused for whatever is no passkey', async () => {
    for (const text of ['', 'x', '{}', '[]', 'null', '{"id":"a","rawId":"a","type":"public-key","response":{}}'])
      expect(await finishRegistration(person.client, text)).toEqual(noPasskey);
    const options = await registrationOptions(person.client);
    expect(await finishRegistration(person.client, device.create(options), '')).toEqual(
      invalidField(['name'], 'REQUIRED'),
    );
  });

  test('takes a challenge once, from its account alone, for five minutes, whatever came of it', async () => {
    const over = refusal('CHALLENGE_INVALID');
    const options = await registrationOptions(person.client);
    expect(await finishRegistration(person.client, device.create(options))).toEqual(registered);
    expect(await finishRegistration(person.client, device.create(options))).toEqual(over);
    const spoilt = await registrationOptions(person.client);
    expect(await finishRegistration(person.client, device.create(spoilt, { verified: false }))).toEqual(noPasskey);
    expect(await finishRegistration(person.client, device.create(spoilt))).toEqual(over);
    const stranger = await aPerson(service);
    const theirs = await registrationOptions(stranger.client);
    expect(await finishRegistration(person.client, device.create(theirs))).toEqual(over);
    const signing = JSON.parse(await signInOptions(service)) as { challenge: string };
    const mixed = device.create(await registrationOptions(person.client), { challenge: signing.challenge });
    expect(await finishRegistration(person.client, mixed)).toEqual(over);
    const late = device.create(await registrationOptions(person.client));
    service.clock.advance({ minutes: 5 });
    expect(await finishRegistration(person.client, late)).toEqual(over);
  });

  test('takes a credential once, and twenty of them', async () => {
    const made = device.create(await registrationOptions(person.client));
    expect(await finishRegistration(person.client, made)).toEqual(registered);
    const stranger = await aPerson(service);
    const { challenge } = JSON.parse(await registrationOptions(stranger.client)) as { challenge: string };
    const credential = JSON.parse(made) as { response: { clientDataJSON: string } };
    credential.response.clientDataJSON = Buffer.from(
      JSON.stringify({ type: 'webauthn.create', challenge, origin: SITE, crossOrigin: false }),
    ).toString('base64url');
    expect(await finishRegistration(stranger.client, JSON.stringify(credential))).toEqual(refusal('NOT_ALLOWED_NOW'));
    await service.sql.query(
      `INSERT INTO passkey SELECT gen_random_uuid(), $1, uuid_send(gen_random_uuid()), '', 0, '{}', 'x', now() FROM generate_series(1, 19)`,
      [person.accountId],
    );
    expect(await register(person.client, device)).toEqual(refusal('LIMIT_REACHED'));
  });
});

describe('signing in', () => {
  beforeEach(async () => {
    expect(await register(person.client, device)).toEqual(registered);
  });

  test('needs nothing but the passkey, and counts as both factors', async () => {
    await addTotp(service, person);
    const options = JSON.parse(await signInOptions(service)) as object;
    expect(options).toMatchObject({ rpId: 'sevenfold.example', userVerification: 'required' });
    expect(options).not.toHaveProperty('allowCredentials');
    const answer = await signInWith(service, device);
    expect(answer).toEqual(signedIn);
    expect(answer).toMatchObject({ viewer: { email: person.email, passkeys: [{ lastUsedAt: expect.any(String) }] } });
    // It is a sign-in like any other.
    expect(await register(service.client(answer.accessToken ?? ''), new SoftwareAuthenticator(SITE))).toEqual(
      registered,
    );
  });

  const wrong: Readonly<Record<string, Odd>> = {
    'on another origin': { origin: 'https://evil.example' },
    'for another relying party': { rpId: 'evil.example' },
    'without its owner’s consent': { verified: false },
    'as a registration': { type: 'webauthn.create' },
    'with a challenge of nobody': { challenge: Buffer.alloc(32, 1).toString('base64url') },
    'in nobody’s name': { userHandle: Buffer.alloc(16, 1).toString('base64url') },
  };
  test.each(Object.keys(wrong))('is refused when it was signed %s', async (how) => {
    expect(await signInWith(service, device, wrong[how])).toEqual(refused);
    expect(await signInWith(service, device)).toEqual(signedIn);
  });

  test('takes a challenge once, also when it was spoilt, and for five minutes', async () => {
    const options = await signInOptions(service);
    const signed = device.get(options);
    expect(await finishSignIn(service, signed)).toEqual(signedIn);
    expect(await finishSignIn(service, signed)).toEqual(refused);
    expect(await finishSignIn(service, device.get(options))).toEqual(refused);
    const spoilt = await signInOptions(service);
    expect(await finishSignIn(service, device.get(spoilt, { verified: false }))).toEqual(refused);
    expect(await finishSignIn(service, device.get(spoilt))).toEqual(refused);
    const late = device.get(await signInOptions(service));
    service.clock.advance({ minutes: 5 });
    expect(await finishSignIn(service, late)).toEqual(refused);
    const registration = JSON.parse(await registrationOptions(person.client)) as { challenge: string };
    expect(await signInWith(service, device, { challenge: registration.challenge })).toEqual(refused);
  });

  test('at once with one challenge, or with one counter, gives one session', async () => {
    const signed = device.get(await signInOptions(service));
    const once = await Promise.all(Array.from({ length: 8 }, () => finishSignIn(service, signed)));
    expect(once.filter(({ __typename }) => __typename === 'SignedIn')).toHaveLength(1);
    const options = await Promise.all(Array.from({ length: 8 }, () => signInOptions(service)));
    const copies = options.map((each) => device.get(each, { counter: 40 }));
    const many = await Promise.all(copies.map((each) => finishSignIn(service, each)));
    expect(many.filter(({ __typename }) => __typename === 'SignedIn')).toHaveLength(1);
  });

  test('is refused when the counter goes back or stands still: the key was copied', async () => {
    expect(await signInWith(service, device, { counter: 7 })).toEqual(signedIn);
    for (const counter of [7, 6, 1, 0]) expect(await signInWith(service, device, { counter })).toEqual(refused);
    expect(await signInWith(service, device, { counter: 8 })).toEqual(signedIn);
  });

  test('works on devices that don’t count', async () => {
    expect(await signInWith(service, device, { counter: 0 })).toEqual(signedIn);
    expect(await signInWith(service, device, { counter: 0 })).toEqual(signedIn);
  });

  test('in another account’s name, or with another’s credential, is refused', async () => {
    const other = await aPerson(service);
    const theirs = new SoftwareAuthenticator(SITE);
    expect(await register(other.client, theirs)).toEqual(registered);
    expect(await signInWith(service, device, { userHandle: theirs.kept[0]?.userHandle ?? '' })).toEqual(refused);
    // Their credential's name, our signature.
    const [mine] = device.kept;
    const mixed = device.get(
      await signInOptions(service),
      {},
      {
        id: theirs.kept[0]?.id as Buffer,
        userHandle: theirs.kept[0]?.userHandle as string,
        privateKey: mine?.privateKey as never,
      },
    );
    expect(await finishSignIn(service, mixed)).toEqual(refused);
    for (const text of ['', '{}', '{"id":"a"}', '[1]']) expect(await finishSignIn(service, text)).toEqual(refused);
  });

  test('is refused for suspended people', async () => {
    await service.sql.query(`UPDATE account SET status = 'SUSPENDED' WHERE id = $1`, [person.accountId]);
    expect(await signInWith(service, device)).toEqual(refused);
  });
});

describe('removing a passkey', () => {
  test('ends it, and is told by mail; others’ can’t be', async () => {
    const { passkey } = await register(person.client, device);
    const stranger = await aPerson(service);
    for (const id of [passkey?.id, 'x', 'passkey_x'])
      expect((await remove(stranger.client, id)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const { data } = await remove(person.client, passkey?.id);
    expect(data?.removePasskey).toMatchObject({ removedId: passkey?.id, viewer: { passkeys: [] } });
    expect(await signInWith(service, device)).toEqual(refused);
    expect((await mails()).map(({ subject }) => subject)).toContain('A passkey was removed from your account');
    const node = await stranger.client.data('query ($id: ID!) { node(id: $id) { id } }', { id: passkey?.id });
    expect(node).toEqual({ node: null });
  });

  test('is refused for the last way to sign in, also of two at once', async () => {
    const first = await register(person.client, device);
    const second = await register(person.client, new SoftwareAuthenticator(SITE));
    await service.sql.query('DELETE FROM password_credential WHERE account_id = $1', [person.accountId]);
    const answers = await Promise.all([first, second].map(({ passkey }) => remove(person.client, passkey?.id)));
    const results = answers.map(({ data }) => data?.removePasskey);
    expect(results).toEqual(expect.arrayContaining([refusal('NOT_ALLOWED_NOW')]));
    expect(results).toEqual(expect.arrayContaining([expect.objectContaining({ __typename: 'PasskeyRemoved' })]));
    expect((await service.sql.query('SELECT FROM passkey WHERE account_id = $1', [person.accountId])).rowCount).toBe(1);
  });
});
