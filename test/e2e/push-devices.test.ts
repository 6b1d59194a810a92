import { randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { Relay } from '../../src/base/events/index.js';
import type { RegisterPushDeviceInput } from '../contract/types.js';
import { aPerson, keyOf, type Person, signIn } from '../factories/people.js';
import { devicesOf, PushWorld, register, registered } from '../factories/push.js';
import { Browser } from '../harness/push-servers.js';

const world = new PushWorld();
beforeAll(() => world.start());
beforeEach(() => world.reset());
afterEach(() => world.dropJobs());
afterAll(() => world.stop());

const another = async (person: Person) => ({
  client: world.service.client(await signIn(world.service, person.email)),
});

describe('a device', () => {
  test('is registered, seen anew, and the viewer’s alone', async () => {
    const person = await aPerson(world.service);
    const input = { platform: 'FCM', token: `a-token:${randomUUID()}` } as const;
    const first = await registered(person, input);
    await world.browserOf(person);
    world.service.clock.advance({ minutes: 1 });
    const again = await registered(person, input);
    expect(again.id).toBe(first.id);
    expect(Date.parse(again.lastSeenAt) - Date.parse(first.lastSeenAt)).toBeGreaterThanOrEqual(60_000);
    expect(await devicesOf(person)).toMatchObject([again, { platform: 'WEB' }]);
    expect(await devicesOf(world.commenter)).toEqual([]);
    for (const [who, there] of [
      [person, 'PushDevice'],
      [world.commenter, undefined],
    ] as const)
      expect(
        (
          await who.client.data<{ node: { __typename: string } | null }>(
            'query ($id: ID!) { node(id: $id) { __typename id } }',
            { id: first.id },
          )
        ).node?.__typename,
      ).toBe(there);
  });

  test('that another account signs in on is theirs, under another id', async () => {
    const [before, after] = [await world.author(), await world.author()];
    const browser = new Browser(world.web);
    const input = { platform: 'WEB', webPush: browser.subscription } as const;
    const theirs = await registered(before, input);
    await world.remark(before);
    await world.service.app.get(Relay, { strict: false }).run();
    const { rowCount } = await world.service.sql.query(`SELECT FROM event_delivery`);
    expect(rowCount).toBeGreaterThan(0);
    // The notice of the account before is on its way.
    world.web.answer = () => ({ status: 503 });
    await world.due();
    expect(world.web.at(browser.path)).toHaveLength(1);
    world.web.answer = () => ({ status: 201 });
    const mine = await registered(after, input);
    expect(mine.id).not.toBe(theirs.id);
    expect(await devicesOf(before)).toEqual([]);
    expect(await devicesOf(after)).toMatchObject([{ id: mine.id }]);
    await world.due();
    expect(world.web.at(browser.path)).toHaveLength(1);
    await world.remark(after);
    await world.remark(before);
    await world.due();
    expect(world.web.at(browser.path)).toHaveLength(2);
  });

  test('goes with its session, and moves to the one that registers it', async () => {
    const person = await world.author();
    const other = await another(person);
    const [stays, moves] = [new Browser(world.web), new Browser(world.web)];
    for (const browser of [stays, moves]) await registered(other, { platform: 'WEB', webPush: browser.subscription });
    await registered(person, { platform: 'WEB', webPush: moves.subscription });
    await world.service.sql.query(
      `UPDATE sign_in_session SET ended_at = now() WHERE id = (SELECT session_id FROM push_device WHERE token = $1)`,
      [stays.endpoint],
    );
    expect(await devicesOf(person)).toHaveLength(1);
    await world.remark(person);
    await world.due();
    expect([world.web.at(stays.path).length, world.web.at(moves.path).length]).toEqual([0, 1]);
  });

  test('is one of twenty at most: the one not seen for longest goes, those of ended sessions first', async () => {
    const person = await aPerson(world.service);
    const other = await another(person);
    world.service.clock.advance({ minutes: 1 });
    const ids: string[] = [];
    for (let n = 0; n < 21; n++) {
      world.service.clock.advance({ seconds: 1 });
      ids.push((await registered(person, { platform: 'FCM', token: randomUUID() })).id);
    }
    expect((await devicesOf(person)).map(({ id }) => id)).toEqual(ids.slice(1).reverse());
    const ended = await registered(other, { platform: 'FCM', token: randomUUID() });
    await world.service.sql.query(
      'UPDATE sign_in_session SET ended_at = now() WHERE id = (SELECT session_id FROM push_device WHERE id = $1)',
      [keyOf(ended.id)],
    );
    world.service.clock.advance({ seconds: 1 });
    await Promise.all(Array.from({ length: 3 }, () => registered(person, { platform: 'FCM', token: randomUUID() })));
    const left = (await devicesOf(person)).map(({ id }) => id);
    expect(left).toHaveLength(20);
    expect(
      (await world.service.sql.query('SELECT FROM push_device WHERE account_id = $1', [person.accountId])).rowCount,
    ).toBe(20);
  });

  test('is removed by its account, and by nobody else', async () => {
    const person = await aPerson(world.service);
    const { id } = await registered(person, { platform: 'APNS', token: 'ab'.repeat(32) });
    const remove = ({ client }: Person) =>
      client.ask<{ removePushDevice: object }>(
        `mutation ($input: RemovePushDeviceInput!) { removePushDevice(input: $input) {
           ... on PushDeviceRemoved { deviceId viewer { id pushDevices { id } } } ... on Refusal { code } } }`,
        { input: { deviceId: id } },
      );
    expect((await remove(world.commenter)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await remove(person)).data?.removePushDevice).toMatchObject({ deviceId: id, viewer: { pushDevices: [] } });
    expect((await remove(person)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect(
      await world.service.anonymous.fails('RegisterPushDevice', { input: { platform: 'FCM', token: 'x' } }),
    ).toEqual(['UNAUTHENTICATED']);
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
    [
      'a password',
      { platform: 'WEB', webPush: { endpoint: 'https://a:b@c.d/' } as never },
      'webPush.endpoint MALFORMED',
    ],
    ['a key that is short', { platform: 'WEB', webPush: { p256dh: 'BBBB' } as never }, 'webPush.p256dh MALFORMED'],
    [
      'a key that is no point of the curve',
      { platform: 'WEB', webPush: { p256dh: Buffer.alloc(65, 4).toString('base64url') } as never },
      'webPush.p256dh MALFORMED',
    ],
    ['a secret that is short', { platform: 'WEB', webPush: { auth: 'AAAA' } as never }, 'webPush.auth MALFORMED'],
  ])('with %s is refused', async (_, input, problem) => {
    const webPush = input.webPush && { ...new Browser(world.web).subscription, ...input.webPush };
    const answer = await register(world.commenter, { ...input, ...(webPush && { webPush }) });
    const [field] = answer && 'fields' in answer ? answer.fields : [];
    expect(`${field?.path.join('.')} ${field?.code}`).toBe(problem);
  });
});
