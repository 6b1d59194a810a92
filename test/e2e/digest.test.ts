import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { createApp } from '../../src/app.js';
import { Config } from '../../src/base/config/index.js';
import { DatabaseServer } from '../../src/base/database/index.js';
import { Relay } from '../../src/base/events/index.js';
import { Jobs, Worker } from '../../src/base/jobs/index.js';
import { Temporal } from '../../src/base/time/index.js';
import { aMentor, aPerson, block, keyOf, type Person } from '../factories/people.js';
import { aComment, aPost } from '../factories/posts.js';
import { type Service, startService } from '../harness/service.js';

const PUBLIC_URL = 'https://app.example.org';

let service: Service;
let worker: Worker;
let author: Person;
let postId: string;
beforeAll(async () => {
  service = await startService({ env: { PUBLIC_URL } });
  worker = service.app.get(Worker, { strict: false });
  at('2026-02-20T00:00:00Z'); // from here on the tests go forward
  author = await aMentor(service, { name: 'Ann Author' });
  postId = keyOf((await aPost(author)).id);
});
afterAll(() => service.stop());

const at = (instant: string) => service.clock.stopAt(instant);
const justBefore = (instant: string) => at(Temporal.Instant.from(instant).subtract({ milliseconds: 1 }).toString());
const due = () => worker.runDue();

async function reader(timeZone = 'UTC'): Promise<Person> {
  const person = await aPerson(service, { name: 'Lena Reader', timeZone });
  await due(); // works out when its digest is due
  return person;
}

