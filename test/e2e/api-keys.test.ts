import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { WebSocket } from 'ws';

import { createApp } from '../../src/app.js';
import { Policies } from '../../src/base/access/index.js';
import { Config } from '../../src/base/config/index.js';
import { DatabaseServer } from '../../src/base/database/index.js';
import { aMentor, aPerson, type Person } from '../factories/people.js';
import { Client, keyed } from '../harness/client.js';
import { minimalOperation } from '../harness/minimal-input.js';
import { type Service, startService } from '../harness/service.js';
import { invalidField, refusal } from '../harness/shapes.js';
import { statementsOf } from '../harness/statements.js';

let service: Service;
let person: Person;
beforeAll(async () => {
  service = await startService();
});
beforeEach(async () => {
  person = await aPerson(service);
});
afterAll(() => service.stop());

interface Made {
  readonly key: string;
  readonly apiKey: { readonly id: string; readonly prefix: string };
}

const inDays = (days: number) =>
  service.clock
    .now()
    .add({ hours: 24 * days })
    .toString();
const CREATE = `mutation ($input: CreateApiKeyInput!) {
  createApiKey(input: $input) {
    __typename
    ... on ApiKeyCreated { key apiKey { id name scopes prefix createdAt lastUsedAt expiresAt } viewer { id apiKeys { id } } }
    ... on InvalidInput { fields { path code message } } ... on Refusal { code message }
  }
}`;
async function create(client: Client, input: object = {}): Promise<Made> {
  const { createApiKey } = await client.data<{ createApiKey: Made }>(CREATE, {
    input: { name: 'Publisher', scopes: ['read'], expiresAt: inDays(30), ...input },
  });
  return createApiKey;
}
const withKey = async (client: Client, ...scopes: string[]) => service.client((await create(client, { scopes })).key);
const revoke = async (client: Client, apiKeyId: string) =>
  client.ask<{ revokeApiKey: object }>(
    'mutation ($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { __typename ... on ApiKeyRevoked { revokedId viewer { id apiKeys { id } } } } }',
    { input: { apiKeyId } },
  );
const listed = async (client: Client) =>
  (
    await client.data<{ viewer: { apiKeys: { id: string; lastUsedAt: string | null }[] } }>(
      '{ viewer { id apiKeys { id name lastUsedAt } } }',
    )
  ).viewer.apiKeys;
const status = async (client: Client) => (await client.ask('{ viewer { id } }')).status;
const POST = { title: 'By a script', markdown: 'x', topics: ['bleu'] };

/** How long until the key is refused, at most five seconds. */
async function msUntilRefused(client: Client): Promise<number> {
  const began = performance.now();
  while (performance.now() - began < 5_000) {
    if ((await status(client)) === 401) return performance.now() - began;
    await sleep(20);
  }
  return Infinity;
}

describe('making a key', () => {
  test('shows it once, and keeps a hash', async () => {
    const made = await create(person.client, { scopes: ['read', 'posts:write'] });
    expect(made.key).toMatch(/^sfk_[\w-]{43}$/);
    expect(made).toMatchObject({
      apiKey: { name: 'Publisher', scopes: ['read', 'posts:write'], prefix: made.key.slice(0, 8), lastUsedAt: null },
      viewer: { apiKeys: [{ id: made.apiKey.id }] },
    });
    const { rows } = await service.sql.query<{ row: string }>('SELECT k::text AS row FROM api_key k');
    expect(rows.map(({ row }) => row).join()).not.toContain(made.key.slice(8));
    const { rows: mails } = await service.sql.query<{ text: string }>('SELECT text FROM mail WHERE to_address = $1', [
      person.email,
    ]);
    expect(mails.at(-1)?.text).toContain('"Publisher"');
    expect(mails.at(-1)?.text).not.toContain(made.key.slice(4, 12));
  });

  test('is refused with wrong scopes or a wrong end', async () => {
    for (const [input, field] of [
      [{ scopes: [] }, invalidField(['scopes'], 'REQUIRED')],
      [{ scopes: ['read', 'admin'] }, invalidField(['scopes', '1'], 'UNKNOWN')],
      [{ scopes: ['read', 'read'] }, invalidField(['scopes'], 'NOT_UNIQUE')],
      [{ expiresAt: inDays(0) }, invalidField(['expiresAt'], 'OUT_OF_RANGE')],
      [{ expiresAt: inDays(367) }, invalidField(['expiresAt'], 'OUT_OF_RANGE')],
      [{ name: ' ' }, invalidField(['name'], 'REQUIRED')],
    ] as const)
      expect(await create(person.client, input)).toEqual(field);
  });

  test('twenty are enough, also at once; an ended one makes room', async () => {
    const made = await Promise.all(Array.from({ length: 24 }, () => create(person.client)));
    const keys = made.filter((each) => 'key' in each);
    expect(keys).toHaveLength(20);
    expect(made.filter((each) => !('key' in each))[0]).toEqual(refusal('LIMIT_REACHED'));
    await revoke(person.client, keys[0]?.apiKey.id ?? '');
    expect(await create(person.client)).toHaveProperty('key');
    expect(await listed(person.client)).toHaveLength(20);
  });
});

