import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { Relay } from '../../src/base/events/index.js';
import { Worker } from '../../src/base/jobs/index.js';
import { Log } from '../../src/base/logging/index.js';
import { anOffering, openDaily, slotsOf } from '../factories/booking.js';
import { aMentor, aPerson, type Person } from '../factories/people.js';
import { aPost } from '../factories/posts.js';
import { type Client, keyed } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';

/*
 * Somebody whose address, password and texts are found again wherever they are does everything there is to do. Whatever the
 * service then says to anybody else, to its log and to its metrics is searched for them.
 */
const EMAIL = 'kanarie.vogel@geheim-post.example.org';
const PASSWORD = 'Kanarienvogel-im-Bergwerk-77';
const NOTE = 'Kanarie: only for my mentor.';
const DAY = { from: '2031-03-03T00:00:00Z', to: '2031-03-04T00:00:00Z' };

let service: Service;
let metricsPort: number;
const lines: string[] = [];
const secrets: string[] = [EMAIL, EMAIL.toUpperCase(), encodeURIComponent(EMAIL), PASSWORD];
/** What others were answered. */
const heard: string[] = [];
/** What the canary was answered. */
const answered: string[] = [];

beforeAll(async () => {
  const log = new Log({ logLevel: 'verbose', logFormat: 'json' }, { write: (line: string) => void lines.push(line) });
  metricsPort = await freePort();
  service = await startService({ log, env: { LOG_LEVEL: 'verbose', METRICS_PORT: String(metricsPort) } });
  service.clock.stopAt('2031-03-01T08:00:00Z');
});
afterAll(() => service.stop());

/** One that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function ask(client: Client, query: string, variables: object = {}): Promise<Record<string, unknown>> {
  const text = await (await client.post(JSON.stringify({ query, variables }))).text();
  answered.push(text);
  return JSON.parse(text) as Record<string, unknown>;
}

const SIGNED_IN = '... on SignedIn { accessToken refreshToken viewer { id profile { id handle } } }';
const part = (value: unknown, ...path: string[]): string =>
  String(path.reduce<unknown>((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], value));

/** Everything that somebody else can ask about the canary. */
async function look(by: Client, handle: string, postId: string, interviewId: string): Promise<void> {
  const everything = `query ($handle: String!, $post: ID!, $interview: ID!) {
    profile(handle: $handle) { id handle name headline bio links { label url } mentor { id } posts(first: 5) { nodes { id title } } }
    node(id: $post) { id ... on Post { title author { id name } comments(first: 5) { nodes { id markdown author { id name handle } } } } }
    interview(id: $interview) { id status note learner { id profile { id name } } lastChange { kind reason by { id name } } }
    posts(first: 20) { nodes { id author { id name handle } } }
    viewer { id email notifications(first: 20) { nodes { id text } } interviews(first: 5) { nodes { id note } } }
  }`;
  heard.push(
    await (
      await by.post(JSON.stringify({ query: everything, variables: { handle, post: postId, interview: interviewId } }))
    ).text(),
  );
}

async function settle(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await service.app.get(Relay, { strict: false }).run();
    await service.app.get(Worker, { strict: false }).runDue();
  }
}

