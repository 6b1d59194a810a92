import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';

import { Database } from '../../src/base/database/index.js';
import { eventKind, Events, Relay } from '../../src/base/events/index.js';
import { Worker } from '../../src/base/jobs/index.js';
import { aPerson } from '../factories/people.js';
import type { Client } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';

const Noted = eventKind<{ readonly text: string }>('test.Noted');

let service: Service;
let events: Events;
let database: Database;
let relay: Relay;
let worker: Worker;
/** What the consumer throws at. */
let poison: (text: string) => boolean;
beforeAll(async () => {
  service = await startService();
  [events, database, relay, worker] = [Events, Database, Relay, Worker].map((type) =>
    service.app.get(type as typeof Events, { strict: false }),
  ) as unknown as [Events, Database, Relay, Worker];
  await service.sql.query('CREATE TABLE test_note (n serial, consumer text, subject_id uuid, text text)');
  for (const consumer of ['test.one', 'test.two']) {
    events.after(Noted, consumer, async ({ subjectId, payload: { text } }) => {
      await database.query('INSERT INTO test_note (consumer, subject_id, text) VALUES ($1, $2, $3)', [
        consumer,
        subjectId,
        text,
      ]);
      if (consumer === 'test.one' && poison(text)) throw new Error(`no ${text}`);
    });
  }
});
beforeEach(() => {
  poison = () => false;
});
afterAll(() => service.stop());

const record = (subjectId: string, text: string) =>
  database.transaction(() => events.record(Noted, subjectId, { text }));

/** Jobs that wait for their next try needn't: backing off is the queue's own business. */
async function runAll(): Promise<void> {
  await relay.run();
  for (let n = 0; n < 10; n++) {
    await service.sql.query('UPDATE graphile_worker._private_jobs SET run_at = now()');
    await worker.runDue();
  }
}

async function notesOf(subjectId: string, consumer = 'test.one'): Promise<string[]> {
  const { rows } = await service.sql.query<{ text: string }>(
    'SELECT text FROM test_note WHERE subject_id = $1 AND consumer = $2 ORDER BY n',
    [subjectId, consumer],
  );
  return rows.map(({ text }) => text);
}

async function lettersOf(text: string): Promise<{ id: string; attempts: number; retried: boolean }[]> {
  const { rows } = await service.sql.query<{ id: string; attempts: number; retried: boolean }>(
    'SELECT id, attempts, retried_at IS NOT NULL AS retried FROM dead_letter WHERE error = $1',
    [`Error: no ${text}`],
  );
  return rows;
}

test('each consumer gets each event once, those of a subject in their order', async () => {
  const subjects = [randomUUID(), randomUUID()];
  const texts = ['a', 'b', 'c', 'd'];
  for (const text of texts) for (const subject of subjects) await record(subject, text);
  await Promise.all([runAll(), runAll()]); // two processes do no more than one
  await runAll();
  for (const subject of subjects)
    for (const consumer of ['test.one', 'test.two']) expect(await notesOf(subject, consumer)).toEqual(texts);
});

test('what is rolled back has no effect', async () => {
  const subject = randomUUID();
  await expect(
    database.transaction(async () => {
      await events.record(Noted, subject, { text: 'never' });
      throw new Error('back');
    }),
  ).rejects.toThrow('back');
  await runAll();
  expect(await notesOf(subject)).toEqual([]);
});

