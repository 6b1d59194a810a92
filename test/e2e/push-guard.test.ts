import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:net';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { Relay } from '../../src/base/events/index.js';
import { Worker } from '../../src/base/jobs/index.js';
import type { RegisterPushDeviceInput } from '../contract/types.js';
import { aMentor, aPerson, type Person } from '../factories/people.js';
import { aComment, aPost } from '../factories/posts.js';
import { Browser } from '../harness/push-servers.js';
import { type Service, startService } from '../harness/service.js';

/*
 * Endpoints come from clients: in production nothing inside our own network may be asked on their behalf.
 */
let service: Service;
let inside: Server;
let port: number;
let visits = 0;
let person: Person;
beforeAll(async () => {
  inside = createServer((socket) => {
    visits++;
    socket.destroy();
  });
  await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
  ({ port } = inside.address() as { port: number });
  service = await startService({
    env: {
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://app.example.org',
      SMTP_URL: 'smtp://127.0.0.1:1',
      SECRET_KEY: 'a secret of this test, thirty-two bytes',
    },
  });
  person = await aMentor(service);
  await service.sql.query('UPDATE account SET email_verified_at = now()');
});
afterAll(async () => {
  await service.stop();
  await new Promise((resolve) => inside.close(resolve));
});

const register = async (input: RegisterPushDeviceInput) =>
  (await person.client.run('RegisterPushDevice', { input })).registerPushDevice;
const aBrowser = (endpoint: string) => ({ ...new Browser({ url: '' }).subscription, endpoint });

test.each([
  'http://push.example.org/x',
  'https://127.0.0.1/x',
  'https://127.1/x',
  'https://2130706433/x',
  'https://0x7f.0.0.1/x',
  'https://[::1]/x',
  'https://[::ffff:127.0.0.1]/x',
  'https://169.254.169.254/latest/meta-data',
  'https://10.0.0.1/x',
  'https://8.8.8.8/x',
  'https://localhost/x',
  'https://localhost./x',
  'https://database:5432/x',
  'https://user@push.example.org/x',
])('the endpoint %s is refused', async (endpoint) => {
  expect(await register({ platform: 'WEB', webPush: aBrowser(endpoint) })).toMatchObject({
    __typename: 'InvalidInput',
    fields: [{ path: ['webPush', 'endpoint'], code: 'MALFORMED' }],
  });
});

test('only what is configured can be registered', async () => {
  const { pushService } = await person.client.data<{ pushService: object }>('{ pushService { platforms webKey } }');
  expect(pushService).toEqual({ platforms: ['WEB'], webKey: expect.stringMatching(/^B[\w-]{86}$/) });
  for (const platform of ['FCM', 'APNS'] as const)
    expect(await register({ platform, token: 'a' })).toMatchObject({
      fields: [{ path: ['platform'], code: 'UNKNOWN' }],
    });
});

test.each([
  ['a name that leads to us', (path: string) => `https://localhost:${port}/${path}`],
  ['an address of ours', (path: string) => `https://127.0.0.1:${port}/${path}`],
  ['an address of ours in IPv6', (path: string) => `https://[::ffff:127.0.0.1]:${port}/${path}`],
  ['plain text', (path: string) => `http://localhost:${port}/${path}`],
])('%s is not connected to when a message is to be sent, and the device is forgotten', async (_, endpointOf) => {
  // A name as it may come to mean something else after it was registered.
  const path = randomUUID();
  expect(await register({ platform: 'WEB', webPush: aBrowser(`https://push.example.org/${path}`) })).toMatchObject({
    device: { platform: 'WEB' },
  });
  await service.sql.query('UPDATE push_device SET token = $1 WHERE token LIKE $2', [endpointOf(path), `%${path}`]);
  const commenter = await aPerson(service);
  await service.sql.query('UPDATE account SET email_verified_at = now()');
  await aComment(commenter, (await aPost(person)).id);
  await service.app.get(Relay, { strict: false }).run();
  await service.app.get(Worker, { strict: false }).runDue();
  expect(visits).toBe(0);
  expect((await service.sql.query('SELECT FROM push_device')).rowCount).toBe(0);
  expect((await service.sql.query('SELECT FROM dead_letter')).rowCount).toBe(0);
});
