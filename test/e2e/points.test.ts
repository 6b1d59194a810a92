import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { createApp } from '../../src/app.js';
import { Config } from '../../src/base/config/index.js';
import { DatabaseServer } from '../../src/base/database/index.js';
import { aPerson, type Person } from '../factories/people.js';
import { Client } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';
import { statementsOf } from '../harness/statements.js';

const LIMIT = 10_000;
/** 1 + n * (1 + 1 + 18) */
const QUERY = 'query ($n: Int!) { posts(first: $n) { nodes { comments(first: 18) { nodes { id } } } } }';
const THOUSAND = 50;

/** A minute of its own for each test. */
let minute = 0;
function newMinute(): void {
  service.clock.stopAt(`2031-03-01T08:${String(minute++).padStart(2, '0')}:40Z`);
}

let service: Service;
let spender: Person;
let other: Person;
beforeAll(async () => {
  service = await startService({ env: { RATE_LIMIT_POINTS: String(LIMIT) } });
  newMinute(); // access tokens live for ten
  [spender, other] = [await aPerson(service), await aPerson(service)];
});
afterAll(() => service.stop());

interface Cost {
  readonly requested: number;
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: string;
}

interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly data?: object | null;
  readonly errors?: { message: string; extensions: { code: string; retryable: boolean; retryAfterMs: number } }[];
  readonly extensions: { readonly cost: Cost };
}

async function ask(client: Client, n = THOUSAND): Promise<Answer> {
  const response = await client.post(JSON.stringify({ query: QUERY, variables: { n } }));
  const body = (await response.json()) as Answer;
  return { ...body, status: response.status, retryAfter: response.headers.get('retry-after') };
}

