import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { type Service, startService } from '../harness/service.js';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const QUERY = '{ posts { nodes { title } } }';

/** Process ids of the service's connections that wait for a lock. */
async function waiting(): Promise<number[]> {
  const { rows } = await service.sql.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'sevenfold' AND wait_event_type = 'Lock'`,
  );
  return rows.map(({ pid }) => pid);
}

/** Asks a question that waits for a lock, and lets `meddle` deal with the server process that works on it. */
async function whileItWaits(meddle: (pid: number) => Promise<unknown>): Promise<unknown> {
  const holder = await service.sql.connect();
  try {
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE post IN ACCESS EXCLUSIVE MODE');
    const answer = service.anonymous.ask(QUERY);
    let pids: number[] = [];
    while (pids.length === 0) pids = await waiting();
    await meddle(pids[0] as number);
    return (await answer).errors?.[0]?.extensions.code;
  } finally {
    await holder.query('ROLLBACK');
    holder.release();
  }
}

test('a connection that breaks during a read costs that read alone', async () => {
  const code = await whileItWaits((pid) => service.sql.query('SELECT pg_terminate_backend($1)', [pid]));
  expect(code).toBe('UNAVAILABLE');
  expect((await service.anonymous.ask(QUERY)).errors).toBeUndefined();
});

test('a server process that hangs is given up before the client gives up', async () => {
  let stopped = 0;
  const began = performance.now();
  try {
    const code = await whileItWaits((pid) => {
      process.kill(pid, 'SIGSTOP');
      stopped = pid;
      return Promise.resolve();
    });
    expect(code).toBe('UNAVAILABLE');
    expect(performance.now() - began).toBeLessThan(8_000);
    expect((await service.anonymous.ask('{ __typename }')).errors).toBeUndefined();
  } finally {
    process.kill(stopped, 'SIGCONT');
  }
  expect((await service.anonymous.ask(QUERY)).errors).toBeUndefined();
}, 15_000);
