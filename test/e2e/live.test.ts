import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

import { createApp } from '../../src/app.js';
import { Config } from '../../src/base/config/index.js';
import { Database, DatabaseServer } from '../../src/base/database/index.js';
import { Relay } from '../../src/base/events/index.js';
import { Worker } from '../../src/base/jobs/index.js';
import { anOffering, openDaily, slotsOf } from '../factories/booking.js';
import { aMentor, aPerson, type Person } from '../factories/people.js';
import { keyed } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';
import { sentBy } from '../harness/statements.js';

const EVENTS = `subscription Events($after: String) {
  viewerEvents(after: $after) { __typename cursor ... on InterviewEvent { change interview { id viewerRole } } }
}`;
const EVENTS_AFTER = `query ($first: Int!, $after: String!) {
  viewer { events(first: $first, after: $after) {
    nodes { __typename cursor ... on InterviewEvent { change interview { id viewerRole } } } edges { cursor } pageInfo { hasNextPage endCursor } totalCount
  } }
}`;

interface Event {
  readonly __typename: string;
  readonly cursor: string;
  readonly change: string;
  readonly interview: { readonly id: string; readonly viewerRole: string } | null;
}

let service: Service;
let relay: Relay;
let mentor: Person;
let offering: string;
let slots: string[];
const open: Client[] = [];
const sockets: WebSocket[] = [];
beforeAll(async () => {
  service = await startService();
  relay = service.app.get(Relay, { strict: false });
  mentor = await aMentor(service);
  await openDaily(mentor);
  offering = await anOffering(mentor);
  const now = service.clock.now();
  const anyone = await aPerson(service);
  slots = await slotsOf(anyone, offering, now.toString(), now.add({ hours: 240 }).toString());
});
afterAll(async () => {
  for (const client of open) await client.dispose();
  for (const socket of sockets) socket.terminate();
  await service.stop();
});

const wsUrl = (url = service.url) => `${url.replace('http', 'ws')}/graphql`;

async function book(learner: Person): Promise<string> {
  const startsAt = slots.shift() as string;
  const { bookInterview } = await learner.client.run('BookInterview', {
    input: keyed({ offeringId: offering, startsAt, timeZone: 'UTC' }),
  });
  if (!bookInterview || !('interview' in bookInterview)) throw new Error(JSON.stringify(bookInterview));
  slots = slots.filter((slot) => Date.parse(slot) >= Date.parse(startsAt) + 3_600_000);
  return bookInterview.interview.id;
}

/** What a subscriber has heard so far. */
interface Heard {
  readonly events: Event[];
  readonly errors: unknown[];
}

function clientOf(token: string | undefined, url = service.url): Client {
  const client = createClient({
    url: wsUrl(url),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    lazy: true,
    ...(token !== undefined && { connectionParams: { authorization: `Bearer ${token}` } }),
  });
  open.push(client);
  return client;
}

function subscribe(client: Client, after?: string, query = EVENTS): Heard {
  const heard: Heard = { events: [], errors: [] };
  client.subscribe<{ viewerEvents: Event }>(
    { query, variables: after === undefined ? {} : { after } },
    {
      next: ({ data }) => data && heard.events.push(data.viewerEvents),
      error: (error) => heard.errors.push(error),
      complete: () => undefined,
    },
  );
  return heard;
}