/** Another process of the same service. */
async function another(
  work: (client: (of: Person) => Client, tick: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const env = { RATE_LIMIT_POINTS: String(LIMIT), NODE_ENV: 'test', LOG_LEVEL: 'error', PORT: '0' };
  const config = new Config({ ...env, DATA_DIR: process.env.TEST_DATA_DIR, DATABASE_URL: service.databaseUrl });
  const app = await createApp(config, await DatabaseServer.start(config), { clock: service.clock });
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  try {
    await work(
      (of) => new Client(url, of.client.accessToken),
      () => service.clock.tick(),
    );
  } finally {
    await app.close();
  }
}

async function spendAll(client: Client): Promise<Answer> {
  for (let n = 1; n <= 9; n++) {
    const { status, extensions } = await ask(client);
    expect([status, extensions.cost]).toEqual([
      200,
      {
        requested: 1_001,
        limit: LIMIT,
        remaining: LIMIT - n * 1_001,
        resetAt: expect.stringMatching(/^2031-03-01T08:\d\d:00\.000Z$/),
      },
    ]);
  }
  return ask(client);
}

describe('points', () => {
  test('one account spends all of its own; then it waits, and nobody else does', async () => {
    newMinute();
    const refused = await spendAll(spender.client);
    expect(refused).toMatchObject({
      status: 429,
      retryAfter: '20',
      errors: [{ extensions: { code: 'RATE_LIMITED', retryable: true, retryAfterMs: 20_000 } }],
      extensions: { cost: { requested: 1_001, remaining: LIMIT - 9 * 1_001 } },
    });
    expect(refused.data).toBeUndefined();
    expect((await ask(spender.client, 49)).status).toBe(200); // what still fits
    expect((await ask(other.client)).extensions.cost.remaining).toBe(LIMIT - 1_001);
    service.clock.advance({ seconds: 20 });
    expect((await ask(spender.client)).extensions.cost.remaining).toBe(LIMIT - 1_001);
  });

  test('without an account there are half as many, for all behind one address', async () => {
    newMinute();
    for (let n = 1; n <= 4; n++)
      expect((await ask(service.anonymous)).extensions.cost).toMatchObject({
        limit: LIMIT / 2,
        remaining: LIMIT / 2 - n * 1_001,
      });
    expect((await ask(new Client(service.url))).status).toBe(429);
    expect((await ask(spender.client)).status).toBe(200);
  });

  test('what is refused for another reason costs nothing', async () => {
    newMinute();
    await ask(spender.client, 101);
    await spender.client.ask('{ nothing }');
    expect((await ask(spender.client)).extensions.cost.remaining).toBe(LIMIT - 1_001);
  });

  test('mutations spend, too', async () => {
    newMinute();
    await spender.client.run('CreatePost', {
      input: {
        idempotencyKey: '3f1c1c1e-0000-4000-8000-000000000001',
        title: 'Title',
        markdown: 'x',
        topics: ['bleu'],
      },
    });
    expect((await ask(spender.client)).extensions.cost.remaining).toBe(LIMIT - 21 - 1_001);
  });

  test('are told by rateLimit from the same numbers', async () => {
    newMinute();
    await ask(spender.client);
    expect(await spender.client.data('{ rateLimit { cost limit remaining resetAt } }')).toEqual({
      rateLimit: { cost: 1, limit: LIMIT, remaining: LIMIT - 1_002, resetAt: expect.stringMatching(/:00\.000Z$/) },
    });
  });

  test('cost no statement of their own; settling is one for all who spent, and none when nobody has', async () => {
    newMinute();
    await ask(other.client);
    const reads = await statementsOf(async () => {
      for (const client of [spender.client, other.client, service.anonymous]) await ask(client);
    });
    expect(reads.filter((text) => text.includes('spent_points'))).toEqual([]);
    expect(
      (await statementsOf(() => service.clock.tick())).filter((text) => text.includes('spent_points')),
    ).toHaveLength(1);
    expect((await statementsOf(() => service.clock.tick())).filter((text) => text.includes('spent_points'))).toEqual(
      [],
    );
    const { rows } = await service.sql.query<{ client: string; points: string }>(
      'SELECT client, points FROM spent_points WHERE minute = (SELECT max(minute) FROM spent_points) ORDER BY points, client',
    );
    expect(rows).toEqual(
      [
        { client: '127.0.0.1', points: '1001' },
        { client: spender.accountId, points: '1001' },
        { client: other.accountId, points: '2002' },
      ].sort((a, b) => Number(a.points) - Number(b.points) || (a.client < b.client ? -1 : 1)),
    );
  });

  test('are shared by two processes, and survive their restart', async () => {
    newMinute();
    for (let n = 0; n < 5; n++) await ask(spender.client);
    await service.clock.tick();
    await another(async (client, tick) => {
      // Read at its start.
      for (let n = 6; n <= 9; n++)
        expect((await ask(client(spender))).extensions.cost.remaining).toBe(LIMIT - n * 1_001);
      expect((await ask(client(spender))).status).toBe(429);
      await tick();
    });
    // Told when both have settled.
    expect((await ask(spender.client, 1)).status).toBe(200);
    await service.clock.tick();
    expect((await ask(spender.client)).status).toBe(429);
  });

  test('that a process has not settled when it stops are not lost', async () => {
    newMinute();
    await another(async (client) => {
      for (let n = 0; n < 9; n++) await ask(client(spender));
    });
    await another(async (client) => {
      expect((await ask(client(spender))).status).toBe(429);
    });
  });

  test('a database that is away doesn’t stop the counting', async () => {
    newMinute();
    for (let n = 0; n < 5; n++) await ask(spender.client);
    await service.sql.query('ALTER TABLE spent_points RENAME TO elsewhere');
    try {
      await service.clock.tick();
    } finally {
      await service.sql.query('ALTER TABLE elsewhere RENAME TO spent_points');
    }
    expect((await ask(spender.client)).extensions.cost.remaining).toBe(LIMIT - 6 * 1_001);
    await service.clock.tick();
    expect((await ask(spender.client)).extensions.cost.remaining).toBe(LIMIT - 7 * 1_001);
    expect(
      (
        await service.sql.query(
          `SELECT points FROM spent_points WHERE client = '${spender.accountId}' ORDER BY minute DESC LIMIT 1`,
        )
      ).rows,
    ).toEqual([{ points: '6006' }]);
  });
});

test('RATE_LIMITS=off counts nothing', async () => {
  const free = await startService({ env: { RATE_LIMITS: 'off' } });
  try {
    for (let n = 0; n < 40; n++)
      expect((await ask(free.anonymous)).extensions.cost).toEqual({
        requested: 1_001,
        limit: null,
        remaining: null,
        resetAt: null,
      });
    expect(await free.anonymous.data('{ rateLimit { limit } }')).toEqual({ rateLimit: null });
  } finally {
    await free.stop();
  }
});
