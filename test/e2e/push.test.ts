import { randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { importJWK, jwtVerify } from 'jose';

import { block, keyOf, type Person } from '../factories/people.js';
import { aToken, PUBLIC_URL, PushWorld, registered, until } from '../factories/push.js';

const world = new PushWorld();
beforeAll(() => world.start());
beforeEach(() => world.reset());
afterEach(() => world.dropJobs());
afterAll(() => world.stop());

describe('what is sent', () => {
  test('to a browser only it can read, signed with the key that it subscribed with', async () => {
    const person = await world.author();
    const browser = await world.browserOf(person);
    const commentId = await world.remark(person);
    await world.due();
    const [asked, ...more] = world.web.at(browser.path);
    expect(more).toEqual([]);
    const topic = String(asked?.headers.topic);
    expect(topic).toMatch(/^[\w-]{22}$/);
    expect(asked?.headers).toMatchObject({ ttl: '86400', 'content-encoding': 'aes128gcm' });
    expect(browser.read(asked?.body ?? Buffer.alloc(0))).toEqual({
      web_push: 8030,
      notification: {
        title: 'Cleo commented on what you wrote.',
        navigate: `${PUBLIC_URL}/open/${commentId}`,
        tag: topic,
      },
    });
    const { pushService } = await world.service.anonymous.data<{
      pushService: { webKey: string; platforms: string[] };
    }>('{ pushService { webKey platforms } }');
    expect(pushService.platforms).toEqual(['APNS', 'FCM', 'WEB']);
    const [, token = '', key] = /^vapid t=([^,]+), k=(.+)$/.exec(asked?.headers.authorization ?? '') ?? [];
    expect(key).toBe(pushService.webKey);
    const point = Buffer.from(pushService.webKey, 'base64url');
    const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')];
    const { payload } = await jwtVerify(token, await importJWK({ kty: 'EC', crv: 'P-256', x, y }, 'ES256'));
    expect(payload).toMatchObject({ aud: world.web.url, sub: PUBLIC_URL });
  });

  test('to Apple’s devices goes over one connection, each with a signed token', async () => {
    const person = await world.author();
    const tokens = [aToken(), aToken()];
    for (const token of tokens) await registered(person, { platform: 'APNS', token });
    const before = world.apns.connections;
    const commentId = await world.remark(person);
    await world.due();
    const [one, two] = tokens.map((token) => world.apns.at(`/3/device/${token}`)[0]);
    expect(world.apns.connections - before).toBeLessThanOrEqual(1);
    expect(JSON.parse(String(one?.body))).toEqual({
      aps: { alert: { title: 'Cleo commented on what you wrote.' }, sound: 'default' },
      url: `${PUBLIC_URL}/open/${commentId}`,
    });
    const topic = String(one?.headers['apns-collapse-id']);
    expect(topic).toMatch(/^[\w-]{22}$/);
    expect(one?.headers).toMatchObject({ 'apns-topic': 'org.example.app', 'apns-push-type': 'alert' });
    expect(two?.headers['apns-collapse-id']).toBe(topic);
    const [, token = ''] = /^bearer (.+)$/.exec(one?.headers.authorization ?? '') ?? [];
    const now = new Date(world.service.clock.now().epochMilliseconds);
    const { payload, protectedHeader } = await jwtVerify(token, world.apple.publicKey, { currentDate: now });
    expect(protectedHeader).toEqual({ alg: 'ES256', kid: 'KEY1234567' });
    expect(payload.iss).toBe('TEAM123456');
    expect(two?.headers.authorization).toBe(one?.headers.authorization); // Apple wants them seldom
    await world.remark(person);
    world.service.clock.advance({ minutes: 41 });
    await world.due();
    expect(world.apns.at(`/3/device/${tokens[0]}`)[1]?.headers.authorization).not.toBe(one?.headers.authorization);
    world.service.clock.advance({ minutes: -41 });
  });

  test('by Firebase goes with an access token of the service account, asked for once', async () => {
    const person = await world.author();
    const token = randomUUID();
    await registered(person, { platform: 'FCM', token });
    const commentId = await world.remark(person);
    world.service.clock.advance({ hours: 1 });
    await world.due();
    const sent = () =>
      world.fcm
        .at('/v1/projects/a-project/messages:send')
        .map(({ headers, body }) => ({
          headers,
          message: (JSON.parse(String(body)) as { message: Record<string, unknown> }).message,
        }))
        .filter(({ message }) => message.token === token);
    const [first] = sent();
    expect(first?.headers.authorization).toBe('Bearer granted');
    expect(first?.message).toMatchObject({
      notification: { title: 'Cleo commented on what you wrote.' },
      data: { url: `${PUBLIC_URL}/open/${commentId}` },
      android: { ttl: '86400s', notification: { tag: expect.stringMatching(/^[\w-]{22}$/) } },
    });
    expect(first?.message.android).not.toHaveProperty('collapseKey');
    const asked = world.fcm.at('/token');
    const form = new URLSearchParams(String(asked.at(-1)?.body));
    expect(form.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
    const { payload } = await jwtVerify(form.get('assertion') ?? '', world.google.publicKey, {
      currentDate: new Date(world.service.clock.now().epochMilliseconds),
    });
    expect(payload).toMatchObject({ iss: 'push@a-project.example.com', aud: `${world.fcm.url}/token` });
    world.service.clock.advance({ hours: -1 });
    await world.remark(person);
    world.service.clock.advance({ hours: 1 });
    await world.due();
    world.service.clock.advance({ hours: -1 });
    expect(sent()).toHaveLength(2);
    expect(world.fcm.at('/token')).toHaveLength(asked.length);
  });

  test('after a crash between sending and noting it has the same topic; another thing has another', async () => {
    const person = await world.author();
    const browser = await world.browserOf(person);
    // The server takes it, and we don't hear of it.
    world.web.answer = () => undefined;
    await world.remark(person);
    const first = world.due();
    await until(() => world.web.at(browser.path).length === 1);
    world.web.hangUp();
    await first;
    world.web.answer = () => ({ status: 201 });
    await world.due();
    await world.remark(person);
    await world.due();
    const topics = world.web.at(browser.path).map(({ headers }) => headers.topic);
    expect(topics).toHaveLength(3);
    expect(topics[1]).toBe(topics[0]);
    expect(topics[2]).not.toBe(topics[0]);
  });
});

describe('what is not sent', () => {
  const prefer = ({ client }: Person, channel: 'PUSH' | 'IN_APP', enabled: boolean) =>
    client.run('SetNotificationPreferences', { input: { preferences: [{ kind: 'COMMENT_ADDED', channel, enabled }] } });

  test('is what the viewer doesn’t want on devices, whatever they want in the app', async () => {
    const person = await world.author();
    const browser = await world.browserOf(person);
    await prefer(person, 'PUSH', false);
    await world.remark(person);
    await world.due();
    expect(world.web.at(browser.path)).toEqual([]);
    await prefer(person, 'PUSH', true);
    await prefer(person, 'IN_APP', false);
    await world.remark(person);
    await world.due();
    expect(world.web.at(browser.path)).toHaveLength(1);
  });

  test('is what happened three days ago, and the same thing twice', async () => {
    const person = await world.author();
    const browser = await world.browserOf(person);
    await world.remark(person);
    await world.due();
    await world.service.sql.query("UPDATE event SET relayed_at = NULL WHERE kind = 'CommentAdded'");
    await world.due();
    expect(world.web.at(browser.path)).toHaveLength(1);
    await world.remark(person);
    world.service.clock.advance({ hours: 73 });
    await world.due();
    world.service.clock.advance({ hours: -73 });
    expect(world.web.at(browser.path)).toHaveLength(1);
  });

  const withheld: readonly [string, (person: Person, commentId: string) => Promise<unknown>][] = [
    ['deleted', (_, id) => world.service.sql.query('UPDATE comment SET deleted_at = now() WHERE id = $1', [keyOf(id)])],
    ['written by somebody with whom there is a block', (person) => block(world.service, person, world.commenter)],
    ['read', (person) => person.client.run('MarkNotificationsRead', { input: {} })],
    ['not wanted', (person) => prefer(person, 'PUSH', false)],
    [
      'told to an account that is suspended',
      ({ accountId }) => world.service.sql.query("UPDATE account SET status = 'SUSPENDED' WHERE id = $1", [accountId]),
    ],
    [
      'told to a session that is over',
      ({ accountId }) =>
        world.service.sql.query('UPDATE sign_in_session SET ended_at = now() WHERE account_id = $1', [accountId]),
    ],
  ];
  test.each(withheld)('is what is %s by the time that it is sent', async (_, happen) => {
    const person = await world.author();
    const browser = await world.browserOf(person);
    world.web.answer = () => ({ status: 503 });
    const commentId = await world.remark(person);
    await world.due();
    expect(world.web.at(browser.path)).toHaveLength(1);
    world.web.answer = () => ({ status: 201 });
    await happen(person, commentId);
    await world.due();
    expect(world.web.at(browser.path)).toHaveLength(1);
    expect(await world.lettersAbout(person)).toEqual([]);
    await world.service.sql.query('DELETE FROM block');
  });
});
