import { createHash, timingSafeEqual } from 'node:crypto';

import { join, literal, param, type Sql, sql } from './sql.js';

/**
 * A cursor is the place of a row in an order: its sort keys in full precision and its id, with the name of the list's
 * field and order, and a checksum under a key of ours. So a changed, cut or foreign one is noticed, and a row that is
 * gone still has its place. SQL writes cursors (they are many), this file reads them.
 */
export interface Position {
  /** The sort keys as PostgreSQL's text, then the id. */
  readonly keys: readonly string[];
}

const SEPARATOR = '\u001f';
const CHECKSUM_LENGTH = 16;

const cursorKey = param('text', (run) => run.cursorKey);

/**
 * What a cursor says, without its checksum.
 * @param place names field and order, for example `Query.posts TOP`
 */
export function positionSql(place: string, keys: readonly Sql[]): Sql {
  return sql`concat_ws(${literal(SEPARATOR)}, ${join([literal(place), ...keys], ', ')})`;
}

/** @param position as {@link positionSql} makes it; it is read twice */
export function cursorSql(position: Sql): Sql {
  const checksum = sql`left(encode(sha256(convert_to(${cursorKey} || ${position}, 'UTF8')), 'hex'), 16)`;
  // Of the whole, making it base64url by translate() would be two thirds of the time.
  return sql`replace(encode(convert_to(${checksum} || ${position}, 'UTF8'), 'base64'), E'\\n', '')`;
}

/** The cursor of what has these sort keys at this place, for whatever tells it beside the list itself. */
export function cursorOf(place: string, keys: readonly Sql[]): Sql {
  return cursorSql(
    positionSql(
      place,
      keys.map((key) => sql`${key}::text`),
    ),
  );
}

/** Undefined unless this very text was given out for this place. */
export function readCursor(cursor: string, place: string, key: string): Position | undefined {
  const bytes = Buffer.from(cursor, 'base64');
  if (bytes.length <= CHECKSUM_LENGTH || bytes.toString('base64') !== cursor) return undefined;
  const checksum = bytes.subarray(0, CHECKSUM_LENGTH);
  const position = bytes.subarray(CHECKSUM_LENGTH).toString('utf8');
  const expected = createHash('sha256')
    .update(key + position)
    .digest('hex')
    .slice(0, CHECKSUM_LENGTH);
  if (!timingSafeEqual(checksum, Buffer.from(expected))) return undefined;
  const [named, ...keys] = position.split(SEPARATOR);
  return named === place ? { keys } : undefined;
}
