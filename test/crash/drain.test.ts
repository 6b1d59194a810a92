import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';

import { type Answered, KeptConnection } from '../harness/load.js';
import { isAlive, postgresPid, preparedFolder, removeFolder, ServiceProcess } from '../harness/process.js';

const QUERY = JSON.stringify({ query: '{ skillAreas { number } }' });

let dataDir: string;
let owner: ServiceProcess;
beforeAll(async () => {
  dataDir = await preparedFolder();
  owner = await (await ServiceProcess.start(dataDir, { DRAIN_SECONDS: '10' })).ready();
}, 60_000);
afterAll(async () => {
  await owner.stop();
  removeFolder(dataDir);
}, 30_000);

const another = async (env: Record<string, string>): Promise<ServiceProcess> =>
  (await ServiceProcess.start(dataDir, env, ['--join'])).ready();

const secondsUntil = async (event: Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await event;
  return (performance.now() - start) / 1_000;
};

describe('what can’t be finished', () => {
  test('is cut when the time is over', async () => {
    const service = await another({ DRAIN_SECONDS: '2' });
    const { cut } = await new KeptConnection(service.port).hang('/graphql');
    service.kill('SIGTERM');
    const [untilCut] = await Promise.all([secondsUntil(cut), service.exited]);
    expect(untilCut).toBeGreaterThan(1.9);
    expect(untilCut).toBeLessThan(4);
    expect(await service.exited).toBe(0);
  });

  test('isn’t waited for after a second signal', async () => {
    const service = await another({ DRAIN_SECONDS: '60' });
    await new KeptConnection(service.port).hang('/graphql');
    service.kill('SIGTERM');
    await sleep(500);
    service.kill('SIGTERM');
    expect(await secondsUntil(service.exited)).toBeLessThan(2);
    expect(await service.exited).toBe(143);
  });
});

test.each([
  ['a rejection that nobody handles', 'SIGUSR2', 'nobody handles this'],
  ['an exception that nobody catches', 'SIGPIPE', 'nobody catches this'],
] as const)('%s is recorded, and the process drains and ends', async (_, signal, message) => {
  const service = await another({
    NODE_OPTIONS: `--import=${join(import.meta.dirname, '../harness/reject.mjs')}`,
  });
  const client = new KeptConnection(service.port);
  expect(await client.ask('/graphql', QUERY)).toMatchObject({ status: 200, last: false });
  service.kill(signal);
  await sleep(100);
  expect(await client.ask('/readyz')).toMatchObject({ status: 503, last: true });
  expect(await service.exited).toBe(1);
  expect(service.output.split(message).length - 1).toBe(1);
  expect(service.output).toMatch(/fatal/i);
});

test('without its database the process is alive and not ready, until it is back', async () => {
  const service = await another({});
  const probe = async (path: string) => (await fetch(`http://127.0.0.1:${service.port}${path}`)).status;
  await owner.stop();
  expect(await probe('/livez')).toBe(200);
  expect(await secondsUntil(probe('/readyz').then((status) => expect(status).toBe(503)))).toBeLessThan(2);
  owner = await (await ServiceProcess.start(dataDir, { DRAIN_SECONDS: '10' })).ready();
  await service.ready();
  await service.stop();
});

test('SIGTERM under load: every request is answered, and PostgreSQL stops last', async () => {
  const { url } = JSON.parse(readFileSync(join(dataDir, 'server.json'), 'utf8')) as { url: string };
  const postgres = postgresPid(dataDir);
  const blocker = new pg.Client({ connectionString: url });
  await blocker.connect();
  await blocker.query('BEGIN; LOCK TABLE post IN ACCESS EXCLUSIVE MODE');
  const answers: Answered[] = [];
  const failures: unknown[] = [];
  const load = Array.from({ length: 40 }, async () => {
    const connection = new KeptConnection(owner.port);
    for (let last = false; !last && failures.length === 0;) {
      const answer = await connection.ask('/graphql', QUERY).catch((error: unknown) => void failures.push(error));
      if (answer) answers.push(answer);
      last = answer?.last ?? true;
    }
  });
  while (answers.length < 100 && failures.length === 0) await sleep(5);
  owner.kill('SIGTERM');
  await sleep(50);
  const probe = await new KeptConnection(owner.port).ask('/readyz');
  expect(probe).toMatchObject({ status: 503, last: true });
  expect(probe.body).toContain('stopping');
  await Promise.all(load);

  // Begun before the listener closes, finished after.
  const slow = new KeptConnection(owner.port).ask(
    '/graphql',
    JSON.stringify({ query: '{ posts(first: 1) { nodes { id } } }' }),
  );
  const refused = () =>
    new KeptConnection(owner.port).ask('/livez').then(
      () => false,
      () => true,
    );
  while (!(await refused())) await sleep(20);
  expect(isAlive(postgres)).toBe(true);
  await blocker.query('ROLLBACK');
  await blocker.end();
  answers.push(await slow);

  expect(failures).toEqual([]);
  expect(answers.filter(({ last }) => last)).toHaveLength(41);
  expect(answers.filter(({ status, body }) => status !== 200 || !body.startsWith('{"data":{'))).toEqual([]);
  expect(await owner.exited).toBe(0);
  expect(isAlive(postgres)).toBe(false);
});