test('a commit that comes late is not skipped', async () => {
  const [late, early] = [randomUUID(), randomUUID()];
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  const slow = database.transaction(async () => {
    await events.record(Noted, late, { text: 'late' });
    await gate;
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  await record(early, 'early');
  await runAll();
  expect(await notesOf(early)).toEqual(['early']);
  letGo();
  await slow;
  await runAll();
  expect(await notesOf(late)).toEqual(['late']);
});

test('a failure leaves no half effect, and is tried again before what follows', async () => {
  const subject = randomUUID();
  let failures = 3;
  poison = (text) => text === 'b' && failures-- > 0;
  for (const text of ['a', 'b', 'c']) await record(subject, text);
  await runAll();
  expect(await notesOf(subject)).toEqual(['a', 'b', 'c']);
  expect(await notesOf(subject, 'test.two')).toEqual(['a', 'b', 'c']);
});

test('a dead letter unblocks its subject, and is done again when asked for', async () => {
  const subject = randomUUID();
  poison = (text) => text === 'bad';
  for (const text of ['a', 'bad', 'c']) await record(subject, text);
  await runAll();
  expect(await notesOf(subject)).toEqual(['a', 'c']);
  const [letter, ...more] = await lettersOf('bad');
  expect(more).toEqual([]);
  expect(letter).toMatchObject({ attempts: 7, retried: false });
  poison = () => false;
  const moderator = await aPerson(service, { roles: ['MODERATOR'] });
  const { viewer } = await moderator.client.data<{
    viewer: { deadLetters: { nodes: { id: string; error: string }[] } };
  }>('{ viewer { id deadLetters(first: 10) { totalCount nodes { id job error attempts diedAt retriedAt } } } }');
  const { id } = viewer.deadLetters.nodes.find(({ error }) => error === 'Error: no bad') as { id: string };
  const retry = (client: Client) =>
    client.ask<{ retryDeadLetter: object }>(
      'mutation ($id: ID!) { retryDeadLetter(input: { deadLetterId: $id }) { __typename ... on Refusal { code } } }',
      { id },
    );
  expect((await retry((await aPerson(service)).client)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect((await retry(moderator.client)).data?.retryDeadLetter).toEqual({ __typename: 'DeadLetterRetried' });
  expect((await retry(moderator.client)).data?.retryDeadLetter).toEqual({
    __typename: 'Refused',
    code: 'NOT_ALLOWED_NOW',
  });
  await runAll();
  expect(await notesOf(subject)).toEqual(['a', 'c', 'bad']);
  expect((await lettersOf('bad'))[0]?.retried).toBe(true);
});

test('what a dead process had in hand is done by another, and is a dead letter when that happens each time', async () => {
  const [once, always] = [randomUUID(), randomUUID()];
  for (const subject of [once, always]) await record(subject, 'a');
  await relay.run();
  await service.sql.query(
    `UPDATE graphile_worker._private_jobs SET locked_by = 'dead', locked_at = now() - interval '121 seconds',
       attempts = CASE payload ->> 'subjectId' WHEN $1 THEN 1 ELSE max_attempts END WHERE payload ->> 'subjectId' IN ($1, $2)`,
    [once, always],
  );
  await runAll();
  expect([await notesOf(once), await notesOf(always)]).toEqual([['a'], []]);
  const { rows } = await service.sql.query(
    `SELECT job, error FROM dead_letter WHERE payload ->> 'subjectId' = $1 AND payload ->> 'consumer' = 'test.one'`,
    [always],
  );
  expect(rows).toEqual([{ job: 'deliver-events', error: 'Error: Its process died' }]);
});

test('what a dead process had in hand, and another has been given since, is no dead letter', async () => {
  const subject = randomUUID();
  await record(subject, 'a');
  await relay.run();
  await service.sql.query(
    `UPDATE graphile_worker._private_jobs SET locked_by = 'dead', locked_at = now() - interval '121 seconds', attempts = 1 WHERE payload ->> 'subjectId' = $1`,
    [subject],
  );
  await record(subject, 'b');
  await relay.run();
  await runAll();
  expect(await notesOf(subject)).toEqual(['a', 'b']);
  const { rowCount } = await service.sql.query(`SELECT FROM dead_letter WHERE payload ->> 'subjectId' = $1`, [subject]);
  expect(rowCount).toBe(0);
});

test('an event wakes the relay at once', async () => {
  const subject = randomUUID();
  relay.start();
  await new Promise((resolve) => setTimeout(resolve, 300)); // it listens
  const begun = performance.now();
  await record(subject, 'now');
  while (
    (await service.sql.query('SELECT FROM event WHERE subject_id = $1 AND relayed_at IS NULL', [subject])).rowCount
  )
    expect(performance.now() - begun).toBeLessThan(5_000); // the test's clock doesn't poll
});
