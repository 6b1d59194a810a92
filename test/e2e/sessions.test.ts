import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose';

import { createApp } from '../../src/app.js';
import { Config } from '../../src/base/config/index.js';
import { DatabaseServer } from '../../src/base/database/index.js';
import { aPerson, PASSWORD, type Person } from '../factories/people.js';
import { Client } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';
import { refusal } from '../harness/shapes.js';

let service: Service;
let person: Person;
beforeAll(async () => {
  service = await startService();
});
beforeEach(async () => {
  person = await aPerson(service);
});
afterAll(() => service.stop());

const SESSIONS = '{ viewer { id sessions { id userAgent lastUsedAt current } } }';

interface Device {
  readonly client: Client;
  readonly refreshToken: string;
}

async function aDevice(): Promise<Device> {
  const { signIn } = await service.anonymous.run('SignIn', { input: { email: person.email, password: PASSWORD } });
  if (!signIn || !('accessToken' in signIn)) throw new Error(JSON.stringify(signIn));
  return { client: service.client(signIn.accessToken), refreshToken: signIn.refreshToken };
}

async function refresh(refreshToken: string) {
  return (await service.anonymous.run('RefreshSession', { input: { refreshToken } })).refreshSession;
}

async function refreshed(refreshToken: string): Promise<string> {
  const answer = await refresh(refreshToken);
  if (!answer || !('refreshToken' in answer)) throw new Error(JSON.stringify(answer));
  return answer.refreshToken;
}

const sessionsOf = async (client: Client) =>
  (await client.data<{ viewer: { sessions: { id: string; current: boolean }[] } }>(SESSIONS)).viewer.sessions;

/** How long until the token is refused, at most five seconds. */
async function msUntilRefused(client: Client): Promise<number> {
  const began = performance.now();
  while (performance.now() - began < 5_000) {
    const { status } = await client.ask('{ viewer { id } }');
    if (status === 401) return performance.now() - began;
    await sleep(20);
  }
  return Infinity;
}

describe('refreshing', () => {
  test('twice with one token gives the same successor, while nobody has used that', async () => {
    const { refreshToken } = await aDevice();
    const first = await refreshed(refreshToken);
    service.clock.advance({ seconds: 15 });
    expect(await refreshed(refreshToken)).toBe(first);
    const second = await refreshed(first);
    expect(second).not.toBe(first);
    expect(await refresh(refreshToken)).toEqual(refusal('SESSION_ENDED'));
    expect(await refresh(second)).toEqual(refusal('SESSION_ENDED'));
  });

  test('with a token that was spent more than 20 seconds ago ends the session', async () => {
    const { refreshToken } = await aDevice();
    const next = await refreshed(refreshToken);
    service.clock.advance({ seconds: 21 });
    expect(await refresh(refreshToken)).toEqual(refusal('SESSION_ENDED'));
    expect(await refresh(next)).toEqual(refusal('SESSION_ENDED'));
  });

  test('twenty times at once leaves one usable successor', async () => {
    const { refreshToken } = await aDevice();
    const successors = await Promise.all(Array.from({ length: 20 }, () => refreshed(refreshToken)));
    expect(new Set(successors).size).toBe(1);
    const { rows } = await service.sql.query<{ usable: string }>(
      `SELECT count(*) AS usable FROM refresh_token t JOIN sign_in_session s ON s.id = t.session_id
       WHERE s.account_id = $1 AND t.spent_at IS NULL AND s.user_agent IS NOT NULL AND s.id = (
         SELECT session_id FROM refresh_token WHERE hash = sha256($2::bytea))`,
      [person.accountId, refreshToken],
    );
    expect(Number(rows[0]?.usable)).toBe(1);
    await refreshed(successors[0] as string);
  });

  test('successors of one token and of its holder’s other sessions are told apart', async () => {
    const [one, other] = [await aDevice(), await aDevice()];
    expect(await refreshed(one.refreshToken)).not.toBe(await refreshed(other.refreshToken));
  });
});

