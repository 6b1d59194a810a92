import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import { DataSource } from 'typeorm';

import { maintenanceConnection } from '../../src/base/database/connection.js';
import { migrations } from '../../src/base/database/migrations.js';
import { prepareDatabase } from '../../src/base/database/prepare.js';
import { cloneDatabase, type Service, startService } from '../harness/service.js';

const log = new Logger('test');
log.log = () => undefined;

async function withDatabase(work: (client: pg.Client, url: string) => Promise<void>): Promise<void> {
  const { url, drop } = await cloneDatabase('template0');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client, url);
  } finally {
    await client.end();
    await drop();
  }
}

describe('migrations', () => {
  test('run once, also when several processes start at the same time', async () => {
    await withDatabase(async (client, url) => {
      await Promise.all([prepareDatabase(url, log), prepareDatabase(url, log), prepareDatabase(url, log)]);
      const { rows } = await client.query<{ name: string }>('SELECT name FROM migration ORDER BY id');
      expect(rows.map(({ name }) => name)).toEqual([...new Set(rows.map(({ name }) => name))]);
      expect(rows.length).toBeGreaterThanOrEqual(10);
      await prepareDatabase(url, log);
      expect((await client.query('SELECT FROM migration')).rowCount).toBe(rows.length);
    });
  });

  test('one that breaks off leaves nothing half-done, and the next start goes on', async () => {
    await withDatabase(async (client, url) => {
      await client.query('CREATE TABLE question (id int)'); // stands in the way of a later migration
      await expect(prepareDatabase(url, log)).rejects.toThrow(/question/);
      const done = (await client.query<{ name: string }>('SELECT name FROM migration')).rows.map(({ name }) => name);
      expect(done.some((name) => name.startsWith('posts'))).toBe(true);
      expect(done.some((name) => name.startsWith('questions'))).toBe(false);
      expect((await client.query(`SELECT FROM pg_class WHERE relname IN ('answer', 'question_topic')`)).rowCount).toBe(
        0,
      );
      await client.query('DROP TABLE question');
      await prepareDatabase(url, log);
      expect((await client.query(`SELECT FROM pg_class WHERE relname = 'answer'`)).rowCount).toBe(1);
    });
  });

  test('accounts from before digests get one, and mail about bookings is switched off by nobody', async () => {
    await withDatabase(async (client, url) => {
      const before = maintenanceConnection(
        url,
        migrations().filter((each) => !new each().name?.startsWith('digest')),
      );
      await before.initialize();
      await before.runMigrations({ transaction: 'each' });
      await before.destroy();
      const id = randomUUID();
      await client.query(
        `INSERT INTO account (id, email, status, time_zone, created_at) VALUES ($1, 'a@x.org', 'ACTIVE', 'UTC', '2026-01-01')`,
        [id],
      );
      await client.query(
        `INSERT INTO notification_preference SELECT $1, kind, channel, FALSE
         FROM unnest(ARRAY['INTERVIEW_BOOKED', 'INTERVIEW_REQUESTED', 'COMMENT_ADDED']) kind, unnest(ARRAY['IN_APP', 'EMAIL']) channel`,
        [id],
      );
      await prepareDatabase(url, log);
      const { rows: digests } = await client.query('SELECT account_id, frequency, next_at FROM digest');
      expect(digests).toEqual([{ account_id: id, frequency: 'WEEKLY', next_at: null }]);
      const { rows } = await client.query<{ kind: string }>(
        `SELECT kind FROM notification_preference WHERE channel = 'EMAIL'`,
      );
      expect(rows.map(({ kind }) => kind)).toEqual(['COMMENT_ADDED']);
      expect((await client.query('SELECT FROM notification_preference')).rowCount).toBe(4);
    });
  });

  test.each([['synchronous_commit', 'off']])('a server with %s=%s is refused', async (setting, value) => {
    await withDatabase(async (client, url) => {
      await client.query(`ALTER DATABASE "${new URL(url).pathname.slice(1)}" SET ${setting} = ${value}`);
      await expect(prepareDatabase(url, log)).rejects.toThrow(`${setting}=off and may lose what it acknowledged`);
      expect((await client.query(`SELECT FROM pg_class WHERE relname = 'account'`)).rowCount).toBe(0);
    });
  });
});

describe('tables and entities', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.stop());

  test('every column of every entity is there, with its type and nullability', async () => {
    const { rows } = await service.sql.query<{
      table_name: string;
      column_name: string;
      is_nullable: string;
      udt_name: string;
    }>(
      `SELECT table_name, column_name, is_nullable, udt_name FROM information_schema.columns WHERE table_schema = 'public'`,
    );
    const columns = new Map(rows.map((row) => [`${row.table_name}.${row.column_name}`, row]));
    const types: Record<string, string> = { int: 'int4', smallint: 'int2', boolean: 'bool' };
    for (const { tableName, columns: described } of service.app.get(DataSource).entityMetadatas) {
      for (const { databaseName, type, isNullable, isArray } of described) {
        const stored = columns.get(`${tableName}.${databaseName}`);
        const expected = `${isArray ? '_' : ''}${types[String(type)] ?? String(type)}`;
        expect([tableName, databaseName, stored?.udt_name, stored?.is_nullable]).toEqual([
          tableName,
          databaseName,
          expected,
          isNullable ? 'YES' : 'NO',
        ]);
      }
    }
  });

  test('every foreign key has an index that finds its rows', async () => {
    const { rows } = await service.sql.query(
      `SELECT c.conrelid::regclass AS table, a.attname AS column FROM pg_constraint c
       JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
       WHERE c.contype = 'f' AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1])
         AND c.confdeltype = 'c'`,
    );
    expect(rows).toEqual([]);
  });
});

