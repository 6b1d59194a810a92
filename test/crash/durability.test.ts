import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { Client, keyed } from '../harness/client.js';
import { isAlive, postgresPid, preparedFolder, removeFolder, ServiceProcess } from '../harness/process.js';

const ROUNDS = Number(process.env.KILL_ROUNDS ?? 2);
const WRITERS = 6;

let dataDir: string;
beforeEach(async () => {
  dataDir = await preparedFolder();
}, 60_000);
afterEach(() => removeFolder(dataDir));

interface Write {
  readonly input: { idempotencyKey: string; title: string; markdown: string; topics: string[] };
  outcome: 'acknowledged' | 'unknown';
}

async function signedIn(service: ServiceProcess): Promise<Client> {
  const { signIn } = await service.client.run('SignIn', {
    input: { email: 'learner@example.com', password: 'demo-attention-is-all' },
  });
  if (!signIn || !('accessToken' in signIn)) throw new Error(JSON.stringify(signIn));
  return new Client(`http://127.0.0.1:${service.port}`, signIn.accessToken);
}

/** Signed in as soon as the service has its database again. */
async function backIn(service: ServiceProcess): Promise<Client> {
  for (const end = Date.now() + 60_000; ;) {
    await service.ready();
    const client = await signedIn(service).catch(() => undefined);
    if (client) return client;
    if (Date.now() > end) throw new Error(`It doesn't come back:\n${service.output}`);
    await sleep(50);
  }
}

async function send(client: Client, write: Write): Promise<boolean> {
  const { createPost } = await client.run('CreatePost', { input: write.input });
  return createPost !== null && 'post' in createPost;
}

/** Writes one draft after the other until the service is gone. */
async function writeOn(client: Client, history: Write[], goOn: () => boolean): Promise<void> {
  while (goOn()) {
    const write: Write = {
      input: keyed({ title: `Draft ${history.length}`, markdown: 'x', topics: ['bleu'] }),
      outcome: 'unknown',
    };
    history.push(write);
    try {
      if (await send(client, write)) write.outcome = 'acknowledged';
    } catch {
      return;
    }
  }
}

async function drafts(client: Client): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null; ;) {
    const {
      posts,
    }: { posts: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } } =
      await client.data(
        'query ($after: String) { posts(first: 100, after: $after, filter: { statuses: [DRAFT] }) { nodes { id } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
    ids.push(...posts.nodes.map(({ id }) => id));
    if (!posts.pageInfo.hasNextPage) return ids;
    after = posts.pageInfo.endCursor;
  }
}

test.each([
  ['the service', (service: ServiceProcess) => service.kill('SIGKILL')],
  ['PostgreSQL', () => process.kill(postgresPid(dataDir), 'SIGKILL')],
])(
  'kill -9 of %s while writing: every acknowledged write is there, and no key was applied twice',
  async (killed, kill) => {
    const history: Write[] = [];
    let service = await (await ServiceProcess.start(dataDir)).ready();
    for (let round = 0; round < ROUNDS; round++) {
      const orphan = postgresPid(dataDir);
      const client = await signedIn(service);
      let running = true;
      const before = history.length;
      const writers = Array.from({ length: WRITERS }, () => writeOn(client, history, () => running));
      while (history.length <= before + WRITERS) await sleep(10);
      await sleep(Math.random() * 500);
      kill(service);
      await Promise.all(writers);
      running = false;
      if (killed === 'the service') {
        await service.exited;
        service = await ServiceProcess.start(dataDir);
      }
      const again = await backIn(service);
      expect(isAlive(orphan)).toBe(false);
      // What was answered is there; what wasn't is sent again under its key, and is then there exactly once.
      for (const write of history.filter(({ outcome }) => outcome === 'unknown')) {
        expect(await send(again, write)).toBe(true);
        write.outcome = 'acknowledged';
      }
      const stored = await drafts(again);
      expect({ round, stored: stored.length, different: new Set(stored).size }).toEqual({
        round,
        stored: history.length,
        different: history.length,
      });
    }
    await service.stop();
  },
  60_000 + ROUNDS * 30_000,
);