describe('signing out', () => {
  test('lists sessions and ends another device', async () => {
    const [phone, laptop] = [await aDevice(), await aDevice()];
    const sessions = await sessionsOf(laptop.client);
    expect(sessions).toHaveLength(3);
    expect(sessions.filter(({ current }) => current)).toHaveLength(1);
    const [own] = (await sessionsOf(phone.client)).filter(({ current }) => current);
    const { signOut } = await laptop.client.run('SignOut', { input: { sessionId: own?.id } });
    expect(signOut).toMatchObject({ sessionsEnded: 1 });
    expect(await msUntilRefused(phone.client)).toBeLessThan(5_000);
    expect(await refresh(phone.refreshToken)).toEqual(refusal('SESSION_ENDED'));
    expect(await sessionsOf(laptop.client)).toHaveLength(2);
  });

  test('ends this session, and everything', async () => {
    const [phone, laptop] = [await aDevice(), await aDevice()];
    expect((await phone.client.run('SignOut', { input: {} })).signOut).toMatchObject({ sessionsEnded: 1 });
    expect(await msUntilRefused(phone.client)).toBeLessThan(5_000);
    expect((await laptop.client.run('SignOut', { input: { everywhere: true } })).signOut).toMatchObject({
      sessionsEnded: 2,
    });
    expect(await msUntilRefused(person.client)).toBeLessThan(5_000);
  });

  test('works by refresh token, when the access token has ended', async () => {
    const phone = await aDevice();
    const input = { refreshToken: phone.refreshToken };
    expect((await service.client('ended').run('SignOut', { input })).signOut).toMatchObject({ sessionsEnded: 1 });
    expect((await service.anonymous.run('SignOut', { input })).signOut).toEqual(refusal('SESSION_ENDED'));
  });

  test('needs one of the tokens, and leaves others’ sessions alone', async () => {
    expect(await service.anonymous.fails('SignOut', { input: {} })).toEqual(['UNAUTHENTICATED']);
    const stranger = await aPerson(service);
    const [own] = await sessionsOf(person.client);
    for (const sessionId of [own?.id, 'x', own?.id.replace(/.{4}$/, '0000')])
      expect(await stranger.client.fails('SignOut', { input: { sessionId } })).toEqual(['NOT_FOUND']);
    expect(await sessionsOf(person.client)).toHaveLength(1);
    expect(await stranger.client.data('query ($id: ID!) { node(id: $id) { id } }', { id: own?.id })).toEqual({
      node: null,
    });
  });

  test('a hundred sessions are kept; one more ends the oldest', async () => {
    await service.sql.query(
      `INSERT INTO sign_in_session (id, account_id, created_at, last_used_at, expires_at)
       SELECT gen_random_uuid(), $1, $2::timestamptz + n * interval '1 second', $2::timestamptz + n * interval '1 second', $2::timestamptz + interval '30 days'
       FROM generate_series(1, 99) AS n`,
      [person.accountId, service.clock.now().subtract({ hours: 1 }).toString()],
    );
    const { client } = await aDevice();
    expect(await sessionsOf(client)).toHaveLength(100);
  });
});

describe('what tokens can’t know', () => {
  test('a suspension is noticed by every process, without a statement for a request', async () => {
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
    const elsewhere = new Client(await other.getUrl(), person.client.accessToken);
    expect((await elsewhere.ask('{ viewer { id } }')).status).toBe(200);
    await service.sql.query(`UPDATE account SET status = 'SUSPENDED' WHERE id = $1`, [person.accountId]);
    expect(await msUntilRefused(person.client)).toBeLessThan(5_000);
    expect(await msUntilRefused(elsewhere)).toBeLessThan(5_000);
    await other.close();
  });

  test('a role that is granted or revoked counts before the next token', async () => {
    const asks = async () => (await person.client.ask('{ viewer { deadLetters { totalCount } } }')).data;
    const becomes = async (count: number) => {
      for (let tries = 0; tries < 100; tries++) {
        const { errors } = await person.client.ask(
          'mutation { retryDeadLetter(input: { deadLetterId: "x" }) { __typename } }',
        );
        if (errors?.[0]?.extensions.code === ['FORBIDDEN', 'NOT_FOUND'][count]) return;
        await sleep(20);
      }
      throw new Error('It did not come to be');
    };
    expect(await asks()).toBeDefined();
    await service.sql.query(`INSERT INTO role_grant VALUES ($1, 'MODERATOR', now())`, [person.accountId]);
    await becomes(1);
    await service.sql.query('DELETE FROM role_grant WHERE account_id = $1', [person.accountId]);
    await becomes(0);
  });
});

describe('signing keys', () => {
  const keys = async () => (await (await fetch(`${service.url}/.well-known/jwks.json`)).json()) as JSONWebKeySet;
  const keyId = (client: Client) => decodeProtectedHeader(client.accessToken as string).kid;

  test('are published, and what they sign can be checked with them alone', async () => {
    const { payload } = await jwtVerify(person.client.accessToken as string, createLocalJWKSet(await keys()), {
      algorithms: ['EdDSA'],
      issuer: 'sevenfold',
      audience: 'sevenfold-api',
      typ: 'at+jwt',
      currentDate: new Date(service.clock.now().epochMilliseconds),
    });
    expect(payload.sub).toBe(person.accountId);
    expect(JSON.stringify(await keys())).not.toContain('"d"');
  });

  test('change every thirty days, and the one before is good until its tokens are over', async () => {
    const before = keyId(person.client);
    const periodMs = 30 * 24 * 3_600_000;
    service.clock.advance({ milliseconds: periodMs - (service.clock.now().epochMilliseconds % periodMs) - 60_000 });
    const early = await aDevice();
    expect(keyId(early.client)).toBe(before);
    service.clock.advance({ minutes: 2 });
    const late = await aDevice();
    expect(keyId(late.client)).not.toBe(before);
    expect((await early.client.ask(SESSIONS)).status).toBe(200);
    expect((await keys()).keys.map(({ kid }) => kid)).toContain(keyId(late.client));
  });
});
