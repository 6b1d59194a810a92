import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

import { Client, keyed } from '../harness/client.js';
import { freePort, preparedFolder, removeFolder, ServiceProcess } from '../harness/process.js';

/*
 * Sockets break whenever a server stops, of its own will or not. Whoever comes back with the cursor of the last event seen hears
 * each event once, in order, wherever it was written and whichever process they come back to.
 */
const EVENTS = `subscription ($after: String!) {
  viewerEvents(after: $after) { cursor ... on NotificationReceived { notification { subject { id } } } }
}`;
const LOG = `query ($after: String!) {
  viewer { events(first: 100, after: $after) { edges { cursor } pageInfo { hasNextPage endCursor } } }
}`;
const WRITERS = 3;
const PAUSE_MS = 30;

interface Event {
  readonly cursor: string;
  readonly notification: { readonly subject: { readonly id: string } | null } | null;
}

interface Page {
  readonly edges: readonly { readonly cursor: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

let dataDir: string;
let port: number;
/** Runs the database and the worker, and stays. */
let steady: ServiceProcess;
/** Is stopped and started again at one address. */
let restarted: ServiceProcess;
beforeAll(async () => {
  dataDir = await preparedFolder();
  port = await freePort();
  steady = await (await ServiceProcess.start(dataDir, LIMITS)).ready();
  restarted = await joined();
}, 60_000);
afterAll(async () => {
  await restarted.stop();
  await steady.stop();
  removeFolder(dataDir);
}, 30_000);

const LIMITS = { RATE_LIMIT_POINTS: '1000000000' };
const joined = async (): Promise<ServiceProcess> =>
  (await ServiceProcess.start(dataDir, { ...LIMITS, WORKER: 'off', PORT: String(port) }, ['--join'], port)).ready();

async function signedIn(email: string, at: ServiceProcess): Promise<Client> {
  const { signIn } = await at.client.run('SignIn', { input: { email, password: 'demo-attention-is-all' } });
  if (!signIn || !('accessToken' in signIn)) throw new Error(JSON.stringify(signIn));
  return new Client(`http://127.0.0.1:${at.port}`, signIn.accessToken);
}

/** Listens to one address, again and again with the last cursor. */
class Subscriber {
  readonly events: Event[] = [];
  readonly refusals: unknown[] = [];
  connections = 0;
  #over = false;
  #hangUp: () => unknown = () => undefined;
  readonly #running: Promise<void>;

  constructor(
    private readonly at: number,
    private readonly token: string,
    private cursor: string,
  ) {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#over = true;
    await this.#hangUp();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#over) {
      await this.#listen();
      await sleep(50);
    }
  }

  /** Until the socket breaks. */
  async #listen(): Promise<void> {
    const client = createClient({
      url: `ws://127.0.0.1:${this.at}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: { authorization: `Bearer ${this.token}` },
      on: { connected: () => this.connections++ },
    });
    this.#hangUp = () => client.dispose();
    await new Promise<void>((resolve) =>
      client.subscribe<{ viewerEvents: Event }>(
        { query: EVENTS, variables: { after: this.cursor } },
        {
          next: ({ data }) => {
            if (!data) return;
            this.events.push(data.viewerEvents);
            this.cursor = data.viewerEvents.cursor;
          },
          error: (error) => {
            if (Array.isArray(error)) this.refusals.push(...(error as unknown[]));
            resolve();
          },
          complete: resolve,
        },
      ),
    );
    await client.dispose();
  }
}

/** The cursors of all that was told since. */
async function logOf(viewer: Client, start: string): Promise<string[]> {
  const cursors: string[] = [];
  for (let after: string | null = start; after !== null;) {
    const answer: { viewer: { events: Page } } = await viewer.data(LOG, { after });
    const { edges, pageInfo } = answer.viewer.events;
    cursors.push(...edges.map(({ cursor }) => cursor));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  }
  return cursors;
}

async function until(holds: () => boolean | Promise<boolean>, ms = 15_000): Promise<void> {
  for (const start = performance.now(); !(await holds());) {
    if (performance.now() - start > ms) throw new Error('It took too long');
    await sleep(25);
  }
}

async function aPost(author: Client): Promise<string> {
  const made = await author.run('CreatePost', {
    input: keyed({ title: 'What is told of', markdown: 'x', topics: ['self-attention'] }),
  });
  if (!made.createPost || !('post' in made.createPost)) throw new Error(JSON.stringify(made));
  const { id } = made.createPost.post;
  await author.run('PublishPost', { input: keyed({ postId: id }) });
  return id;
}

async function comment(by: Client, subjectId: string): Promise<string> {
  const { addComment } = await by.run('AddComment', { input: keyed({ subjectId, markdown: 'x' }) });
  if (!addComment || !('comment' in addComment)) throw new Error(JSON.stringify(addComment));
  return addComment.comment.id;
}

const cursorOf = async (viewer: Client): Promise<string> =>
  (await viewer.data<{ viewer: { eventCursor: string } }>('{ viewer { eventCursor } }')).viewer.eventCursor;

test('every event once and in order, however often the server stops', async () => {
  const author = await signedIn('mentor@example.com', steady);
  const learner = await signedIn('learner@example.com', steady);
  const postId = await aPost(author);
  const start = await cursorOf(author);
  const token = author.accessToken as string;
  const moving = Array.from({ length: 4 }, () => new Subscriber(port, token, start));
  const staying = new Subscriber(steady.port, token, start);
  const all = [...moving, staying];
  await until(() => all.every(({ connections }) => connections > 0));

  let writing = true;
  const written: string[] = [];
  const writers = Array.from({ length: WRITERS }, async () => {
    while (writing) {
      written.push(await comment(learner, postId));
      await sleep(PAUSE_MS);
    }
  });
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    const [heard, connected] = [moving.map(({ events }) => events.length), moving.map((one) => one.connections)];
    await until(() => moving.every(({ events }, n) => events.length > (heard[n] as number) + 10));
    restarted.kill(signal);
    await restarted.exited;
    restarted = await joined();
    await until(() => moving.every(({ connections }, n) => connections > (connected[n] as number)));
  }
  // An event that is written through the one is heard at the other, too.
  written.push(await comment(new Client(`http://127.0.0.1:${port}`, learner.accessToken), postId));
  writing = false;
  await Promise.all(writers);

  let log: string[] = [];
  await until(async () => (log = await logOf(author, start)).length >= written.length);
  await until(() => all.every(({ events }) => events.length >= log.length));
  await sleep(200);
  await Promise.all(all.map((one) => one.stop()));
  for (const { events, refusals } of all) {
    expect(refusals).toEqual([]);
    expect(events.map(({ cursor }) => cursor)).toEqual(log);
    expect(events.map(({ notification }) => notification?.subject?.id).sort()).toEqual([...written].sort());
  }
}, 60_000);
