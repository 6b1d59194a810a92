import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import {
  isAlive,
  postgresPid,
  preparedFolder,
  removeFolder,
  ServiceProcess,
  temporaryFolder,
} from '../harness/process.js';

let dataDir: string;
let service: ServiceProcess;
beforeAll(async () => {
  dataDir = temporaryFolder();
  service = await (await ServiceProcess.start(dataDir)).ready();
}, 60_000);
afterAll(async () => {
  await service.stop();
  removeFolder(dataDir);
}, 30_000);

describe('a first start', () => {
  test('prints where it answers and how to sign in, and the demo community is there', async () => {
    expect(service.output).toContain(`http://127.0.0.1:${service.port}/graphql`);
    expect(service.output).toContain('learner@example.com, mentor@example.com, moderator@example.com');
    const { signIn } = await service.client.run('SignIn', {
      input: { email: 'mentor@example.com', password: 'demo-attention-is-all' },
    });
    expect(signIn).toMatchObject({ viewer: { emailVerified: true, roles: ['LEARNER', 'MENTOR'] } });
    const { mentors } = await service.client.run('Mentors', { first: 10 });
    expect(mentors?.totalCount).toBe(3);
    const [offering] = mentors?.nodes.find(({ profile }) => profile.handle === 'priya-raman')?.offerings ?? [];
    const now = new Date();
    const slots = await service.client.run('Slots', {
      offeringId: offering?.id ?? '',
      from: now.toISOString(),
      to: new Date(now.getTime() + 14 * 86_400_000).toISOString(),
      timeZone: 'UTC',
    });
    expect(slots.offering?.confirmation).toBe('INSTANT');
    expect(slots.offering?.slots.length).toBeGreaterThan(20);
    expect(await (await fetch(`http://127.0.0.1:${service.port}/dev/mail.json?to=x`)).json()).toEqual([]);
  });

  test('keeps its secrets to its own account', () => {
    for (const file of ['secret-key', 'database-password', 'server.json']) {
      expect([file, (statSync(join(dataDir, file)).mode & 0o777).toString(8)]).toEqual([file, '600']);
      expect(readFileSync(join(dataDir, file), 'utf8').length).toBeGreaterThan(20);
    }
  });
});

describe('a second start on the same data', () => {
  test('says so and ends', async () => {
    const second = await ServiceProcess.start(dataDir);
    expect(await second.exited).toBe(1);
    expect(second.output).toMatch(/Another process \(\d+\) already runs on .*--join/);
    expect(second.output).not.toMatch(/\n\s+at /);
    expect((await service.client.run('SkillAreas', {})).skillAreas).toHaveLength(7);
  });

  test('joins when it is told to, and leaves the server running when it stops', async () => {
    const joined = await (await ServiceProcess.start(dataDir, {}, ['--join'])).ready();
    expect((await joined.client.run('SkillAreas', {})).skillAreas).toHaveLength(7);
    await joined.stop();
    expect((await service.client.run('SkillAreas', {})).skillAreas).toHaveLength(7);
  });
});

describe('the embedded server', () => {
  test('is started again when it is killed', async () => {
    const before = postgresPid(dataDir);
    process.kill(before, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 200));
    await service.ready();
    expect((await service.client.run('SkillAreas', {})).skillAreas).toHaveLength(7);
    expect(postgresPid(dataDir)).not.toBe(before);
  });
});

describe('a start that can’t be', () => {
  const startsWith = async (env: Record<string, string>, folder = temporaryFolder()): Promise<string> => {
    const failing = await ServiceProcess.start(folder, env);
    expect(await failing.exited).toBe(1);
    expect(failing.output).not.toMatch(/\n\s+at /);
    removeFolder(folder);
    return failing.output;
  };

  test('names the setting that is wrong', async () => {
    expect(await startsWith({ PORT: 'eighty' })).toContain("PORT can't be used");
    expect(await startsWith({ DATABASE_URL: 'mysql://x' })).toContain(
      "DATABASE_URL can't be used: must begin with postgresql://",
    );
    expect(await startsWith({ RATE_LIMITS: 'maybe' })).toContain("RATE_LIMITS can't be used");
    expect(await startsWith({ SECRET_KEY: 'short' })).toContain('32 bytes');
  });

  test('names everything that production needs', async () => {
    const output = await startsWith({ NODE_ENV: 'production' });
    for (const name of ['DATABASE_URL', 'PUBLIC_URL', 'SMTP_URL', 'SECRET_KEY']) expect(output).toContain(name);
  });

  test('says that the port is taken', async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
    const { port } = blocker.address() as { port: number };
    expect(await startsWith({ PORT: String(port) }, await preparedFolder())).toContain(`EADDRINUSE`);
    blocker.close();
  });
});

test('a signal stops everything that was started', async () => {
  const folder = await preparedFolder();
  const stopping = await (await ServiceProcess.start(folder)).ready();
  const postgres = postgresPid(folder);
  expect(isAlive(postgres)).toBe(true);
  stopping.kill('SIGINT');
  stopping.kill('SIGINT');
  expect(await stopping.exited).toBe(0);
  expect(isAlive(postgres)).toBe(false);
  removeFolder(folder);
}, 60_000);