describe('a key', () => {
  test('with read reads what its owner reads, and writes nothing', async () => {
    const key = await withKey(person.client, 'read');
    const { viewer } = await key.data<{ viewer: { email: string; sessions: { current: boolean }[] } }>(
      '{ viewer { id email sessions { id current } } }',
    );
    expect(viewer.email).toBe(person.email);
    expect(viewer.sessions.every(({ current }) => !current)).toBe(true);
    expect(await key.fails('CreatePost', { input: keyed(POST) })).toEqual(['FORBIDDEN']);
  });

  test('with posts:write publishes from a script, and reads nothing else', async () => {
    const mentor = await aMentor(service);
    const key = await withKey(mentor.client, 'posts:write');
    const { createPost } = await key.run('CreatePost', { input: keyed(POST) });
    if (!createPost || !('post' in createPost)) throw new Error(JSON.stringify(createPost));
    const { publishPost } = await key.run('PublishPost', { input: keyed({ postId: createPost.post.id }) });
    expect(publishPost).toMatchObject({ post: { status: 'PUBLISHED' } });
    const { errors } = await key.ask('{ viewer { id } }');
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test('may use no other mutation, whatever its scopes and its owner’s roles', async () => {
    const owner = await aMentor(service);
    for (const role of ['MODERATOR', 'ADMIN'])
      await service.sql.query('INSERT INTO role_grant (account_id, role, granted_at) VALUES ($1, $2, now())', [
        owner.accountId,
        role,
      ]);
    const key = await withKey(owner.client, 'read', 'posts:write');
    const { schema } = service.app.get(GraphQLSchemaHost);
    const others = [...service.app.get(Policies).rules].filter(
      ([field, { scope }]) => field.startsWith('Mutation.') && scope === undefined,
    );
    expect(others.length).toBeGreaterThan(20);
    for (const [field] of others) {
      const { query, variables } = minimalOperation(schema, field);
      const { errors } = await key.ask(query, variables);
      expect([field, errors?.[0]?.extensions.code]).toEqual([field, 'FORBIDDEN']);
    }
  });

  test('has nothing of a moderator, also when its owner becomes one while it is in use', async () => {
    const author = await aMentor(service);
    const { createPost } = await author.client.run('CreatePost', { input: keyed(POST) });
    const { post } = createPost as { post: { id: string } };
    await author.client.run('PublishPost', { input: keyed({ postId: post.id }) });
    await service.sql.query('UPDATE post SET hidden_at = now() WHERE author_id = $1', [author.accountId]);
    const sees = async (client: Client) =>
      (await client.data<{ node: object | null }>('query ($id: ID!) { node(id: $id) { id } }', { id: post.id })).node;
    const moderator = await aPerson(service, { roles: ['MODERATOR'] });
    expect(await sees(moderator.client)).not.toBeNull();
    expect(await sees(await withKey(moderator.client, 'read'))).toBeNull();
    const key = await withKey(person.client, 'read');
    expect(await sees(key)).toBeNull();
    await service.sql.query(`INSERT INTO role_grant (account_id, role, granted_at) VALUES ($1, 'ADMIN', now())`, [
      person.accountId,
    ]);
    for (let tries = 0; tries < 100 && !(await sees(person.client)); tries++) await sleep(20);
    expect(await sees(person.client)).not.toBeNull();
    expect(await sees(key)).toBeNull();
  });

  test('tells when it was used, to the minute', async () => {
    const key = await withKey(person.client, 'read');
    await status(key);
    const first = (await listed(person.client))[0]?.lastUsedAt;
    expect(first).not.toBeNull();
    service.clock.advance({ minutes: 2 });
    await status(key);
    expect((await listed(person.client))[0]?.lastUsedAt).not.toBe(first);
  });

  test('is asked of the database once a minute, not with each request', async () => {
    const key = await withKey(person.client, 'read');
    await status(key);
    const sent = await statementsOf(async () => {
      for (let count = 0; count < 20; count++) expect(await status(key)).toBe(200);
    });
    expect(sent.filter((text) => text.includes('api_key'))).toEqual([]);
  });
});

describe('the end of a key', () => {
  test('when it is revoked is noticed by every process within five seconds; others’ can’t be', async () => {
    const config = new Config({
      NODE_ENV: 'test',
      DATABASE_URL: service.databaseUrl,
      LOG_LEVEL: 'error',
      PORT: '0',
      WORKER: 'off',
      ...(process.env.TEST_DATA_DIR && { DATA_DIR: process.env.TEST_DATA_DIR }),
    });
    const other = await createApp(config, await DatabaseServer.start(config));
    await other.listen(0, '127.0.0.1');
    try {
      const made = await create(person.client);
      const here = service.client(made.key);
      const elsewhere = new Client(await other.getUrl(), made.key);
      expect([await status(here), await status(elsewhere)]).toEqual([200, 200]);
      const stranger = await aPerson(service);
      for (const id of [made.apiKey.id, 'x', 'api_key_x'])
        expect((await revoke(stranger.client, id)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
      expect((await revoke(person.client, made.apiKey.id)).data?.revokeApiKey).toMatchObject({
        revokedId: made.apiKey.id,
        viewer: { apiKeys: [] },
      });
      expect(await msUntilRefused(here)).toBeLessThan(5_000);
      expect(await msUntilRefused(elsewhere)).toBeLessThan(5_000);
      expect((await revoke(person.client, made.apiKey.id)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
      service.clock.advance({ minutes: 20 });
      await service.clock.tick(); // nobody remembers any more that it was revoked
      expect(await status(here)).toBe(401);
    } finally {
      await other.close();
    }
  });

  test('when its row is deleted, its account suspended, or its time over', async () => {
    const deleted = await withKey(person.client, 'read');
    expect(await status(deleted)).toBe(200);
    await service.sql.query('DELETE FROM api_key WHERE account_id = $1', [person.accountId]);
    expect(await msUntilRefused(deleted)).toBeLessThan(5_000);
    const made = await create(person.client, { expiresAt: service.clock.now().add({ seconds: 30 }).toString() });
    const short = service.client(made.key);
    expect(await status(short)).toBe(200);
    const suspended = await withKey(person.client, 'read');
    service.clock.advance({ seconds: 31 });
    expect(await status(short)).toBe(401);
    expect(await status(suspended)).toBe(200);
    await service.sql.query(`UPDATE account SET status = 'SUSPENDED' WHERE id = $1`, [person.accountId]);
    expect(await msUntilRefused(suspended)).toBeLessThan(5_000);
  });
});

test('a socket is for keys that may read, and is closed when its key is revoked', async () => {
  /** What becomes of a socket: `connection_ack`, or the code that it is closed with. */
  const open = (key: string) => {
    const socket = new WebSocket(`${service.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    const first = new Promise<string>((resolve) =>
      socket.once('message', (data: Buffer) => resolve((JSON.parse(data.toString()) as { type: string }).type)),
    );
    socket.once('open', () =>
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${key}` } })),
    );
    const subscribe = async () => {
      const answer = new Promise<string>((resolve) =>
        socket.once('message', (data: Buffer) => resolve(data.toString())),
      );
      const query = 'subscription { viewerEvents { __typename } }';
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
      return Promise.race([answer, sleep(300).then(() => 'nothing')]);
    };
    return { closed, became: Promise.race([first, closed]), subscribe };
  };
  const reader = await create(person.client, { scopes: ['read'] });
  const writer = await create(person.client, { scopes: ['posts:write'] });
  expect(await open(writer.key).became).toBe(4403);
  const socket = open(reader.key);
  expect(await socket.became).toBe('connection_ack');
  expect(await socket.subscribe()).toBe('nothing');
  await revoke(person.client, reader.apiKey.id);
  const began = performance.now();
  expect(await socket.closed).toBe(4403);
  expect(performance.now() - began).toBeLessThan(5_000);
});