test('a canary does everything, and nobody else hears of what is secret', async () => {
  const mentor = await aMentor(service);
  const other = await aPerson(service);
  await openDaily(mentor);
  const offeringId = await anOffering(mentor);
  const post = await aPost(mentor);

  const input = { email: EMAIL, password: PASSWORD, name: 'Kanarie Vogel', timeZone: 'UTC' };
  const signUp = `mutation ($input: SignUpInput!) { signUp(input: $input) { ${SIGNED_IN} ... on Refusal { code message } } }`;
  const up = await ask(service.anonymous, signUp, { input });
  const [handle, token, refreshToken] = [
    part(up, 'data', 'signUp', 'viewer', 'profile', 'handle'),
    part(up, 'data', 'signUp', 'accessToken'),
    part(up, 'data', 'signUp', 'refreshToken'),
  ];
  secrets.push(token, refreshToken);
  const canary: Person = {
    accountId: part(up, 'data', 'signUp', 'viewer', 'id').slice('viewer_'.length),
    email: EMAIL,
    handle,
    profileId: part(up, 'data', 'signUp', 'viewer', 'profile', 'id'),
    client: service.client(token),
  };
  await service.sql.query('UPDATE account SET email_verified_at = created_at WHERE id = $1', [canary.accountId]);
  const failures: string[] = [];
  const fail = async (client: Client, query: string, variables: object = {}) =>
    failures.push(JSON.stringify(await ask(client, query, variables)));
  // The same address again, a wrong password, a document that fits nothing, variables that don't, a spent token, a bad one.
  await fail(service.anonymous, signUp, { input });
  await fail(service.anonymous, signUp, { input: { ...input, email: `${EMAIL} x`, timeZone: 'Nowhere' } });
  await fail(service.anonymous, signUp, { input: { ...input, more: PASSWORD } });
  const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) { ${SIGNED_IN} ... on Refusal { code message } } }`;
  await fail(service.anonymous, signIn, { input: { email: EMAIL, password: `${PASSWORD}x` } });
  await fail(service.anonymous, signIn, { input: { email: 7, password: PASSWORD } });
  await fail(
    service.anonymous,
    `mutation { signIn(input: { email: "${EMAIL}", password: "${PASSWORD}" }) { nothing } }`,
  );
  await fail(service.anonymous, `mutation { signIn(input: { email: "${EMAIL}", password: "${PASSWORD}"`);
  await fail(service.anonymous, signIn, { input: { email: [EMAIL], password: { secret: PASSWORD } } });
  await fail(service.anonymous, signIn, { input: `${EMAIL}; ${PASSWORD}` });
  await fail(service.anonymous, signIn, { input: [`at "x"; ${EMAIL}`] });
  await fail(service.anonymous, `mutation { signIn(input: "${EMAIL}") { __typename } }`);
  await fail(
    service.anonymous,
    `mutation { signIn(input: { email: ["${EMAIL}"], password: { x: "${PASSWORD}" } }) { __typename } }`,
  );
  await fail(service.anonymous, `mutation "${EMAIL}" { signIn }`);
  await fail(service.anonymous, `mutation { signIn(input: 1) '''${PASSWORD}''' }`.replaceAll("'", '"'));
  await fail(service.client(`${token.slice(0, -6)}AAAAAA`), '{ viewer { id } }');
  const again = await ask(service.anonymous, signIn, { input: { email: EMAIL, password: PASSWORD } });
  secrets.push(part(again, 'data', 'signIn', 'accessToken'), part(again, 'data', 'signIn', 'refreshToken'));
  const refresh =
    'mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) { ... on SignedIn { accessToken refreshToken } ... on Refusal { code message } } }';
  const next = await ask(service.anonymous, refresh, { input: { refreshToken } });
  secrets.push(
    part(next, 'data', 'refreshSession', 'accessToken'),
    part(next, 'data', 'refreshSession', 'refreshToken'),
  );
  await fail(service.anonymous, refresh, { input: { refreshToken: `${refreshToken}x` } });

  await ask(
    canary.client,
    'mutation ($input: CreatePostInput!) { createPost(input: $input) { ... on Refusal { code } } }',
    {
      input: keyed({ title: 'A draft', markdown: 'x', topics: ['bleu'] }),
    },
  );
  await canary.client.run('AddComment', { input: keyed({ subjectId: post.id, markdown: 'A remark.' }) });
  const [startsAt = ''] = await slotsOf(canary, offeringId, DAY.from, DAY.to);
  const { bookInterview } = await canary.client.run('BookInterview', {
    input: keyed({ offeringId, startsAt, timeZone: 'UTC', note: NOTE }),
  });
  const interviewId = bookInterview && 'interview' in bookInterview ? bookInterview.interview.id : '';
  await settle();
  for (const client of [service.anonymous, other.client, mentor.client])
    await look(client, handle, post.id, interviewId);

  await canary.client.run('RequestExport', { input: keyed({}) });
  await settle();
  const { viewer } = await canary.client.data<{
    viewer: { latestExport: { downloadUrl: string }; calendarFeedUrl: string };
  }>('{ viewer { id calendarFeedUrl latestExport { id downloadUrl } } }');
  const secretOf = (url: string) => (new URL(url).searchParams.get('token') ?? url.split('/').at(-1)) as string;
  secrets.push(secretOf(viewer.latestExport.downloadUrl), secretOf(viewer.calendarFeedUrl));
  expect((await fetch(viewer.latestExport.downloadUrl)).status).toBe(200);
  expect((await fetch(viewer.calendarFeedUrl)).status).toBe(200);
  expect((await fetch(`${viewer.latestExport.downloadUrl}x`)).status).toBe(404);

  await fail(
    canary.client,
    'mutation ($input: DeleteAccountInput!) { deleteAccount(input: $input) { ... on Refusal { code message } } }',
    {
      input: { handle: EMAIL },
    },
  );
  const gone = (await canary.client.run('DeleteAccount', { input: { handle } })).deleteAccount;
  expect(gone).toMatchObject({ interviewsCancelled: 1 });
  await settle();
  await fail(service.anonymous, signIn, { input: { email: EMAIL, password: PASSWORD } });
  await fail(canary.client, '{ viewer { id email } }');
  for (const client of [service.anonymous, other.client, mentor.client])
    await look(client, handle, post.id, interviewId);

  const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  const found = (texts: readonly string[], words: readonly string[]) =>
    words.filter((word) => texts.some((text) => text.includes(word)));
  expect(secrets.every((secret) => secret.length > 15)).toBe(true);
  expect(lines.length).toBeGreaterThan(30);
  expect(found(lines, [...secrets, NOTE, 'geheim-post', 'Kanarienvogel', 'Kanarie'])).toEqual([]);
  expect(metrics).toContain('sevenfold_requests_total');
  expect(found([metrics], [...secrets, 'geheim-post', 'Kanarie', handle])).toEqual([]);
  expect(found(failures, secrets)).toEqual([]);
  expect(found(heard, secrets)).toEqual([]);
  // Strangers see the name while it is there, the mentor the note, and afterwards nobody either.
  expect(heard.slice(0, 3).map((text) => [text.includes('Kanarie Vogel'), text.includes(NOTE)])).toEqual([
    [true, false],
    [true, false],
    [true, true],
  ]);
  expect(found(heard.slice(3), ['Kanarie', NOTE, handle])).toEqual([]);

  // And nothing of it is kept.
  const { rows: tables } = await service.sql.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname IN ('public', 'graphile_worker')`,
  );
  const kept: string[] = [];
  for (const { name } of tables) {
    const { rows } = await service.sql.query<{ text: string }>(
      `SELECT t::text AS text FROM ${name} t WHERE t::text ILIKE '%geheim-post%' OR t::text LIKE '%Kanarie:%' AND '${name}' <> 'mail' OR t::text LIKE ANY ($1)`,
      [secrets.map((secret) => `%${secret}%`)],
    );
    if (rows.length > 0) kept.push(name);
  }
  expect(kept).toEqual([]);
  // The mentor's mail has the note, in the invitation that came while it held; it is purged with the mail.
  expect(await service.sql.query(`SELECT FROM event WHERE payload::text LIKE '%Kanarie%'`)).toMatchObject({
    rowCount: 0,
  });
});