async function until(holds: () => boolean, ms = 3_000): Promise<void> {
  const start = performance.now();
  while (!holds()) {
    if (performance.now() - start > ms) throw new Error('It took too long');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const tick = () => new Promise((resolve) => setTimeout(resolve, 2));
const quiet = () => new Promise((resolve) => setTimeout(resolve, 150));
const token = ({ client }: Person) => client.accessToken as string;
const cursorOf = async ({ client }: Person): Promise<string> =>
  (await client.data<{ viewer: { eventCursor: string } }>('{ viewer { eventCursor } }')).viewer.eventCursor;

interface Page {
  readonly nodes: Event[];
  readonly edges: { readonly cursor: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly totalCount: number;
}
const eventsAfter = async ({ client }: Person, after: string, first = 100): Promise<Page> =>
  (await client.data<{ viewer: { events: Page } }>(EVENTS_AFTER, { first, after })).viewer.events;

/** A bare socket, and the code that it is closed with. */
function bare(headers: Record<string, string> = {}, url = wsUrl()): { socket: WebSocket; closed: Promise<number> } {
  const socket = new WebSocket(url, 'graphql-transport-ws', { headers });
  sockets.push(socket);
  const closed = new Promise<number>((resolve) => {
    socket.on('close', resolve);
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => undefined);
  });
  return { socket, closed };
}

async function acknowledged(
  person: Person,
): Promise<ReturnType<typeof bare> & { messages: { type: string; id?: string; payload?: unknown }[] }> {
  const it = bare();
  const messages: { type: string; id?: string; payload?: unknown }[] = [];
  it.socket.on('message', (data) => messages.push(JSON.parse((data as Buffer).toString()) as { type: string }));
  await new Promise((resolve) => it.socket.once('open', resolve));
  it.socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token(person)}` } }));
  await until(() => messages.some(({ type }) => type === 'connection_ack'));
  return { ...it, messages };
}

test('a booked interview is told to both parties and to nobody else', async () => {
  const [learner, other] = [await aPerson(service), await aPerson(service)];
  const heard = [learner, mentor, other].map((person) => subscribe(clientOf(token(person))));
  await quiet();
  const id = await book(learner);
  await relay.run();
  await until(() => heard[0]?.events.length === 1 && heard[1]?.events.length === 1);
  await quiet();
  const event = (viewerRole: string): unknown => ({
    __typename: 'InterviewEvent',
    cursor: expect.any(String),
    change: 'BOOKED',
    interview: { id, viewerRole },
  });
  expect(heard.map(({ events }) => events)).toEqual([[event('LEARNER')], [event('MENTOR')], []]);
  expect(heard[0]?.events[0]?.cursor).toBe(await cursorOf(learner));
});

test('from any cursor on, nothing is lost and nothing told twice; a query tells the same', async () => {
  const learner = await aPerson(service);
  const start = await cursorOf(learner);
  const live = subscribe(clientOf(token(learner)));
  await quiet();
  const ids: string[] = [];
  for (let n = 0; n < 3; n++) ids.push(await book(learner));
  await relay.run();
  ids.push(await book(learner));
  await relay.run();
  await until(() => live.events.length === 4);
  expect(live.events.map(({ interview }) => interview?.id)).toEqual(ids);
  const cursors = [start, ...live.events.map(({ cursor }) => cursor)];
  for (const [seen, after] of cursors.entries()) {
    const rest = live.events.slice(seen);
    const again = subscribe(clientOf(token(learner)), after);
    await until(() => again.events.length === rest.length);
    expect((await eventsAfter(learner, after)).nodes).toEqual(rest);
    await quiet();
    expect(again.events).toEqual(rest);
  }
  const page = await eventsAfter(learner, start, 3);
  expect(page.edges.map(({ cursor }) => cursor)).toEqual(cursors.slice(1, 4));
  expect(page.pageInfo).toEqual({ hasNextPage: true, endCursor: cursors[3] });
  expect(page.totalCount).toBe(4);
  expect(await cursorOf(learner)).toBe(cursors[4]);
});

test('a cursor older than the log has expired, and a new one has not', async () => {
  const learner = await aPerson(service);
  const start = await cursorOf(learner);
  await book(learner);
  await relay.run();
  const seen = await cursorOf(learner);
  await service.sql.query(
    `UPDATE viewer_event SET recorded_at = recorded_at - interval '31 days' WHERE account_id = $1`,
    [learner.accountId],
  );
  await service.app.get(Worker, { strict: false }).runDue();
  const { errors } = await learner.client.ask(EVENTS_AFTER, { first: 5, after: start });
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['CURSOR_EXPIRED']);
  const heard = subscribe(clientOf(token(learner)), start);
  await until(() => heard.errors.length === 1);
  expect(heard.errors[0]).toMatchObject([{ extensions: { code: 'CURSOR_EXPIRED' } }]);
  expect((await eventsAfter(learner, seen)).nodes).toEqual([]);
  const garbled = subscribe(clientOf(token(learner)), 'nonsense');
  await until(() => garbled.errors.length === 1);
  expect(garbled.errors[0]).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('an interview that the viewer can no longer see is null', async () => {
  const learner = await aPerson(service);
  const start = await cursorOf(learner);
  await book(learner);
  await relay.run();
  await service.sql.query(`UPDATE viewer_event SET subject_id = gen_random_uuid() WHERE account_id = $1`, [
    learner.accountId,
  ]);
  expect((await eventsAfter(learner, start)).nodes).toMatchObject([{ change: 'BOOKED', interview: null }]);
});

/** One more process on the same database. */
async function another(env: Record<string, string> = {}): Promise<NestFastifyApplication> {
  const config = new Config({
    NODE_ENV: 'test',
    DATA_DIR: process.env.TEST_DATA_DIR,
    DATABASE_URL: service.databaseUrl,
    LOG_LEVEL: 'error',
    PORT: '0',
    WORKER: 'off',
    ...env,
  });
  const app = await createApp(config, await DatabaseServer.start(config), { clock: service.clock });
  await app.listen(0, '127.0.0.1');
  return app;
}

test('what one process relays reaches the subscribers of another', async () => {
  const other = await another();
  let goodbye: Promise<number> | undefined;
  try {
    const learner = await aPerson(service);
    const heard = subscribe(clientOf(token(learner), await other.getUrl()));
    await quiet();
    const id = await book(learner);
    await relay.run();
    await until(() => heard.events.length === 1);
    expect(heard.events[0]?.interview?.id).toBe(id);
    const { socket, closed } = bare({}, wsUrl(await other.getUrl()));
    goodbye = closed;
    await new Promise((resolve) => socket.once('open', resolve));
  } finally {
    await other.close();
  }
  expect(await goodbye).toBe(1001);
});

test('pages of strangers, other paths and large frames are refused', async () => {
  expect(await bare({ origin: 'https://evil.example' }).closed).toBe(403);
  expect(await bare({ origin: 'null' }).closed).toBe(403);
  expect(await bare({}, `${wsUrl()}/`).closed).toBe(404);
  const own = bare({ origin: service.url });
  await new Promise((resolve) => own.socket.once('open', resolve));
  own.socket.send('x'.repeat(33 * 1024));
  expect(await own.closed).toBe(1009);
});

test('pages of the named origins and of the public address may connect', async () => {
  const other = await another({
    ALLOWED_ORIGINS: 'https://app.example.org,https://admin.example.org:8443',
    PUBLIC_URL: 'https://api.example.org/sevenfold',
  });
  const url = wsUrl(await other.getUrl());
  const opens = (headers: Record<string, string>): Promise<number | 'open'> => {
    const { socket, closed } = bare(headers, url);
    return Promise.race([closed, new Promise<'open'>((resolve) => socket.once('open', () => resolve('open')))]);
  };
  try {
    for (const origin of [
      'https://app.example.org',
      'https://admin.example.org:8443',
      'https://api.example.org',
      url.replace('ws', 'http').replace('/graphql', ''),
    ])
      expect([origin, await opens({ origin })]).toEqual([origin, 'open']);
    expect(await opens({})).toBe('open');
    for (const origin of [
      'http://app.example.org',
      'https://app.example.org:444',
      'https://app.example.org.evil.example',
      'https://admin.example.org',
      'http://api.example.org',
      'https://example.org',
      'file://',
      'app.example.org',
    ])
      expect([origin, await opens({ origin })]).toEqual([origin, 403]);
  } finally {
    await other.close();
  }
});

test('who says nothing for three seconds is shown out', async () => {
  const { socket, closed } = bare();
  await new Promise((resolve) => socket.once('open', resolve));
  const began = performance.now();
  expect(await closed).toBe(4408);
  expect(performance.now() - began).toBeGreaterThan(2_800);
  expect(performance.now() - began).toBeLessThan(4_500);
});

test('what was told while nobody could listen is heard when the listening connection is back', async () => {
  const learner = await aPerson(service);
  const heard = subscribe(clientOf(token(learner)));
  await quiet();
  const first = await book(learner);
  await relay.run();
  await until(() => heard.events.length === 1);
  const id = await book(learner);
  const database = service.app.get(Database, { strict: false });
  await database.transaction(async () => {
    await relay.run();
    const listeners = `FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'sevenfold listener'`;
    await service.sql.query(`SELECT pg_terminate_backend(pid) ${listeners}`);
    while ((await service.sql.query(`SELECT pid ${listeners}`)).rows.length > 0) await tick();
  }); // what it tells at the commit, nobody hears
  await until(() => heard.events.length === 2);
  await quiet();
  expect(heard.events.map(({ interview }) => interview?.id)).toEqual([first, id]);
});

test('without a good token there is no connection', async () => {
  for (const bad of [undefined, 'nonsense']) {
    const { socket, closed } = bare();
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send(JSON.stringify({ type: 'connection_init', payload: bad && { authorization: `Bearer ${bad}` } }));
    expect(await closed).toBe(4403);
  }
});

test('only subscriptions, within the limits of any operation', async () => {
  const { socket, messages } = await acknowledged(await aPerson(service));
  const ask = async (id: string, query: string) => {
    socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query } }));
    await until(() => messages.some((message) => message.id === id));
    return (messages.find((message) => message.id === id)?.payload as { extensions: { code: string } }[])[0]?.extensions
      .code;
  };
  expect(await ask('1', '{ viewer { id } }')).toBe('BAD_REQUEST');
  expect(await ask('2', 'mutation { signIn(input: { email: "a", password: "b" }) { __typename } }')).toBe(
    'BAD_REQUEST',
  );
  expect(await ask('3', 'subscription { viewerEvents { cursor nothing } }')).toBe('GRAPHQL_VALIDATION_FAILED');
  expect(await ask('4', 'subscription {')).toBe('GRAPHQL_PARSE_FAILED');
  const aliases = Array.from({ length: 31 }, (_, n) => `a${n}: cursor`).join(' ');
  expect(await ask('5', `subscription { viewerEvents { ${aliases} } }`)).toBe('TOO_COSTLY');
});

test('a socket has 20 subscriptions, a viewer 10 sockets', async () => {
  const person = await aPerson(service);
  const all = [];
  for (let n = 0; n < 10; n++) all.push(await acknowledged(person));
  await expect(acknowledged(person)).rejects.toThrow();
  const [{ socket, messages }] = all as [(typeof all)[number]];
  for (let n = 0; n < 21; n++)
    socket.send(JSON.stringify({ id: `s${n}`, type: 'subscribe', payload: { query: EVENTS } }));
  await until(() => messages.some(({ type }) => type === 'error'));
  expect(messages.filter(({ type }) => type === 'error')).toMatchObject([
    { id: 's20', payload: [{ extensions: { code: 'TOO_COSTLY' } }] },
  ]);
  for (const each of all) each.socket.terminate();
});

test('many subscriptions hear each event once, and those that ask alike are read for once', async () => {
  const person = await aPerson(service);
  const sockets = [await acknowledged(person), await acknowledged(person)];
  const kinds = 'subscription ($after: String) { viewerEvents(after: $after) { __typename } }';
  const variables = { after: await cursorOf(person) };
  for (const { socket } of sockets) {
    for (let n = 0; n < 19; n++)
      socket.send(JSON.stringify({ id: `s${n}`, type: 'subscribe', payload: { query: EVENTS, variables } }));
    socket.send(JSON.stringify({ id: 'kinds', type: 'subscribe', payload: { query: kinds, variables } }));
  }
  const heard = (n: number) => (sockets[n]?.messages ?? []).filter(({ type }) => type === 'next');
  const tell = async (count: number) => {
    await book(person);
    await quiet();
    const statements = await sentBy(async () => {
      await relay.run();
      await until(() => heard(0).length >= count && heard(1).length >= count);
      await quiet();
    });
    return statements.filter(
      ({ text, values }) => text.includes('viewer_events_kept_since') && values.includes(person.accountId),
    ).length;
  };
  await tell(20); // so all of them have begun
  expect(await tell(40)).toBe(2);
  sockets[0]?.socket.send(JSON.stringify({ id: 's0', type: 'complete' }));
  await quiet();
  expect(await tell(59)).toBe(2);
  expect([heard(0).length, heard(1).length]).toEqual([59, 60]);
  const cursors = (id: string) =>
    heard(1)
      .filter((message) => message.id === id)
      .map(({ payload }) => (payload as { data: { viewerEvents: Event } }).data.viewerEvents.cursor);
  expect(new Set(cursors('s0')).size).toBe(3);
  for (let n = 1; n < 19; n++) expect(cursors(`s${n}`)).toEqual(cursors('s0'));
  expect(heard(1).filter(({ id }) => id === 'kinds')).toMatchObject(
    Array.from({ length: 3 }, () => ({ payload: { data: { viewerEvents: { __typename: 'InterviewEvent' } } } })),
  );
  for (const { socket } of sockets) socket.terminate();
});

test('a socket ends with its session, its account and its token', async () => {
  const [ended, suspended, stays] = [await aPerson(service), await aPerson(service), await aPerson(service)];
  const [one, two, three] = [await acknowledged(ended), await acknowledged(suspended), await acknowledged(stays)];
  await service.sql.query('UPDATE sign_in_session SET ended_at = now() WHERE account_id = $1', [ended.accountId]);
  await service.sql.query(`UPDATE account SET status = 'SUSPENDED' WHERE id = $1`, [suspended.accountId]);
  await service.clock.tick();
  expect(await Promise.all([one.closed, two.closed])).toEqual([4403, 4403]);
  expect(three.socket.readyState).toBe(WebSocket.OPEN);
  service.clock.advance({ minutes: 11 });
  await service.clock.tick();
  expect(await three.closed).toBe(4403);
  service.clock.advance({ minutes: -11 });
});

test('a reader that answers pings but reads nothing is cut', async () => {
  const person = await aPerson(service);
  const { socket, messages, closed } = await acknowledged(person);
  const start = await cursorOf(person);
  // More than the kernel takes for somebody who doesn't read.
  await service.sql.query(`INSERT INTO viewer_log VALUES ($1, 20000)`, [person.accountId]);
  await service.sql.query(
    `INSERT INTO viewer_event SELECT $1, n, 'InterviewEvent', repeat('x', 20000), gen_random_uuid(), now() FROM generate_series(1, 1000) n`,
    [person.accountId],
  );
  expect(messages.map(({ type }) => type)).toEqual(['connection_ack']);
  socket.pause();
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: EVENTS, variables: { after: start } } }));
  const ponging = setInterval(() => socket.pong(), 50);
  try {
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    for (let n = 0; n < 4; n++) await service.clock.tick();
    expect(socket.readyState).toBe(WebSocket.OPEN);
    for (let n = 0; n < 3; n++) await service.clock.tick();
    await new Promise((resolve) => setTimeout(resolve, 100));
    socket.resume();
    expect(await closed).toBe(1006);
  } finally {
    clearInterval(ponging);
  }
});
