import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { expect, test } from '@jest/globals';

import { preparedFolder, removeFolder, ServiceProcess, temporaryFolder } from '../harness/process.js';

const TICKS_PER_SECOND = 100; // USER_HZ, the unit of /proc/<pid>/stat on Linux

function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Hours without a database pass like these seconds: whatever is tried again is tried at the same pace. */
test('a service whose database is gone stays calm, says so, and ends when it is told to', async () => {
  const [owner, folder] = [await preparedFolder(), temporaryFolder()];
  const database = await (await ServiceProcess.start(owner)).ready();
  const { url } = JSON.parse(readFileSync(join(owner, 'server.json'), 'utf8')) as { url: string };
  const service = await (await ServiceProcess.start(folder, { DATABASE_URL: url })).ready();
  await sleep(1_000); // its worker has begun
  await database.stop();
  await sleep(1_000);

  // Each connection says once that it broke.
  const lines = () => service.output.split('\n').length;
  const linesBefore = lines();
  const before = cpuSeconds(service.pid);
  await sleep(6_000);
  expect(cpuSeconds(service.pid) - before).toBeLessThan(0.6);

  const status = async (path: string) => (await fetch(`http://127.0.0.1:${service.port}${path}`)).status;
  expect([await status('/livez'), await status('/readyz')]).toEqual([200, 503]);
  expect(lines() - linesBefore).toBeLessThan(40);

  const told = performance.now();
  service.kill('SIGTERM');
  expect(await service.exited).toBe(0);
  expect(performance.now() - told).toBeLessThan(8_000);
  for (const each of [owner, folder]) removeFolder(each);
}, 60_000);
