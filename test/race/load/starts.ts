import type { INestApplicationContext } from '@nestjs/common';
import type pg from 'pg';

import { OfferingStarts } from '../../../src/availability/index.js';
import { Database } from '../../../src/base/database/index.js';
import { LIVE } from '../../../src/interviews/interview.workflow.js';

interface Kept {
  readonly offering: string;
  readonly at: string;
}

const KEPT = `SELECT s.offering_id AS offering, s.starts_at::text AS at FROM offering_start s JOIN offering o ON o.id = s.offering_id
  WHERE s.starts_at > $1::timestamptz + interval '1 hour' AND s.starts_at < $1::timestamptz + make_interval(hours => 24 * o.horizon_days)`;
const NEXT = `SELECT m.account_id AS mentor FROM mentor m WHERE m.next_slot_until > clock_timestamp() AND m.next_slot_at IS DISTINCT FROM coalesce((
  SELECT min(s.starts_at) FROM offering o JOIN offering_start s ON s.offering_id = o.id WHERE o.mentor_id = m.account_id AND o.active
    AND s.starts_at >= clock_timestamp() + make_interval(mins => o.notice_minutes)
    AND s.starts_at < clock_timestamp() + make_interval(hours => 24 * o.horizon_days)), 'infinity')`;

/** Mentors whose time a job is still to give back: another mentor's booking has ended a request of theirs. */
export async function givingBack(sql: pg.Pool): Promise<string[]> {
  const { rows } = await sql.query<{ mentor: string }>(
    `SELECT j.payload ->> 'mentorId' AS mentor FROM graphile_worker._private_jobs j
     JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'give-back-time'`,
  );
  return rows.map(({ mentor }) => mentor);
}

/**
 * Where the starts that are kept differ from those that are made anew from hours and diaries, and next slots from the starts.
 * @param except mentors who aren't looked at
 */
export async function staleStarts(
  app: INestApplicationContext,
  sql: pg.Pool,
  except: readonly string[] = [],
): Promise<string[]> {
  const now = new Date().toISOString();
  const read = async () => (await sql.query<Kept>(KEPT, [now])).rows.map(({ offering, at }) => `${offering} ${at}`);
  const { rows: next } = await sql.query<{ mentor: string }>(NEXT);
  const kept = new Set(await read());
  const { rows: mentors } = await sql.query<{ id: string }>(
    'SELECT DISTINCT mentor_id AS id FROM offering WHERE mentor_id <> ALL ($1)',
    [except],
  );
  const [database, starts] = [app.get(Database, { strict: false }), app.get(OfferingStarts, { strict: false })];
  for (const { id } of mentors) await database.transaction(() => starts.rewrite(id));
  const anew = new Set(await read());
  return [
    ...[...kept].filter((each) => !anew.has(each)).map((each) => `${each} is kept`),
    ...[...anew].filter((each) => !kept.has(each)).map((each) => `${each} is missing`),
    ...next.map(({ mentor }) => `next slot of ${mentor}`),
  ];
}

/** Times that nobody has a seat in and nobody else can have either. */
export async function idleTimes(sql: pg.Pool): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT s.id FROM session s WHERE s.live AND NOT EXISTS (SELECT FROM interview i WHERE i.session_id = s.id AND i.status IN ${LIVE})
       AND NOT EXISTS (SELECT FROM slot_hold h WHERE h.session_id = s.id)`,
  );
  return rows.map(({ id }) => `session ${id} is nobody's`);
}
