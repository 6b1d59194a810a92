import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';

import { Database } from '../../src/base/database/index.js';
import { DeadLetters, jobKind, Jobs, type Purge, Purges, purgeStatement, Worker } from '../../src/base/jobs/index.js';
import { aPerson, type Person } from '../factories/people.js';
import { keyed } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';

const DOCUMENT = readFileSync(join(import.meta.dirname, '../../docs/operations.md'), 'utf8');
/** Rows of the tables of a section, as cells without their marks. */
const section = (title: string) =>
  (DOCUMENT.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

let service: Service;
let worker: Worker;
let purges: readonly Purge[];
let person: Person;
beforeAll(async () => {
  service = await startService();
  worker = service.app.get(Worker, { strict: false });
  purges = service.app.get(Purges, { strict: false }).all;
  person = await aPerson(service);
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(() => service.stop());

const run = (text: string, values: unknown[] = []) => service.sql.query(text, values);
/** By the service's clock. */
const ago = (duration: { readonly [unit in 'hours' | 'minutes']?: number }, more = 0) =>
  service.clock.now().subtract(duration).subtract({ minutes: more }).toString();
const DAY = (days: number) => ({ hours: 24 * days });

/** Puts a row there whose time began at the given instant; tells what finds it again. */
type Put = (at: string) => Promise<readonly [condition: string, value: unknown]>;
const anEvent = async (at: string, relayedAt: string | null = at): Promise<string> => {
  const id = randomUUID();
  await run(
    `INSERT INTO event (id, kind, subject_id, payload, recorded_at, relayed_at) VALUES ($1, 'test', $1, '{}', $2, $3)`,
    [id, at, relayedAt],
  );
  return id;
};
const aLetter = async (diedAt: string, retriedAt: string | null, payload: object = {}): Promise<string> => {
  const id = randomUUID();
  await run(
    `INSERT INTO dead_letter (id, job, payload, error, attempts, died_at, retried_at) VALUES ($1, 'x', $2, 'x', 7, $3, $4)`,
    [id, payload, diedAt, retriedAt],
  );
  return id;
};
const aMail = async (queuedAt: string, sentAt: string | null, purpose = 'x'): Promise<string> => {
  const id = randomUUID();
  await run(
    `INSERT INTO mail (id, message_id, to_name, to_address, subject, text, html, attachments, headers, purpose, requested, queued_at, sent_at)
     VALUES ($1, gen_random_uuid()::text, 'A', 'a@x.example', 's', 't', 'h', '[]', '{}', $4, false, $2, $3)`,
    [id, queuedAt, sentAt, purpose],
  );
  return id;
};
const aNotification = async (createdAt: string, readAt: string | null): Promise<string> => {
  const id = randomUUID();
  await run(
    `INSERT INTO notification (id, account_id, kind, key, subject_kind, subject_id, created_at, read_at)
     VALUES ($1, $2, 'POST_PUBLISHED', gen_random_uuid()::text, 'post', $1, $3, $4)`,
    [id, person.accountId, createdAt, readAt],
  );
  return id;
};
const aSession = async (expiresAt: string, endedAt: string | null): Promise<string> => {
  const id = randomUUID();
  await run(
    `INSERT INTO sign_in_session (id, account_id, created_at, last_used_at, expires_at, ended_at) VALUES ($1, $2, $3, $3, $3, $4)`,
    [id, person.accountId, expiresAt, endedAt],
  );
  return id;
};

const aKey = async (expiresAt: string, revokedAt: string | null): Promise<string> => {
  const id = randomUUID();
  await run(
    `INSERT INTO api_key (id, account_id, hash, prefix, name, scopes, created_at, expires_at, revoked_at)
     VALUES ($1, $2, $3, 'x', 'x', '{read}', $4, $4, $5)`,
    [id, person.accountId, randomBytes(32), expiresAt, revokedAt],
  );
  return id;
};

const WHAT: readonly [what: string, keep: Parameters<typeof ago>[0], put: Put][] = [
  [
    'idempotency records',
    { hours: 24 },
    async (at) => {
      const key = randomUUID();
      await run(`INSERT INTO idempotency_record VALUES ($1, $2, 'x', 'x', '{}', $3)`, [person.accountId, key, at]);
      return ['idempotency_record WHERE key', key];
    },
  ],
  [
    'spent points',
    { minutes: 1 },
    async (at) => {
      const client = randomUUID();
      // The minute that was over at that time.
      await run(`INSERT INTO spent_points VALUES (floor(extract(epoch FROM $1::timestamptz) / 60) - 1, $2, 1)`, [
        at,
        client,
      ]);
      return ['spent_points WHERE client', client];
    },
  ],
  [
    'refresh tokens, of a session that lives on',
    DAY(30),
    async (at) => {
      const hash = randomBytes(32);
      const sessionId = await aSession(service.clock.now().toString(), null);
      await run('INSERT INTO refresh_token VALUES ($1, $2, $3, $3, $3)', [hash, sessionId, at]);
      return ['refresh_token WHERE hash', hash];
    },
  ],
  ['sessions that expired', DAY(45), async (at) => ['sign_in_session WHERE id', await aSession(at, null)]],
  [
    'sessions that were ended',
    DAY(45),
    async (at) => ['sign_in_session WHERE id', await aSession(service.clock.now().toString(), at)],
  ],
  [
    'changes of access',
    { hours: 1 },
    async (at) => {
      const session = randomUUID();
      await run('INSERT INTO access_change (account_id, session_id, changed_at) VALUES ($1, $2, $3)', [
        person.accountId,
        session,
        at,
      ]);
      return ['access_change WHERE session_id', session];
    },
  ],
  [
    'counts of attempts',
    { minutes: 1 },
    async (at) => {
      const key = randomBytes(32);
      await run('INSERT INTO attempt_count VALUES ($1, 1, $2)', [key, at]);
      return ['attempt_count WHERE key', key];
    },
  ],
  [
    'challenges of sign-ins',
    { hours: 1 },
    async (at) => {
      const hash = randomBytes(32);
      await run(`INSERT INTO sign_in_challenge VALUES ($1, 'PASSKEY_SIGN_IN', NULL, 0, $2, $2)`, [hash, at]);
      return ['sign_in_challenge WHERE hash', hash];
    },
  ],
  [
    'authenticator apps that nobody confirmed',
    DAY(1),
    async (at) => {
      const { accountId } = await aPerson(service);
      await run(`INSERT INTO totp VALUES ($1, '', $2)`, [accountId, at]);
      return ['totp WHERE account_id', accountId];
    },
  ],
  [
    'API keys that were revoked',
    DAY(45),
    async (at) => ['api_key WHERE id', await aKey(service.clock.now().add({ hours: 1 }).toString(), at)],
  ],
  ['API keys that expired', DAY(45), async (at) => ['api_key WHERE id', await aKey(at, null)]],
  [
    'exports',
    DAY(30),
    async (at) => {
      const id = randomUUID();
      await run(`INSERT INTO data_export (id, account_id, status, requested_at) VALUES ($1, $2, 'FAILED', $3)`, [
        id,
        person.accountId,
        at,
      ]);
      return ['data_export WHERE id', id];
    },
  ],
  [
    'files of exports',
    { hours: 1 },
    async (at) => {
      const id = randomUUID();
      await run(`INSERT INTO data_export (id, account_id, status, requested_at) VALUES ($1, $2, 'FAILED', $3)`, [
        id,
        person.accountId,
        service.clock.now().toString(),
      ]);
      await run(`INSERT INTO data_export_chunk VALUES ($1, 0, 'x', $2)`, [id, at]);
      return ['data_export_chunk WHERE export_id', id];
    },
  ],
  ['events that are done', DAY(30), async (at) => ['event WHERE id', await anEvent(at)]],
  [
    'viewers’ events',
    DAY(30),
    async (at) => {
      const subject = randomUUID();
      await run(
        `WITH log AS (INSERT INTO viewer_log VALUES ($1, 1) ON CONFLICT (account_id) DO UPDATE SET position = viewer_log.position + 1 RETURNING *)
         INSERT INTO viewer_event SELECT account_id, position, 'InterviewEvent', 'x', $2, $3 FROM log`,
        [person.accountId, subject, at],
      );
      return ['viewer_event WHERE subject_id', subject];
    },
  ],
  [
    'dead letters that were tried again',
    DAY(30),
    async (at) => ['dead_letter WHERE id', await aLetter(ago(DAY(100)), at)],
  ],
  ['dead letters that weren’t', DAY(90), async (at) => ['dead_letter WHERE id', await aLetter(at, null)]],
  [
    'links in mail',
    { hours: 1 },
    async (at) => {
      const hash = randomBytes(32);
      await run(`INSERT INTO email_link VALUES ($1, $2, 'VERIFY_EMAIL', 'a@x.example', NULL, $3)`, [
        hash,
        person.accountId,
        at,
      ]);
      return ['email_link WHERE hash', hash];
    },
  ],
  [
    'sign-ins with a provider that were begun',
    { minutes: 1 },
    async (at) => {
      const hash = randomBytes(32);
      await run(`INSERT INTO provider_flow VALUES ($1, $1, 'GOOGLE', NULL, NULL, 'x:', 'x', 'x', $2)`, [hash, at]);
      return ['provider_flow WHERE state_hash', hash];
    },
  ],
  [
    'codes of sign-ins with a provider',
    { minutes: 1 },
    async (at) => {
      const hash = randomBytes(32);
      await run(`INSERT INTO provider_code VALUES ($1, 'x', 'GOOGLE', 'x', NULL, false, 'x', $2)`, [hash, at]);
      return ['provider_code WHERE code_hash', hash];
    },
  ],
  [
    'changes of address',
    { hours: 1 },
    async (at) => {
      const id = randomUUID();
      const { accountId } = await aPerson(service);
      await run(`INSERT INTO email_change VALUES ($1, $2, 'a@x.example', NULL, NULL, $3)`, [id, accountId, at]);
      return ['email_change WHERE id', id];
    },
  ],
  [
    'mail with links that open something',
    { hours: 24 },
    async (at) => ['mail WHERE id', await aMail(at, at, 'reset-password')],
  ],
  ['mail that was sent', DAY(30), async (at) => ['mail WHERE id', await aMail(at, at)]],
  ['mail that wasn’t', DAY(180), async (at) => ['mail WHERE id', await aMail(at, null)]],
  ['notifications that were read', DAY(180), async (at) => ['notification WHERE id', await aNotification(at, at)]],
  [
    'devices',
    DAY(270),
    async (at) => {
      const id = randomUUID();
      const session = await aSession(service.clock.now().toString(), null);
      await run(`INSERT INTO push_device VALUES ($1::uuid, $2, $3, 'FCM', $1::text, NULL, $4)`, [
        id,
        person.accountId,
        session,
        at,
      ]);
      return ['push_device WHERE id', id];
    },
  ],
  [
    'what was told on devices',
    DAY(3),
    async (at) => {
      const id = randomUUID();
      await run(
        `INSERT INTO notice_push VALUES ($1::uuid, $2, 'POST_PUBLISHED', $1::text, 'post', $1::uuid, NULL, $3)`,
        [id, person.accountId, at],
      );
      return ['notice_push WHERE id', id];
    },
  ],
  ['notifications', DAY(365), async (at) => ['notification WHERE id', await aNotification(at, null)]],
];

const isThere = async ([condition, value]: Awaited<ReturnType<Put>>) =>
  (await run(`SELECT FROM ${condition} = $1`, [value])).rowCount === 1;

test.each(WHAT)('%s are kept that long and no longer', async (_, keep, put) => {
  const [old, young] = [await put(ago(keep, 3)), await put(ago(keep, -3))];
  await worker.runDue();
  expect({ old: await isThere(old), young: await isThere(young) }).toEqual({ old: false, young: true });
});

describe('what is still needed stays, however old', () => {
  const old = () => ago(DAY(400));

  test('an event that nobody has relayed, that a consumer waits for, or that a dead letter names', async () => {
    const [unrelayed, awaited] = [await anEvent(old(), null), await anEvent(old())];
    const [dead, retried] = [await anEvent(old()), await anEvent(old())];
    await run(`INSERT INTO event_delivery SELECT 'test', subject_id, position, id FROM event WHERE id = $1`, [awaited]);
    const letter = await aLetter(ago(DAY(89)), null, { consumer: 'x', eventId: dead });
    await aLetter(ago(DAY(89)), ago(DAY(1)), { consumer: 'x', eventId: retried });
    await worker.runDue();
    for (const id of [unrelayed, awaited, dead, retried])
      expect([id, await isThere(['event WHERE id', id])]).toEqual([id, true]);
    await run('DELETE FROM dead_letter WHERE id = $1', [letter]);
    await worker.runDue();
    expect(await isThere(['event WHERE id', dead])).toBe(false);
  });

  test('the spent tokens of a session that is still alive', async () => {
    const { signIn } = await service.anonymous.run('SignIn', {
      input: { email: person.email, password: 'a long enough password' },
    });
    if (!signIn || !('refreshToken' in signIn)) throw new Error(JSON.stringify(signIn));
    const refresh = async (refreshToken: string) =>
      (await service.anonymous.run('RefreshSession', { input: { refreshToken } })).refreshSession;
    const begun = service.clock.now();
    const next = await refresh(signIn.refreshToken);
    if (!next || !('refreshToken' in next)) throw new Error(JSON.stringify(next));
    await refresh(next.refreshToken); // so that no answer was lost
    // As old as a session gets.
    service.clock.advance({ hours: 24 * 30 - 1 });
    await worker.runDue();
    service.clock.advance({ milliseconds: begun.since(service.clock.now()).total('milliseconds') });
    expect(await refresh(signIn.refreshToken)).toMatchObject({ code: 'SESSION_ENDED' });
    expect(await refresh(next.refreshToken)).toMatchObject({ code: 'SESSION_ENDED' }); // since the other was used twice
  });
});

test('a key whose time is over while its repeat is answered is a new key', async () => {
  const database = service.app.get(Database, { strict: false });
  const input = keyed({ title: 'Twice', markdown: 'x', topics: ['bleu'] });
  const create = async () => (await person.client.run('CreatePost', { input })).createPost;
  const first = await create();
  const queryOne: typeof database.queryOne = database.queryOne.bind(database);
  let purged = 0;
  jest.spyOn(database, 'queryOne').mockImplementation(async (text, values) => {
    if (text.includes('FROM idempotency_record'))
      purged += (await run('DELETE FROM idempotency_record WHERE key = $1', [input.idempotencyKey])).rowCount ?? 0;
    return queryOne(text, values);
  });
  const second = await create();
  expect(purged).toBe(1);
  expect(second).toMatchObject({ post: { id: expect.any(String) } });
  expect(second).not.toEqual(first);
});

describe('purging', () => {
  beforeAll(async () => {
    await run(
      'CREATE TABLE test_old (n int PRIMARY KEY, at timestamptz NOT NULL); CREATE INDEX test_old_at ON test_old (at)',
    );
    await run('CREATE TABLE test_purged (rows int NOT NULL)');
    await run(
      `CREATE FUNCTION test_purged() RETURNS trigger LANGUAGE plpgsql AS $$
         BEGIN INSERT INTO test_purged SELECT count(*) FROM gone; RETURN NULL; END $$;
       CREATE TRIGGER test_purged AFTER DELETE ON test_old REFERENCING OLD TABLE AS gone
         FOR EACH STATEMENT EXECUTE FUNCTION test_purged()`,
    );
    service.app.get(Purges, { strict: false }).add({ table: 'test_old', rows: 'all', keep: { days: 1 }, since: 'at' });
  });
  afterAll(() => {
    (purges as Purge[]).pop();
  });

  test('goes on until nothing is left, a thousand rows at a time, and lets others hold theirs', async () => {
    await run(`INSERT INTO test_old SELECT n, $1 FROM generate_series(1, 2500) n`, [ago(DAY(2))]);
    const holder = await service.sql.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('SELECT FROM test_old WHERE n = 7 FOR UPDATE');
      await worker.runDue();
      expect((await run('SELECT n FROM test_old')).rows).toEqual([{ n: 7 }]);
      await holder.query('COMMIT');
    } finally {
      holder.release();
    }
    await worker.runDue();
    expect((await run('SELECT rows FROM test_purged WHERE rows > 0')).rows).toEqual(
      [1000, 1000, 499, 1].map((rows) => ({ rows })),
    );
    expect((await run('SELECT FROM test_old')).rowCount).toBe(0);
  });

  test('by two workers at once does the same', async () => {
    await run(`INSERT INTO test_old SELECT n, $1 FROM generate_series(1, 3000) n`, [ago(DAY(2))]);
    await Promise.all([worker.runDue(), worker.runDue()]);
    await worker.runDue();
    expect((await run('SELECT FROM test_old')).rowCount).toBe(0);
  });

  test('that fails for one table goes on with the others', async () => {
    await run('ALTER TABLE idempotency_record RENAME TO elsewhere');
    const id = await aMail(ago(DAY(31)), ago(DAY(31)));
    try {
      await worker.runDue();
    } finally {
      await run('ALTER TABLE elsewhere RENAME TO idempotency_record');
    }
    expect(await isThere(['mail WHERE id', id])).toBe(false);
  });

  test('finds its rows by an index, in the order of their age', async () => {
    const client = await service.sql.connect();
    try {
      await client.query(
        'SET enable_seqscan = off; SET enable_bitmapscan = off; SET plan_cache_mode = force_generic_plan',
      );
      for (const purge of purges) {
        const { rows } = await client.query<{ 'QUERY PLAN': string }>(
          `EXPLAIN (GENERIC_PLAN, COSTS OFF) ${purgeStatement(purge)}`,
        );
        const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
        const scan = plan.slice(0, plan.search(/(SubPlan|Anti Join)/) + 1 || undefined);
        expect([purge.table, plan]).toEqual([purge.table, expect.stringContaining('Index Cond: ')]);
        expect([purge.table, scan]).toEqual([purge.table, expect.not.stringMatching(/Sort|Seq Scan/)]);
      }
    } finally {
      client.release(true);
    }
  });
});

describe('docs/operations.md', () => {
  test('says how long what is purged is kept', () => {
    const said = section('What is kept how long').flatMap(([tables = '', rows = '', keep = '']) =>
      /^\d/.test(keep) ? [`${tables} ${rows}: ${keep}`] : [],
    );
    const done = purges.map(({ table, rows, keep }) => {
      const [[unit, number]] = Object.entries(keep) as [[string, number]];
      return `\`${table}\` ${rows}: ${number} ${number === 1 ? unit.slice(0, -1) : unit}`;
    });
    expect(said.sort()).toEqual(done.sort());
  });

  test('names every table', async () => {
    const named = section('What is kept how long').flatMap(([tables = '']) =>
      [...tables.matchAll(/`(\w+)`/g)].map(([, name]) => name),
    );
    const { rows } = await run(
      `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname !~ '^test_' ORDER BY 1`,
    );
    expect([...new Set(named)].sort()).toEqual(rows.map(({ relname }) => relname as string).sort());
  });
});

test('a dead letter that is tried again while its event is old still has its event', async () => {
  const Old = jobKind<{ readonly eventId: string }>('test-old');
  const seen: string[] = [];
  service.app.get(Jobs, { strict: false }).define(Old, async ({ eventId }) => {
    if (await isThere(['event WHERE id', eventId])) seen.push(eventId);
  });
  const eventId = await anEvent(ago(DAY(60)));
  const letters = service.app.get(DeadLetters, { strict: false });
  await letters.bury('test-old', { eventId }, new Error('x'), 7);
  await worker.runDue();
  const { rows } = await service.sql.query<{ id: string }>(
    `SELECT id FROM dead_letter WHERE payload ->> 'eventId' = $1`,
    [eventId],
  );
  await service.app.get(Database, { strict: false }).transaction(() => letters.retry(rows[0]?.id ?? ''));
  await worker.runDue();
  expect(seen).toEqual([eventId]);
});