interface Mail {
  readonly subject: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

async function mailsTo({ email }: Person): Promise<Mail[]> {
  const { rows } = await service.sql.query<Mail>(
    `SELECT subject, text, headers FROM mail WHERE to_address = $1 AND purpose = 'digest' ORDER BY id`,
    [email],
  );
  return rows;
}

/** Has told somebody of something, as a consumer would have. */
async function tell({ accountId }: Person, more: { actorId?: string; subjectId?: string } = {}): Promise<string> {
  const id = randomUUID();
  await service.sql.query(
    `INSERT INTO notification (id, account_id, kind, key, subject_kind, subject_id, actor_id, created_at)
     VALUES ($1::uuid, $2, 'POST_PUBLISHED', $1::text, 'post', $3, $4, $5)`,
    [id, accountId, more.subjectId ?? postId, more.actorId ?? author.accountId, service.clock.now().toString()],
  );
  return id;
}

const DIGEST = '{ viewer { id digest { frequency nextAt } } }';
const digestOf = async ({ client }: Person) =>
  (await client.data<{ viewer: { digest: { frequency: string; nextAt: string | null } } }>(DIGEST)).viewer.digest;

async function set({ client }: Person, frequency: 'NEVER' | 'DAILY' | 'WEEKLY') {
  const { setDigestFrequency } = await client.data<{
    setDigestFrequency: { viewer: { digest: { frequency: string; nextAt: string | null } } };
  }>(
    `mutation ($input: SetDigestFrequencyInput!) { setDigestFrequency(input: $input) {
       ... on DigestFrequencyChanged { viewer { id digest { frequency nextAt } } } ... on Refusal { code message } } }`,
    { input: { frequency } },
  );
  return setDigestFrequency.viewer.digest;
}

async function plannedAt({ accountId }: Person): Promise<string | undefined> {
  const { rows } = await service.sql.query<{ next_at: Date | null }>(
    'SELECT next_at FROM digest WHERE account_id = $1',
    [accountId],
  );
  return rows[0]?.next_at?.toISOString();
}

describe('a digest comes at 09:00 of the reader’s time', () => {
  // The last instant of each is not waited for: it is when the next one is due.
  test.each([
    ['America/New_York', 'WEEKLY', '2026-02-27', ['2026-03-02T14:00', '2026-03-09T13:00', '2026-03-16T13:00']],
    ['Asia/Kathmandu', 'WEEKLY', '2026-03-12', ['2026-03-16T03:15', '2026-03-23T03:15', '2026-03-30T03:15']],
    ['Pacific/Auckland', 'WEEKLY', '2026-03-27', ['2026-03-29T20:00', '2026-04-05T21:00', '2026-04-12T21:00']],
    ['Australia/Lord_Howe', 'DAILY', '2026-04-02', ['2026-04-02T22:00', '2026-04-03T22:00', '2026-04-04T22:30']],
  ] as const)('%s, %s', async (timeZone, frequency, start, times) => {
    at(`${start}T00:00:00Z`);
    const person = await reader(timeZone);
    const instants = times.map((time) => `${time}:00.000Z`);
    expect(await digestOf(person)).toMatchObject({ frequency: 'WEEKLY' });
    expect(await set(person, frequency)).toEqual({ frequency, nextAt: instants[0] });
    const active = frequency === 'DAILY' ? 1 : 0; // who has signed up less than a day ago has been here
    for (const [index, instant] of instants.slice(0, -1).entries()) {
      await tell(person);
      justBefore(instant);
      await due();
      expect(await mailsTo(person)).toHaveLength(Math.max(0, index - active));
      at(instant);
      await due();
      await due();
      expect(await mailsTo(person)).toHaveLength(index + 1 - active);
      expect(await plannedAt(person)).toBe(instants[index + 1]);
    }
  });
});

describe('a digest tells', () => {
  test('what is unread and can be seen, once, to nobody but the reader', async () => {
    at('2026-04-14T00:00:00Z');
    const [person, stranger, blocked] = [await reader(), await reader(), await aPerson(service)];
    const writer = await aMentor(service);
    const post = await aPost(writer, { title: 'On attention' });
    const hidden = await aComment(writer, post.id);
    const told = [await tell(person), await tell(person, { subjectId: keyOf(post.id) })];
    await tell(person, { actorId: blocked.accountId });
    await block(service, blocked, person);
    const read = await tell(person);
    await service.sql.query('UPDATE notification SET read_at = created_at WHERE id = $1', [read]);
    const concealed = await tell(person);
    await service.sql.query(
      `UPDATE notification SET kind = 'COMMENT_ADDED', subject_kind = 'comment', subject_id = $2 WHERE id = $1`,
      [concealed, keyOf(hidden)],
    );
    await service.sql.query('UPDATE comment SET hidden_at = created_at WHERE id = $1', [keyOf(hidden)]);
    at('2026-04-20T09:00:00Z');
    await due();
    const [mail, ...more] = await mailsTo(person);
    expect(more).toEqual([]);
    expect(mail?.subject).toBe('2 new notifications');
    expect(mail?.text).toContain('Hello Lena Reader,');
    expect(mail?.text).toContain('New posts of people you follow (2)');
    expect(mail?.text).toContain('– Ann Author published “On attention”.');
    expect(mail?.text).not.toContain('Comments on what you wrote');
    expect(mail?.text).toContain(`${PUBLIC_URL}/notifications`);
    expect(await mailsTo(stranger)).toEqual([]);
    const { rows } = await service.sql.query<{ id: string }>(
      'SELECT id FROM notification WHERE account_id = $1 AND digested_at IS NOT NULL ORDER BY created_at, id',
      [person.accountId],
    );
    expect(rows.map(({ id }) => id).sort()).toEqual([...told].sort());

    // Shown again, it is news; what was told of is none.
    await service.sql.query('UPDATE comment SET hidden_at = NULL WHERE id = $1', [keyOf(hidden)]);
    at('2026-04-27T09:00:00Z');
    await due();
    const [, second, ...third] = await mailsTo(person);
    expect(third).toEqual([]);
    expect(second?.subject).toBe('One new notification');
    expect(second?.text).toContain('– Ann Author commented on what you wrote.');
    at('2026-05-04T09:00:00Z');
    await due();
    expect(await mailsTo(person)).toHaveLength(2);
  });

  test('nothing of what can’t be seen, and then nothing at all', async () => {
    at('2026-05-05T00:00:00Z');
    const [person, blocked] = [await reader(), await aPerson(service)];
    await tell(person, { actorId: blocked.accountId });
    await block(service, person, blocked);
    at('2026-05-11T09:00:00Z');
    await due();
    expect(await mailsTo(person)).toEqual([]);
    expect(await plannedAt(person)).toBe('2026-05-18T09:00:00.000Z');
  });

  test('nothing to whoever was here within a day, wants none, may not be written to or has gone', async () => {
    at('2026-05-12T00:00:00Z');
    const [active, never, unverified, suspended] = [await reader(), await reader(), await reader(), await reader()];
    await set(never, 'NEVER');
    for (const person of [active, never, unverified, suspended]) await tell(person);
    await service.sql.query('UPDATE account SET email_verified_at = NULL WHERE id = $1', [unverified.accountId]);
    await service.sql.query(`UPDATE account SET status = 'SUSPENDED' WHERE id = $1`, [suspended.accountId]);
    const used = (instant: string) =>
      service.sql.query('UPDATE sign_in_session SET last_used_at = $2 WHERE account_id = $1', [
        active.accountId,
        instant,
      ]);
    await used('2026-05-17T09:00:00.001Z');
    at('2026-05-18T09:00:00Z');
    await due();
    for (const person of [active, never, unverified, suspended]) expect(await mailsTo(person)).toEqual([]);
    await used('2026-05-24T09:00:00Z');
    at('2026-05-25T09:00:00Z');
    await due();
    expect(await mailsTo(active)).toHaveLength(1); // nothing is lost
    for (const person of [never, unverified, suspended]) expect(await mailsTo(person)).toEqual([]);
  });
});

describe('one a date', () => {
  test('however many processes look, and however often a job is done', async () => {
    at('2026-05-26T00:00:00Z');
    const { rows: people } = await service.sql.query<{ id: string }>(
      `WITH made AS (
         INSERT INTO account (id, email, email_verified_at, status, time_zone, created_at)
         SELECT gen_random_uuid(), 'crowd' || n || '@example.org', '2026-01-01', 'ACTIVE', 'Asia/Tokyo', '2026-01-01' FROM generate_series(1, 60) n
         RETURNING id)
       INSERT INTO profile (account_id, handle, name) SELECT id, left(id::text, 30), 'One of many' FROM made RETURNING account_id AS id`,
    );
    for (const { id } of people) await tell({ accountId: id } as Person);
    const config = new Config({
      NODE_ENV: 'test',
      DATA_DIR: process.env.TEST_DATA_DIR,
      DATABASE_URL: service.databaseUrl,
      LOG_LEVEL: 'error',
      PORT: '0',
      WORKER: 'off',
    });
    const other = await createApp(config, await DatabaseServer.start(config), { clock: service.clock });
    try {
      const workers = [worker, other.get(Worker, { strict: false })];
      const all = () => Promise.all([...workers, ...workers].map((each) => each.runDue()));
      await all();
      at('2026-06-01T00:00:00Z'); // 09:00 in Tokyo
      await all();
      await all();
      for (const { id } of people) await tell({ accountId: id } as Person); // news, but for the next one
      const again = people.map(({ id: accountId }) => ({ accountId }));
      await service.app.get(Jobs, { strict: false }).addAll({ name: 'write-digest' }, again);
      await all();
    } finally {
      await other.close();
    }
    const { rows } = await service.sql.query<{ mails: number }>(
      `SELECT count(*)::int AS mails FROM mail WHERE to_address LIKE 'crowd%' GROUP BY to_address`,
    );
    expect(rows.map(({ mails }) => mails)).toEqual(people.map(() => 1));
    const { rows: planned } = await service.sql.query(
      `SELECT DISTINCT next_at, last_on::text, pending FROM digest WHERE account_id = ANY ($1::uuid[])`,
      [people.map(({ id }) => id)],
    );
    await service.sql.query('UPDATE notification SET read_at = created_at WHERE account_id = ANY ($1::uuid[])', [
      people.map(({ id }) => id),
    ]);
    expect(planned).toEqual([{ next_at: new Date('2026-06-08T00:00:00Z'), last_on: '2026-06-01', pending: false }]);
  });

  test('also when writing it breaks off half-way', async () => {
    at('2026-06-02T00:00:00Z');
    const person = await reader();
    await tell(person);
    await service.sql.query(
      `CREATE FUNCTION test_no_mail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'dead'; END $$;
       CREATE TRIGGER test_no_mail BEFORE INSERT ON mail FOR EACH ROW EXECUTE FUNCTION test_no_mail()`,
    );
    at('2026-06-08T09:00:00Z');
    await due();
    expect(
      (
        await service.sql.query('SELECT FROM notification WHERE account_id = $1 AND digested_at IS NULL', [
          person.accountId,
        ])
      ).rowCount,
    ).toBe(1);
    await service.sql.query('DROP TRIGGER test_no_mail ON mail; DROP FUNCTION test_no_mail');
    for (let n = 0; n < 3; n++) {
      await service.sql.query('UPDATE graphile_worker._private_jobs SET run_at = now() WHERE locked_at IS NULL');
      await due();
    }
    expect(await mailsTo(person)).toHaveLength(1);
  });

  test('late when nobody was there to write it, and then not again that day', async () => {
    at('2026-06-09T00:00:00Z');
    const person = await reader('America/New_York');
    expect(await set(person, 'DAILY')).toEqual({ frequency: 'DAILY', nextAt: '2026-06-09T13:00:00.000Z' });
    await tell(person);
    at('2026-06-12T12:00:00Z'); // three days late, at 08:00
    await due();
    expect(await mailsTo(person)).toHaveLength(1);
    await tell(person);
    at('2026-06-12T13:00:00Z');
    await due();
    expect(await mailsTo(person)).toHaveLength(1);
    at('2026-06-13T13:00:00Z');
    await due();
    expect(await mailsTo(person)).toHaveLength(2);
  });

  test('wherever the reader moves to, and planned anew at once', async () => {
    at('2026-06-14T00:00:00Z');
    const person = await reader('Pacific/Auckland');
    const move = async (timeZone: string) => {
      await service.sql.query('UPDATE account SET time_zone = $2 WHERE id = $1', [person.accountId, timeZone]);
      await due();
      return plannedAt(person);
    };
    expect(await plannedAt(person)).toBe('2026-06-14T21:00:00.000Z');
    expect(await move('Asia/Kathmandu')).toBe('2026-06-15T03:15:00.000Z');
    expect(await move('Pacific/Auckland')).toBe('2026-06-14T21:00:00.000Z');
    await service.sql.query(`UPDATE sign_in_session SET last_used_at = '2026-06-01' WHERE account_id = $1`, [
      person.accountId,
    ]);
    await tell(person);
    at('2026-06-14T21:00:00Z');
    await due();
    expect(await mailsTo(person)).toHaveLength(1);
    await tell(person);
    expect(await move('America/New_York')).toBe('2026-06-22T13:00:00.000Z'); // its 15th has had one
    at('2026-06-15T13:00:00Z');
    await due();
    expect(await mailsTo(person)).toHaveLength(1);
    expect(await move('Mars/Olympus')).toBe('2026-06-22T09:00:00.000Z');
  });
});

test('what somebody doesn’t want in the app is in no digest', async () => {
  at('2026-06-15T14:00:00Z');
  const [writer, other] = [await aMentor(service), await aPerson(service)];
  const preferences = [{ kind: 'COMMENT_ADDED', channel: 'IN_APP', enabled: false } as const];
  await writer.client.run('SetNotificationPreferences', { input: { preferences } });
  const post = await aPost(writer);
  const comment = await aComment(other, post.id);
  await service.app.get(Relay, { strict: false }).run();
  await due();
  await tell(other); // so that there is one to compare
  const { rows } = await service.sql.query('SELECT FROM event_delivery WHERE subject_id = $1', [keyOf(comment)]);
  expect(rows).toEqual([]); // everybody has been told
  await service.sql.query('UPDATE digest SET next_at = $2 WHERE account_id = ANY ($1::uuid[])', [
    [writer.accountId, other.accountId],
    '2026-06-21T09:00:00Z',
  ]);
  at('2026-06-21T09:00:00Z');
  await due();
  expect(await mailsTo(writer)).toEqual([]);
  expect(await mailsTo(other)).toHaveLength(1);
});

test('a reader who is just moving holds up nobody, and gets it in the new zone', async () => {
  at('2026-06-16T00:00:00Z');
  const [moving, other] = [await reader('Asia/Tokyo'), await reader('Asia/Tokyo')];
  for (const person of [moving, other]) await tell(person);
  at('2026-06-22T00:00:00Z');
  const connection = await service.sql.connect();
  try {
    await connection.query('BEGIN');
    await connection.query(`UPDATE account SET time_zone = 'Asia/Kathmandu' WHERE id = $1`, [moving.accountId]);
    const looked = due();
    await Promise.race([looked, new Promise((resolve) => setTimeout(resolve, 1_000))]);
    await connection.query('COMMIT');
    await looked;
  } finally {
    connection.release();
  }
  expect(await mailsTo(other)).toHaveLength(1);
  expect(await mailsTo(moving)).toEqual([]);
  await due();
  expect(await plannedAt(moving)).toBe('2026-06-22T03:15:00.000Z');
  at('2026-06-22T03:15:00Z');
  await due();
  expect(await mailsTo(moving)).toHaveLength(1);
});

describe('how often', () => {
  test('is set and shown, and the next one is planned with it', async () => {
    at('2026-06-23T12:00:00Z'); // a Tuesday
    const person = await reader('Asia/Kathmandu');
    expect(await digestOf(person)).toEqual({ frequency: 'WEEKLY', nextAt: '2026-06-29T03:15:00.000Z' });
    expect(await set(person, 'WEEKLY')).toEqual({ frequency: 'WEEKLY', nextAt: '2026-06-29T03:15:00.000Z' });
    expect(await set(person, 'DAILY')).toEqual({ frequency: 'DAILY', nextAt: '2026-06-24T03:15:00.000Z' });
    expect(await set(person, 'NEVER')).toEqual({ frequency: 'NEVER', nextAt: null });
    await due();
    expect(await digestOf(person)).toEqual({ frequency: 'NEVER', nextAt: null });
    expect(await set(person, 'WEEKLY')).toEqual({ frequency: 'WEEKLY', nextAt: '2026-06-29T03:15:00.000Z' });
  });

  test('is never, once the link in one was followed, until it is set again', async () => {
    at('2026-06-30T00:00:00Z');
    const person = await reader();
    await tell(person);
    at('2026-07-06T09:00:00Z');
    await due();
    const [mail] = await mailsTo(person);
    const link = /^<(\S+)>$/.exec(mail?.headers['List-Unsubscribe'] ?? '')?.[1] ?? '';
    expect(mail?.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
    const response = await fetch(link.replace(PUBLIC_URL, service.url), { method: 'POST' });
    expect(response.status).toBe(200);
    await tell(person);
    at('2026-07-13T09:00:00Z');
    await due();
    expect(await mailsTo(person)).toHaveLength(1);
    at('2026-06-30T00:00:00Z'); // when the token was good
    expect(await digestOf(person)).toEqual({ frequency: 'NEVER', nextAt: null });
    await set(person, 'WEEKLY');
    at('2026-07-20T09:00:00Z');
    await due();
    expect(await mailsTo(person)).toHaveLength(2);
  });
});