describe('what must be true under concurrency is the database’s to enforce', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService();
    await service.sql.query(
      `INSERT INTO account (id, email, status, time_zone, created_at) SELECT gen_random_uuid(), 'p' || n || '@x.org', 'ACTIVE', 'UTC', now() FROM generate_series(1, 3) n`,
    );
    await service.sql.query(
      `INSERT INTO profile (account_id, handle, name) SELECT id, split_part(email, '@', 1), 'P' FROM account`,
    );
    await service.sql.query('INSERT INTO mentor (account_id, since) SELECT account_id, now() FROM profile');
    await service.sql.query(
      `INSERT INTO offering (id, mentor_id, title, duration_minutes, step_minutes, gap_minutes, notice_minutes, horizon_days, cancel_notice_minutes, max_reschedules, confirmation, created_at)
       SELECT gen_random_uuid(), account_id, 'x', 60, 30, 0, 0, 28, 0, 0, 'INSTANT', now() FROM mentor`,
    );
  });
  afterAll(() => service.stop());

  const person = async (n: number) =>
    (await service.sql.query<{ id: string }>('SELECT id FROM account WHERE email = $1', [`p${n}@x.org`])).rows[0]
      ?.id as string;
  const session = async (mentor: number, start: string, end: string, { live = true, hold = end } = {}) => {
    const id = randomUUID();
    await service.sql.query(
      `INSERT INTO session (id, mentor_id, offering_id, starts_at, ends_at, hold, live) SELECT $1, $2, (SELECT id FROM offering WHERE mentor_id = $2), $3, $4, tstzrange($3, $5), $6`,
      [id, await person(mentor), start, end, hold, live],
    );
    return id;
  };
  const seat = async (sessionId: string, learner: number, status = 'CONFIRMED') =>
    service.sql.query(
      `INSERT INTO interview (id, session_id, mentor_id, learner_id, offering_id, status, starts_at, ends_at, learner_time_zone, terms, created_at)
       SELECT gen_random_uuid(), id, mentor_id, $2, offering_id, $3, starts_at, ends_at, 'UTC', '{}', now() FROM session WHERE id = $1`,
      [sessionId, await person(learner), status],
    );

  test('a mentor’s live sessions don’t overlap, gaps included; touching ones may', async () => {
    await session(1, '2030-01-01T10:00Z', '2030-01-01T11:00Z', { hold: '2030-01-01T11:15Z' });
    await expect(session(1, '2030-01-01T11:00Z', '2030-01-01T12:00Z')).rejects.toThrow(/session_mentor_no_overlap/);
    await expect(session(1, '2030-01-01T09:30Z', '2030-01-01T10:01Z')).rejects.toThrow(/session_mentor_no_overlap/);
    await session(1, '2030-01-01T11:15Z', '2030-01-01T12:00Z');
    await session(2, '2030-01-01T10:00Z', '2030-01-01T11:00Z');
    await session(1, '2030-01-01T10:00Z', '2030-01-01T11:00Z', { live: false });
    await expect(session(3, '2030-01-01T11:00Z', '2030-01-01T10:00Z')).rejects.toThrow();
    await expect(session(3, '2030-01-01T10:00Z', '2030-01-01T11:00Z', { hold: '2030-01-01T10:30Z' })).rejects.toThrow(
      /session_hold_covers/,
    );
  });

  test('a learner’s live interviews don’t overlap, nobody interviews themselves, and a session takes its seats along', async () => {
    const [one, two] = [
      await session(1, '2030-02-01T10:00Z', '2030-02-01T11:00Z'),
      await session(2, '2030-02-01T10:30Z', '2030-02-01T11:30Z'),
    ];
    await seat(one, 3);
    await expect(seat(two, 3)).rejects.toThrow(/interview_learner_no_overlap/);
    await expect(seat(two, 2)).rejects.toThrow(/interview_not_with_self/);
    await expect(seat(two, 1, 'PENDING')).rejects.toThrow(/interview_pending_expires/);
    await service.sql.query(
      `UPDATE session SET starts_at = '2030-02-01T12:00Z', ends_at = '2030-02-01T13:00Z', hold = '[2030-02-01T12:00Z,2030-02-01T13:00Z)' WHERE id = $1`,
      [one],
    );
    const { rows } = await service.sql.query<{ starts_at: Date }>(
      'SELECT starts_at FROM interview WHERE session_id = $1',
      [one],
    );
    expect(rows[0]?.starts_at.toISOString()).toBe('2030-02-01T12:00:00.000Z');
    await seat(two, 3);
  });
});
