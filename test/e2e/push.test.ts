import { generateKeyPairSync, randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { importJWK, jwtVerify } from 'jose';

import { Relay } from '../../src/base/events/index.js';
import { jobKind, Jobs, Worker } from '../../src/base/jobs/index.js';

import type { RegisterPushDeviceInput } from '../contract/types.js';
import { aMentor, aPerson, block, keyOf, type Person, signIn } from '../factories/people.js';
import { aComment, aPost } from '../factories/posts.js';
import { Browser, Http2PushServer, PushServer } from '../harness/push-servers.js';
import { type Service, startService } from '../harness/service.js';

const PUBLIC_URL = 'https://app.example.org';
const apple = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const google = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = (pair: { privateKey: typeof apple.privateKey }) =>
  pair.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string;

let web: PushServer;
let fcm: PushServer;
let apns: Http2PushServer;
let service: Service;
let worker: Worker;
let commenter: Person;
beforeAll(async () => {
  [web, fcm, apns] = await Promise.all([
    new PushServer().start(),
    new PushServer().start(),
    new Http2PushServer().start(),
  ]);
  service = await startService({
    env: {
      PUBLIC_URL,
      APNS_KEY: pem(apple).replaceAll('\n', '\\n'),
      APNS_KEY_ID: 'KEY1234567',
      APNS_TEAM_ID: 'TEAM123456',
      APNS_TOPIC: 'org.example.app',
      APNS_URL: apns.url,
      FCM_SERVICE_ACCOUNT: JSON.stringify({
        project_id: 'a-project',
        client_email: 'push@a-project.example.com',
        private_key: pem(google),
      }),
      FCM_URL: fcm.url,
    },
  });
  worker = service.app.get(Worker, { strict: false });
  commenter = await aPerson(service, { name: 'Cleo' });
});
beforeEach(() => {
  web.answer = () => ({ status: 201 });
  apns.answer = () => ({ status: 200 });
  fcm.answer = ({ path }) => ({ status: 200, body: path === '/token' ? { access_token: 'granted' } : { name: 'x' } });
});
afterEach(async () => {
  // What a test left to be tried again would come to the next one.
  await service.sql.query(`DELETE FROM graphile_worker._private_jobs`);
});
afterAll(async () => {
  await worker.stop();
  await service.stop();
  await Promise.all([web.stop(), fcm.stop(), apns.stop()]);
});

const hurry = () =>
  service.sql.query('UPDATE graphile_worker._private_jobs SET run_at = now() WHERE locked_at IS NULL');
/** Does what is due, and what would be tried again later. */
async function due(): Promise<void> {
  await service.app.get(Relay, { strict: false }).run();
  await hurry();
  await worker.runDue();
}

const register = async ({ client }: Pick<Person, 'client'>, input: RegisterPushDeviceInput) =>
  (await client.run('RegisterPushDevice', { input })).registerPushDevice;
async function registered(person: Pick<Person, 'client'>, input: RegisterPushDeviceInput) {
  const answer = await register(person, input);
  if (!answer || !('device' in answer) || !answer.device) throw new Error(JSON.stringify(answer));
  return answer.device;
}
const browserOf = async (person: Pick<Person, 'client'>, server = web): Promise<Browser> => {
  const browser = new Browser(server);
  await registered(person, { platform: 'WEB', webPush: browser.subscription });
  return browser;
};

interface Device {
  readonly id: string;
  readonly platform: string;
  readonly lastSeenAt: string;
}
const devicesOf = async ({ client }: Pick<Person, 'client'>) =>
  (
    await client.data<{ viewer: { pushDevices: Device[] } }>(
      '{ viewer { id pushDevices { id platform lastSeenAt } } }',
    )
  ).viewer.pushDevices;
const another = async (person: Person) => ({ client: service.client(await signIn(service, person.email)) });

/** Somebody who wrote something and is told when it is commented on. */
async function author(): Promise<Person & { readonly postId: string }> {
  const person = await aMentor(service, { name: 'Ann Author' });
  return { ...person, postId: (await aPost(person)).id };
}
const remark = ({ postId }: { postId: string }, by = commenter) => aComment(by, postId);
const lettersAbout = async ({ accountId }: Person) =>
  (
    await service.sql.query<{ error: string; attempts: number }>(
      `SELECT l.error, l.attempts FROM dead_letter l JOIN notice_push n ON n.id::text = l.payload ->> 'noticeId' WHERE n.account_id = $1`,
      [accountId],
    )
  ).rows;

describe('a device', () => {
  test('is registered, seen anew, and the viewer’s alone', async () => {
    const person = await aPerson(service);
    const input = { platform: 'FCM', token: `a-token:${randomUUID()}` } as const;
    const first = await registered(person, input);
    await browserOf(person);
    service.clock.advance({ minutes: 1 });
    const again = await registered(person, input);
    expect(again.id).toBe(first.id);
    expect(Date.parse(again.lastSeenAt) - Date.parse(first.lastSeenAt)).toBeGreaterThanOrEqual(60_000);
    expect(await devicesOf(person)).toMatchObject([again, { platform: 'WEB' }]);
    expect(await devicesOf(commenter)).toEqual([]);
    for (const [who, there] of [[person, 'PushDevice'], [commenter, undefined]] as const)
      expect((await who.client.data<{ node: { __typename: string } | null }>(
        'query ($id: ID!) { node(id: $id) { __typename id } }', { id: first.id })).node?.__typename).toBe(there);
  });

  test('that another account signs in on is theirs, under another id', async () => {
    const [before, after] = [await author(), await author()];
    const browser = new Browser(web);
    const input = { platform: 'WEB', webPush: browser.subscription } as const;
    const theirs = await registered(before, input);
    await remark(before);
    await service.app.get(Relay, { strict: false }).run();
    const { rowCount } = await service.sql.query(`SELECT FROM event_delivery`);
    expect(rowCount).toBeGreaterThan(0);
    // The notice of the account before is on its way.
    web.answer = () => ({ status: 503 });
    await due();
    expect(web.at(browser.path)).toHaveLength(1);
    web.answer = () => ({ status: 201 });
    const mine = await registered(after, input);
    expect(mine.id).not.toBe(theirs.id);
    expect(await devicesOf(before)).toEqual([]);
    expect(await devicesOf(after)).toMatchObject([{ id: mine.id }]);
    await due();
    expect(web.at(browser.path)).toHaveLength(1);
    await remark(after);
    await remark(before);
    await due();
    expect(web.at(browser.path)).toHaveLength(2);
  });

  test('goes with its session, and moves to the one that registers it', async () => {
    const person = await author();
    const other = await another(person);
    const [stays, moves] = [new Browser(web), new Browser(web)];
    for (const browser of [stays, moves]) await registered(other, { platform: 'WEB', webPush: browser.subscription });
    await registered(person, { platform: 'WEB', webPush: moves.subscription });
    await service.sql.query(
      `UPDATE sign_in_session SET ended_at = now() WHERE id = (SELECT session_id FROM push_device WHERE token = $1)`,
      [stays.endpoint],
    );
    expect(await devicesOf(person)).toHaveLength(1);
    await remark(person);
    await due();
    expect([web.at(stays.path).length, web.at(moves.path).length]).toEqual([0, 1]);
  });

  test('is one of twenty at most: the one not seen for longest goes, those of ended sessions first', async () => {
    const person = await aPerson(service);
    const other = await another(person);
    service.clock.advance({ minutes: 1 });
    const ids: string[] = [];
    for (let n = 0; n < 21; n++) {
      service.clock.advance({ seconds: 1 });
      ids.push((await registered(person, { platform: 'FCM', token: randomUUID() })).id);
    }
    expect((await devicesOf(person)).map(({ id }) => id)).toEqual(ids.slice(1).reverse());
    const ended = await registered(other, { platform: 'FCM', token: randomUUID() });
    await service.sql.query(
      'UPDATE sign_in_session SET ended_at = now() WHERE id = (SELECT session_id FROM push_device WHERE id = $1)',
      [keyOf(ended.id)],
    );
    service.clock.advance({ seconds: 1 });
    await Promise.all(
      Array.from({ length: 3 }, () => registered(person, { platform: 'FCM', token: randomUUID() })),
    );
    const left = (await devicesOf(person)).map(({ id }) => id);
    expect(left).toHaveLength(20);
    expect((await service.sql.query('SELECT FROM push_device WHERE account_id = $1', [person.accountId])).rowCount).toBe(20);
  });

  test('is removed by its account, and by nobody else', async () => {
    const person = await aPerson(service);
    const { id } = await registered(person, { platform: 'APNS', token: 'ab'.repeat(32) });
    const remove = ({ client }: Person) =>
      client.ask<{ removePushDevice: object }>(
        `mutation ($input: RemovePushDeviceInput!) { removePushDevice(input: $input) {
           ... on PushDeviceRemoved { deviceId viewer { id pushDevices { id } } } ... on Refusal { code } } }`,
        { input: { deviceId: id } },
      );
    expect((await remove(commenter)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await remove(person)).data?.removePushDevice).toMatchObject({ deviceId: id, viewer: { pushDevices: [] } });
    expect((await remove(person)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect(await service.anonymous.fails('RegisterPushDevice', { input: { platform: 'FCM', token: 'x' } })).toEqual([
      'UNAUTHENTICATED',
    ]);
  });

  test.each<[string, RegisterPushDeviceInput, string]>([
    ['no token', { platform: 'FCM' }, 'token REQUIRED'],
    ['an empty token', { platform: 'APNS', token: '' }, 'token REQUIRED'],
    ['a token with a space', { platform: 'APNS', token: 'a b' }, 'token MALFORMED'],
    ['a token that is too long', { platform: 'FCM', token: 'a'.repeat(2_001) }, 'token TOO_LONG'],
    ['a subscription of no browser', { platform: 'FCM', token: 'a', webPush: {} as never }, 'webPush CONFLICT'],
    ['no subscription', { platform: 'WEB' }, 'webPush REQUIRED'],
    ['a token of a browser', { platform: 'WEB', token: 'a' }, 'token CONFLICT'],
    ['no address', { platform: 'WEB', webPush: { endpoint: 'x' } as never }, 'webPush.endpoint MALFORMED'],
    ['a file', { platform: 'WEB', webPush: { endpoint: 'file:///etc/passwd' } as never }, 'webPush.endpoint MALFORMED'],
    ['a password', { platform: 'WEB', webPush: { endpoint: 'https://a:b@c.d/' } as never }, 'webPush.endpoint MALFORMED'],
    ['a key that is short', { platform: 'WEB', webPush: { p256dh: 'BBBB' } as never }, 'webPush.p256dh MALFORMED'],
    [
      'a key that is no point of the curve',
      { platform: 'WEB', webPush: { p256dh: Buffer.alloc(65, 4).toString('base64url') } as never },
      'webPush.p256dh MALFORMED',
    ],
    ['a secret that is short', { platform: 'WEB', webPush: { auth: 'AAAA' } as never }, 'webPush.auth MALFORMED'],
  ])('with %s is refused', async (_, input, problem) => {
    const webPush = input.webPush && { ...new Browser(web).subscription, ...input.webPush };
    const answer = await register(commenter, { ...input, ...(webPush && { webPush }) });
    const [field] = answer && 'fields' in answer ? answer.fields : [];
    expect(`${field?.path.join('.')} ${field?.code}`).toBe(problem);
  });
});

describe('what is sent', () => {
  test('to a browser only it can read, signed with the key that it subscribed with', async () => {
    const person = await author();
    const browser = await browserOf(person);
    const commentId = await remark(person);
    await due();
    const [asked, ...more] = web.at(browser.path);
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
    const { pushService } = await service.anonymous.data<{ pushService: { webKey: string; platforms: string[] } }>(
      '{ pushService { webKey platforms } }',
    );
    expect(pushService.platforms).toEqual(['APNS', 'FCM', 'WEB']);
    const [, token = '', key] = /^vapid t=([^,]+), k=(.+)$/.exec(asked?.headers.authorization ?? '') ?? [];
    expect(key).toBe(pushService.webKey);
    const point = Buffer.from(pushService.webKey, 'base64url');
    const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')];
    const { payload } = await jwtVerify(token, await importJWK({ kty: 'EC', crv: 'P-256', x, y }, 'ES256'));
    expect(payload).toMatchObject({ aud: web.url, sub: PUBLIC_URL });
  });

  test('to Apple’s devices goes over one connection, each with a signed token', async () => {
    const person = await author();
    const tokens = [randomUUID().replaceAll('-', ''), randomUUID().replaceAll('-', '')];
    for (const token of tokens) await registered(person, { platform: 'APNS', token });
    const before = apns.connections;
    const commentId = await remark(person);
    await due();
    const [one, two] = tokens.map((token) => apns.at(`/3/device/${token}`)[0]);
    expect(apns.connections - before).toBeLessThanOrEqual(1);
    expect(JSON.parse(String(one?.body))).toEqual({
      aps: { alert: { title: 'Cleo commented on what you wrote.' }, sound: 'default' },
      url: `${PUBLIC_URL}/open/${commentId}`,
    });
    const topic = String(one?.headers['apns-collapse-id']);
    expect(topic).toMatch(/^[\w-]{22}$/);
    expect(one?.headers).toMatchObject({ 'apns-topic': 'org.example.app', 'apns-push-type': 'alert' });
    expect(two?.headers['apns-collapse-id']).toBe(topic);
    const [, token = ''] = /^bearer (.+)$/.exec(one?.headers.authorization ?? '') ?? [];
    const now = new Date(service.clock.now().epochMilliseconds);
    const { payload, protectedHeader } = await jwtVerify(token, apple.publicKey, { currentDate: now });
    expect(protectedHeader).toEqual({ alg: 'ES256', kid: 'KEY1234567' });
    expect(payload.iss).toBe('TEAM123456');
    expect(two?.headers.authorization).toBe(one?.headers.authorization); // Apple wants them seldom
    await remark(person);
    service.clock.advance({ minutes: 41 });
    await due();
    expect(apns.at(`/3/device/${tokens[0]}`)[1]?.headers.authorization).not.toBe(one?.headers.authorization);
    service.clock.advance({ minutes: -41 });
  });

  test('by Firebase goes with an access token of the service account, asked for once', async () => {
    const person = await author();
    const token = randomUUID();
    await registered(person, { platform: 'FCM', token });
    const commentId = await remark(person);
    service.clock.advance({ hours: 1 });
    await due();
    const sent = () =>
      fcm
        .at('/v1/projects/a-project/messages:send')
        .map(({ headers, body }) => ({ headers, message: JSON.parse(String(body)).message as Record<string, unknown> }))
        .filter(({ message }) => message.token === token);
    const [first] = sent();
    expect(first?.headers.authorization).toBe('Bearer granted');
    expect(first?.message).toMatchObject({
      notification: { title: 'Cleo commented on what you wrote.' },
      data: { url: `${PUBLIC_URL}/open/${commentId}` },
      android: { ttl: '86400s', notification: { tag: expect.stringMatching(/^[\w-]{22}$/) } },
    });
    expect(first?.message.android).not.toHaveProperty('collapseKey');
    const asked = fcm.at('/token');
    const form = new URLSearchParams(String(asked.at(-1)?.body));
    expect(form.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
    const { payload } = await jwtVerify(form.get('assertion') ?? '', google.publicKey, {
      currentDate: new Date(service.clock.now().epochMilliseconds),
    });
    expect(payload).toMatchObject({ iss: 'push@a-project.example.com', aud: `${fcm.url}/token` });
    service.clock.advance({ hours: -1 });
    await remark(person);
    service.clock.advance({ hours: 1 });
    await due();
    service.clock.advance({ hours: -1 });
    expect(sent()).toHaveLength(2);
    expect(fcm.at('/token')).toHaveLength(asked.length);
  });

  test('after a crash between sending and noting it has the same topic; another thing has another', async () => {
    const person = await author();
    const browser = await browserOf(person);
    // The server takes it, and we don't hear of it.
    web.answer = () => undefined;
    await remark(person);
    const first = due();
    await until(() => web.at(browser.path).length === 1);
    web.hangUp();
    await first;
    web.answer = () => ({ status: 201 });
    await due();
    await remark(person);
    await due();
    const topics = web.at(browser.path).map(({ headers }) => headers.topic);
    expect(topics).toHaveLength(3);
    expect(topics[1]).toBe(topics[0]);
    expect(topics[2]).not.toBe(topics[0]);
  });
});

async function until(done: () => boolean): Promise<void> {
  const begun = performance.now();
  while (!done()) {
    expect(performance.now() - begun).toBeLessThan(8_000);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('what is not sent', () => {
  const prefer = ({ client }: Person, channel: 'PUSH' | 'IN_APP', enabled: boolean) =>
    client.run('SetNotificationPreferences', { input: { preferences: [{ kind: 'COMMENT_ADDED', channel, enabled }] } });

  test('is what the viewer doesn’t want on devices, whatever they want in the app', async () => {
    const person = await author();
    const browser = await browserOf(person);
    await prefer(person, 'PUSH', false);
    await remark(person);
    await due();
    expect(web.at(browser.path)).toEqual([]);
    await prefer(person, 'PUSH', true);
    await prefer(person, 'IN_APP', false);
    await remark(person);
    await due();
    expect(web.at(browser.path)).toHaveLength(1);
  });

  test('is what happened three days ago, and the same thing twice', async () => {
    const person = await author();
    const browser = await browserOf(person);
    await remark(person);
    await due();
    await service.sql.query("UPDATE event SET relayed_at = NULL WHERE kind = 'CommentAdded'");
    await due();
    expect(web.at(browser.path)).toHaveLength(1);
    await remark(person);
    service.clock.advance({ hours: 73 });
    await due();
    service.clock.advance({ hours: -73 });
    expect(web.at(browser.path)).toHaveLength(1);
  });

  const withheld: readonly [string, (person: Person, commentId: string) => Promise<unknown>][] = [
    ['deleted', (_, id) => service.sql.query('UPDATE comment SET deleted_at = now() WHERE id = $1', [keyOf(id)])],
    ['written by somebody with whom there is a block', (person) => block(service, person, commenter)],
    ['read', (person) => person.client.run('MarkNotificationsRead', { input: {} })],
    ['not wanted', (person) => prefer(person, 'PUSH', false)],
    [
      'told to an account that is suspended',
      ({ accountId }) => service.sql.query("UPDATE account SET status = 'SUSPENDED' WHERE id = $1", [accountId]),
    ],
    [
      'told to a session that is over',
      ({ accountId }) => service.sql.query('UPDATE sign_in_session SET ended_at = now() WHERE account_id = $1', [accountId]),
    ],
  ];
  test.each(withheld)('is what is %s by the time that it is sent', async (_, happen) => {
    const person = await author();
    const browser = await browserOf(person);
    web.answer = () => ({ status: 503 });
    const commentId = await remark(person);
    await due();
    expect(web.at(browser.path)).toHaveLength(1);
    web.answer = () => ({ status: 201 });
    await happen(person, commentId);
    await due();
    expect(web.at(browser.path)).toHaveLength(1);
    expect(await lettersAbout(person)).toEqual([]);
    await service.sql.query('DELETE FROM block');
  });
});

describe('what the platform says', () => {
  const onFcm = (status: number, errorCode: string) => ({
    status,
    body: { error: { code: status, status: 'NOT_FOUND', details: [{ errorCode }] } },
  });
  const gone: readonly [string, RegisterPushDeviceInput['platform'], { status: number; body?: object }][] = [
    ['404', 'WEB', { status: 404 }],
    ['410', 'WEB', { status: 410 }],
    ['BadDeviceToken', 'APNS', { status: 400, body: { reason: 'BadDeviceToken' } }],
    ['Unregistered', 'APNS', { status: 410, body: { reason: 'Unregistered', timestamp: 1 } }],
    ['UNREGISTERED', 'FCM', onFcm(404, 'UNREGISTERED')],
  ];
  const input = (platform: RegisterPushDeviceInput['platform']): RegisterPushDeviceInput =>
    platform === 'WEB'
      ? { platform, webPush: new Browser(web).subscription }
      : { platform, token: randomUUID().replaceAll('-', '') };
  const says = (saying: { status: number; body?: object }) => {
    web.answer = apns.answer = () => saying;
    fcm.answer = ({ path }) => (path === '/token' ? { status: 200, body: { access_token: 'granted' } } : saying);
  };

  test.each(gone)('%s on %s forgets the device', async (_, platform, saying) => {
    const person = await author();
    await registered(person, input(platform));
    says(saying);
    await remark(person);
    await due();
    expect(await devicesOf(person)).toEqual([]);
    expect(await lettersAbout(person)).toEqual([]);
  });

  test('of a device that has registered again meanwhile is of no account', async () => {
    const person = await author();
    const browser = await browserOf(person);
    web.answer = async () => {
      service.clock.advance({ seconds: 1 });
      await registered(person, { platform: 'WEB', webPush: browser.subscription });
      return { status: 410 };
    };
    await remark(person);
    await due();
    expect(web.at(browser.path)).toHaveLength(1);
    expect(await devicesOf(person)).toHaveLength(1);
  });

  const no: readonly [string, RegisterPushDeviceInput['platform'], { status: number; body?: object }, string][] = [
    ['413', 'WEB', { status: 413 }, 'WEB answered 413'],
    ['403', 'WEB', { status: 403 }, 'WEB answered 403'],
    ['a redirect', 'WEB', { status: 302, headers: { location: '/elsewhere' } } as never, 'WEB answered 302'],
    ['PayloadTooLarge', 'APNS', { status: 413, body: { reason: 'PayloadTooLarge' } }, 'APNS answered 413 PayloadTooLarge'],
    ['another 404', 'FCM', { status: 404, body: { error: { status: 'NOT_FOUND' } } }, 'FCM answered 404 NOT_FOUND'],
  ];
  test.each(no)('%s on %s is a dead letter at once, and the device stays', async (_, platform, saying, error) => {
    const person = await author();
    await registered(person, input(platform));
    says(saying);
    await remark(person);
    await due();
    await due();
    expect(await lettersAbout(person)).toEqual([{ error: `PushRefusedError: ${error}`, attempts: 1 }]);
    expect(await devicesOf(person)).toHaveLength(1);
    expect(web.at('/elsewhere')).toEqual([]);
  });

  const later: readonly [string, RegisterPushDeviceInput['platform'], { status: number; body?: object }][] = [
    ['429', 'WEB', { status: 429 }],
    ['503', 'WEB', { status: 503 }],
    ['ExpiredProviderToken', 'APNS', { status: 403, body: { reason: 'ExpiredProviderToken' } }],
    ['503', 'APNS', { status: 503, body: {} }],
    ['401', 'FCM', { status: 401, body: {} }],
    ['503', 'FCM', { status: 503, body: {} }],
  ];
  const waiting = async () =>
    (
      await service.sql.query<{ attempts: number }>(
        `SELECT j.attempts FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
         WHERE t.identifier = 'push-notice' AND j.attempts < j.max_attempts`,
      )
    ).rows;
  test.each(later)('%s on %s is tried again', async (_, platform, saying) => {
    const person = await author();
    await registered(person, input(platform));
    says(saying);
    await remark(person);
    await due();
    await due();
    expect(await waiting()).toEqual([{ attempts: 2 }]);
    says({ status: 200 });
    await due();
    expect(await waiting()).toEqual([]);
    expect([await devicesOf(person), await lettersAbout(person)]).toMatchObject([[{ platform }], []]);
  });

  test('"later" ten times is a dead letter', async () => {
    const person = await author();
    await browserOf(person);
    says({ status: 503 });
    await remark(person);
    for (let n = 0; n < 9; n++) await due();
    expect(await lettersAbout(person)).toEqual([]);
    await due();
    expect(await lettersAbout(person)).toEqual([{ error: 'Error: WEB answered 503', attempts: 10 }]);
    expect(await devicesOf(person)).toHaveLength(1);
  });

  test('nothing to Apple’s: a connection that broke is made anew', async () => {
    const person = await author();
    const token = randomUUID().replaceAll('-', '');
    await registered(person, { platform: 'APNS', token });
    apns.answer = () => undefined;
    await remark(person);
    const sending = due();
    await until(() => apns.at(`/3/device/${token}`).length === 1);
    apns.hangUp();
    await sending;
    apns.answer = () => ({ status: 200 });
    await due();
    expect(apns.at(`/3/device/${token}`)).toHaveLength(2);
    await due();
    expect(apns.at(`/3/device/${token}`)).toHaveLength(2);
  });

  test('nothing at all holds up only what is pushed', async () => {
    const Mail = jobKind<{ readonly id: string }>('test-mail-lane');
    const done = new Set<string>();
    service.app.get(Jobs, { strict: false }).define(
      Mail,
      ({ id }) => {
        done.add(id);
        return Promise.resolve();
      },
      { lane: 'mail' },
    );
    const person = await author();
    const browsers = [];
    for (let n = 0; n < 5; n++) browsers.push(await browserOf(person));
    web.answer = () => undefined;
    const before = web.asked.length;
    await remark(person);
    await service.app.get(Relay, { strict: false }).run();
    await worker.start();
    await until(() => web.asked.length >= before + 4); // every worker of the lane is taken
    await service.app.get(Jobs, { strict: false }).add(Mail, { id: 'x' });
    await until(() => done.has('x'));
    web.answer = () => ({ status: 201 });
    web.hangUp();
    await worker.stop();
  });
});
