import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { Relay } from '../../src/base/events/index.js';
import { jobKind, Jobs } from '../../src/base/jobs/index.js';
import type { RegisterPushDeviceInput } from '../contract/types.js';
import { aToken, devicesOf, PushWorld, registered, until } from '../factories/push.js';

const world = new PushWorld();
beforeAll(() => world.start());
beforeEach(() => world.reset());
afterEach(() => world.dropJobs());
afterAll(() => world.stop());

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
  test.each(gone)('%s on %s forgets the device', async (_, platform, saying) => {
    const person = await world.author();
    await registered(person, world.input(platform));
    world.says(saying);
    await world.remark(person);
    await world.due();
    expect(await devicesOf(person)).toEqual([]);
    expect(await world.lettersAbout(person)).toEqual([]);
  });

  test('of a device that has registered again meanwhile is of no account', async () => {
    const person = await world.author();
    const browser = await world.browserOf(person);
    world.web.answer = async () => {
      world.service.clock.advance({ seconds: 1 });
      await registered(person, { platform: 'WEB', webPush: browser.subscription });
      return { status: 410 };
    };
    await world.remark(person);
    await world.due();
    expect(world.web.at(browser.path)).toHaveLength(1);
    expect(await devicesOf(person)).toHaveLength(1);
  });

  const no: readonly [string, RegisterPushDeviceInput['platform'], { status: number; body?: object }, string][] = [
    ['413', 'WEB', { status: 413 }, 'WEB answered 413'],
    ['403', 'WEB', { status: 403 }, 'WEB answered 403'],
    ['a redirect', 'WEB', { status: 302, headers: { location: '/elsewhere' } } as never, 'WEB answered 302'],
    [
      'PayloadTooLarge',
      'APNS',
      { status: 413, body: { reason: 'PayloadTooLarge' } },
      'APNS answered 413 PayloadTooLarge',
    ],
    ['another 404', 'FCM', { status: 404, body: { error: { status: 'NOT_FOUND' } } }, 'FCM answered 404 NOT_FOUND'],
  ];
  test.each(no)('%s on %s is a dead letter at once, and the device stays', async (_, platform, saying, error) => {
    const person = await world.author();
    await registered(person, world.input(platform));
    world.says(saying);
    await world.remark(person);
    await world.due();
    await world.due();
    expect(await world.lettersAbout(person)).toEqual([{ error: `PushRefusedError: ${error}`, attempts: 1 }]);
    expect(await devicesOf(person)).toHaveLength(1);
    expect(world.web.at('/elsewhere')).toEqual([]);
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
      await world.service.sql.query<{ attempts: number }>(
        `SELECT j.attempts FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
         WHERE t.identifier = 'push-notice' AND j.attempts < j.max_attempts`,
      )
    ).rows;
  test.each(later)('%s on %s is tried again', async (_, platform, saying) => {
    const person = await world.author();
    await registered(person, world.input(platform));
    world.says(saying);
    await world.remark(person);
    await world.due();
    await world.due();
    expect(await waiting()).toEqual([{ attempts: 2 }]);
    world.says({ status: 200 });
    await world.due();
    expect(await waiting()).toEqual([]);
    expect([await devicesOf(person), await world.lettersAbout(person)]).toMatchObject([[{ platform }], []]);
  });

  test('"later" ten times is a dead letter', async () => {
    const person = await world.author();
    await world.browserOf(person);
    world.says({ status: 503 });
    await world.remark(person);
    for (let n = 0; n < 9; n++) await world.due();
    expect(await world.lettersAbout(person)).toEqual([]);
    await world.due();
    expect(await world.lettersAbout(person)).toEqual([{ error: 'Error: WEB answered 503', attempts: 10 }]);
    expect(await devicesOf(person)).toHaveLength(1);
  });

  test('nothing to Apple’s: a connection that broke is made anew', async () => {
    const person = await world.author();
    const token = aToken();
    await registered(person, { platform: 'APNS', token });
    world.apns.answer = () => undefined;
    await world.remark(person);
    const sending = world.due();
    await until(() => world.apns.at(`/3/device/${token}`).length === 1);
    world.apns.hangUp();
    await sending;
    world.apns.answer = () => ({ status: 200 });
    await world.due();
    expect(world.apns.at(`/3/device/${token}`)).toHaveLength(2);
    await world.due();
    expect(world.apns.at(`/3/device/${token}`)).toHaveLength(2);
  });

  test('nothing at all holds up only what is pushed', async () => {
    const Mail = jobKind<{ readonly id: string }>('test-mail-lane');
    const done = new Set<string>();
    world.service.app.get(Jobs, { strict: false }).define(
      Mail,
      ({ id }) => {
        done.add(id);
        return Promise.resolve();
      },
      { lane: 'mail' },
    );
    const person = await world.author();
    const browsers = [];
    for (let n = 0; n < 5; n++) browsers.push(await world.browserOf(person));
    world.web.answer = () => undefined;
    const before = world.web.asked.length;
    await world.remark(person);
    await world.service.app.get(Relay, { strict: false }).run();
    await world.worker.start();
    await until(() => world.web.asked.length >= before + 4); // every worker of the lane is taken
    await world.service.app.get(Jobs, { strict: false }).add(Mail, { id: 'x' });
    await until(() => done.has('x'));
    world.web.answer = () => ({ status: 201 });
    world.web.hangUp();
    await world.worker.stop();
  });
});
