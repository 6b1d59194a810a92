import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PoolClient } from 'pg';

import { aPost } from '../factories/posts.js';
import { aMentor, aPerson, type Person } from '../factories/people.js';
import { keyed } from '../harness/client.js';
import { operationDocument } from '../harness/operations.js';
import { type Service, startService } from '../harness/service.js';

let service: Service;
let learner: Person;
let mentor: Person;
beforeAll(async () => {
  service = await startService();
  [learner, mentor] = await Promise.all([aPerson(service), aMentor(service)]);
});
afterAll(() => service.stop());

/** Statements of the service that wait for a lock; the lock timeout would end them after 2 s. */
async function waiting(): Promise<number> {
  const { rowCount } = await service.sql.query(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'sevenfold' AND wait_event_type = 'Lock'`,
  );
  return rowCount ?? 0;
}

async function until(count: number): Promise<void> {
  for (let tries = 0; (await waiting()) !== count; tries++) {
    if (tries === 150) throw new Error(`${await waiting()} statements wait for a lock, not ${count}`);
    await sleep(10);
  }
}

async function holding(lock: string, work: () => Promise<void>): Promise<void> {
  const holder: PoolClient = await service.sql.connect();
  try {
    await holder.query('BEGIN');
    await holder.query(lock);
    await work();
  } finally {
    await holder.query('ROLLBACK');
    holder.release();
  }
}

function post(query: string, variables: object, signal: AbortSignal, token = ''): Promise<unknown> {
  return fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
    signal,
  }).catch((error: Error) => error.name);
}

describe('the work of a client that has gone ends', () => {
  test.each([
    ['a query that views answer', '{ posts { nodes { title } } }'],
    ['a query through graphql-js', '{ __schema { __typename } posts { nodes { title } } }'],
  ])('%s', async (_what, query) => {
    await holding('LOCK TABLE post IN ACCESS EXCLUSIVE MODE', async () => {
      const gone = new AbortController();
      const answers = Array.from({ length: 5 }, () => post(query, {}, gone.signal));
      await until(5);
      const left = performance.now();
      gone.abort();
      await until(0);
      expect(performance.now() - left).toBeLessThan(1_500); // before any timeout could
      expect(await Promise.all(answers)).toEqual(Array(5).fill('AbortError'));
    });
    expect((await service.anonymous.ask(query)).errors).toBeUndefined();
  });

  test('a mutation, of which nothing remains', async () => {
    const { id } = await aPost(mentor);
    const comments = async () => (await service.sql.query('SELECT FROM comment')).rowCount;
    const before = await comments();
    await holding('LOCK TABLE comment IN ACCESS EXCLUSIVE MODE', async () => {
      const gone = new AbortController();
      const input = keyed({ subjectId: id, markdown: 'Anybody there?' });
      const answer = post(operationDocument('AddComment'), { input }, gone.signal, learner.client.accessToken);
      await until(1);
      gone.abort();
      await until(0);
      expect(await answer).toBe('AbortError');
    });
    expect(await comments()).toBe(before);
    const { addComment } = await learner.client.run('AddComment', {
      input: keyed({ subjectId: id, markdown: 'Yes.' }),
    });
    expect(addComment).toHaveProperty('comment');
  });
});
