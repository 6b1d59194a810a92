import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';

import { Client, keyed } from '../harness/client.js';
import { removeFolder, ServiceProcess, temporaryFolder } from '../harness/process.js';

/*
 * kill -9 of a process that answers requests and does what follows from them, at any moment: right after a commit, between an
 * effect and its acknowledgement, while the outbox is relayed. Whatever was committed has its effect once.
 */
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 2);
const WRITERS = 4;

let dataDir: string;
beforeAll(() => {
  dataDir = temporaryFolder();
});
afterAll(() => removeFolder(dataDir));

async function signedIn(service: ServiceProcess): Promise<Client> {
  const { signIn } = await service.client.run('SignIn', {
    input: { email: 'learner@example.com', password: 'demo-attention-is-all' },
  });
  if (!signIn || !('accessToken' in signIn)) throw new Error(JSON.stringify(signIn));
  return new Client(`http://127.0.0.1:${service.port}`, signIn.accessToken);
}

/** Comments one after the other until the service is gone. */
async function commentOn(client: Client, subjectId: string, acknowledged: () => void): Promise<void> {
  for (;;) {
    try {
      await client.run('AddComment', { input: keyed({ subjectId, markdown: 'x' }) });
      acknowledged();
    } catch {
      return;
    }
  }
}

async function inDatabase<Row extends object>(text: string): Promise<Row[]> {
  const { url } = JSON.parse(readFileSync(join(dataDir, 'server.json'), 'utf8')) as { url: string };
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

const OUTSTANDING = `SELECT (SELECT count(*) FROM event WHERE relayed_at IS NULL)::int AS events,
  (SELECT count(*) FROM event_delivery)::int AS deliveries, (SELECT count(*) FROM dead_letter)::int AS dead`;

async function settled(): Promise<void> {
  // What the dead process held is given away after two minutes; those pass at once here.
  await inDatabase(`UPDATE graphile_worker._private_jobs SET locked_at = locked_at - interval '3 minutes'`);
  const end = performance.now() + 40_000;
  for (;;) {
    const [left] = await inDatabase<{ events: number; deliveries: number; dead: number }>(OUTSTANDING);
    if (left?.events === 0 && left.deliveries === 0) {
      expect(left.dead).toBe(0);
      return;
    }
    if (performance.now() > end) throw new Error(`Still to be done: ${JSON.stringify(left)}`);
    await sleep(100);
  }
}

test(
  'each comment that was committed is told of once',
  async () => {
    let service = await (await ServiceProcess.start(dataDir)).ready();
    let acknowledged = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const client = await signedIn(service);
      const { posts } = await client.data<{ posts: { nodes: { id: string }[] } }>(
        '{ posts(first: 4) { nodes { id } } }',
      );
      const writers = Array.from({ length: WRITERS }, (_, n) =>
        commentOn(client, posts.nodes[n % posts.nodes.length]?.id as string, () => acknowledged++),
      );
      for (const before = acknowledged; acknowledged < before + WRITERS;) await sleep(5);
      await sleep(Math.random() * 500);
      service.kill('SIGKILL');
      await Promise.all(writers);
      await service.exited;
      service = await (await ServiceProcess.start(dataDir)).ready();
      await settled();
      const [found] = await inDatabase<{ comments: number; told: number; different: number }>(
        `SELECT count(DISTINCT e.subject_id)::int AS comments, count(n.id)::int AS told, count(DISTINCT n.subject_id)::int AS different
         FROM event e LEFT JOIN notification n ON n.subject_id = e.subject_id
         WHERE e.kind = 'CommentAdded' AND e.recorded_at > (SELECT max(created_at) FROM account)`,
      );
      expect(found?.comments).toBeGreaterThanOrEqual(acknowledged);
      expect(found).toMatchObject({ told: found?.comments, different: found?.comments });
    }
    await service.stop();
  },
  60_000 + ROUNDS * 60_000,
);
