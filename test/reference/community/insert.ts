import type pg from 'pg';

import type { Random } from '../random.js';

/** The instant at which the clock stands still in these tests. */
export const NOW = '2026-11-23T12:00:00.000Z';
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Rows that share their keys. */
export async function insert(sql: pg.Pool, table: string, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0] as object).map((name) => `"${name}"`);
  await sql.query(
    `INSERT INTO "${table}" (${columns.join()}) SELECT ${columns.join()} FROM jsonb_populate_recordset(NULL::"${table}", $1)`,
    [JSON.stringify(rows)],
  );
}

/** Some instant around NOW: many rows share one, so that orders have ties; some have microseconds. */
export function instant(random: Random, fromDays: number, toDays: number): string {
  const days = random.chance(0.3) ? random.int(fromDays, toDays) : fromDays + random.next() * (toDays - fromDays);
  const micros = random.chance(0.2) ? String(random.int(1, 999)).padStart(3, '0') : '';
  return new Date(Date.parse(NOW) + Math.round(days * DAY)).toISOString().replace('Z', `${micros}Z`);
}

/** Tags something with up to five topics. */
export function tags(random: Random, owner: string, key: string, topics: readonly string[]): object[] {
  const wanted = random.int(1, 5);
  const chosen = new Set(Array.from({ length: wanted }, () => random.pick(topics)));
  return [...chosen].map((topic_id, index) => ({ [owner]: key, topic_id, position: index + 1 }));
}
