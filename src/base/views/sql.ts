import type { Run } from './run.js';

/** A value that is sent beside the statement; read anew for each run of it, so that compiled statements can be kept. */
export interface Param {
  readonly type: string;
  readonly read: (run: Run) => unknown;
}

/** Rows that a statement needs in several places and makes once; named in its WITH. */
interface Once {
  readonly once: string;
  readonly rows: Sql;
}

type Part = string | Param | Once;

/** A piece of SQL. Values can only get into it as {@link Param}s or as literals that {@link literal} has quoted. */
export class Sql {
  constructor(readonly parts: readonly Part[]) {}
}

/** The alias of a row in a statement, written as an identifier: sql`${post}.title`. */
export class Row {
  readonly #beside = new Map<string, Row>();

  constructor(readonly alias: string) {}

  /** The row of another table with the same id: looked up once, however many fields of this row read it. */
  beside(table: string): Row {
    const known = this.#beside.get(table) ?? new Row(`${this.alias}_${table}`);
    this.#beside.set(table, known);
    return known;
  }

  /** Stands behind this row in its FROM, written once everything that reads the row is. */
  get joined(): Sql {
    return join(
      [...this.#beside].map(
        ([table, row]) => sql` LEFT JOIN ${identifier(table)} AS ${row} ON ${row}.id = ${raw(this.alias)}.id`,
      ),
      '',
    );
  }
}

export function sql(strings: TemplateStringsArray, ...values: (Sql | Row)[]): Sql {
  const parts: Part[] = [];
  strings.forEach((text, index) => {
    parts.push(text);
    const value = values[index];
    if (value instanceof Row) parts.push(value.alias);
    else if (value) parts.push(...value.parts);
  });
  return new Sql(parts);
}

/** SQL from a name that the code (never a client) chose. */
export function raw(text: string): Sql {
  return new Sql([text]);
}

export function identifier(name: string): Sql {
  return raw(`"${name.replaceAll('"', '""')}"`);
}

export function literal(text: string): Sql {
  return raw(
    text.includes('\\')
      ? `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
      : `'${text.replaceAll("'", "''")}'`,
  );
}

/** @param type the PostgreSQL type it is sent as, for example `uuid` or `text[]` */
export function param(type: string, read: (run: Run) => unknown): Sql {
  return new Sql([{ type, read }]);
}

/** The only column of the one row of `rows`, which the statement makes once however often it is named. */
export function once(name: string, rows: Sql): Sql {
  return new Sql(['(SELECT made.value FROM ', { once: name, rows }, ' AS made)']);
}

export function join(pieces: readonly Sql[], separator: string): Sql {
  return new Sql(pieces.flatMap((piece, index) => (index === 0 ? piece.parts : [separator, ...piece.parts])));
}

export const TRUE = raw('TRUE');
export const FALSE = raw('FALSE');

export function and(...conditions: readonly Sql[]): Sql {
  const needed = conditions.filter((condition) => condition !== TRUE);
  if (needed.includes(FALSE)) return FALSE;
  return needed.length === 0 ? TRUE : needed.length === 1 ? (needed[0] as Sql) : sql`(${join(needed, ' AND ')})`;
}

export function or(...conditions: readonly Sql[]): Sql {
  const needed = conditions.filter((condition) => condition !== FALSE);
  if (needed.includes(TRUE)) return TRUE;
  return needed.length === 0 ? FALSE : needed.length === 1 ? (needed[0] as Sql) : sql`(${join(needed, ' OR ')})`;
}

/**
 * A statement's text with $1, $2 ... and what to send for each; the same Param twice is sent once. What is needed
 * {@link once} stands in front.
 * @param written how the param of an index (from 1 on) stands in the text
 */
export function print(
  statement: Sql,
  written = (index: number, type: string) => `$${index}::${type}`,
): { text: string; params: Param[] } {
  const params: Param[] = [];
  const shared = new Map<string, string>();
  const write = ({ parts }: Sql): string =>
    parts
      .map((part) => {
        if (typeof part === 'string') return part;
        if ('once' in part) {
          if (!shared.has(part.once)) shared.set(part.once, write(part.rows));
          return part.once;
        }
        let index = params.indexOf(part);
        if (index < 0) index = params.push(part) - 1;
        return written(index + 1, part.type);
      })
      .join('');
  const text = write(statement);
  const tables = [...shared].map(([name, rows]) => `${name} (value) AS MATERIALIZED (${rows})`);
  return { text: tables.length > 0 ? `WITH ${tables.join(', ')} ${text}` : text, params };
}

/**
 * The same for many runs at once: each param is an array with a value for each run, and the answers are in the order of the
 * runs. Undefined for a statement with a param that is an array itself: arrays of arrays can't be unnested.
 */
export function printForMany(statement: Sql): string | undefined {
  const { text, params } = print(statement, (index) => `run.p${index}`);
  if (params.length === 0 || params.some(({ type }) => type.endsWith('[]'))) return undefined;
  const arrays = params.map(({ type }, index) => `$${index + 1}::${type}[]`);
  const columns = params.map((_, index) => `p${index + 1}`);
  return `SELECT (${text}) AS answer FROM unnest(${arrays.join(', ')}) WITH ORDINALITY AS run(${columns.join(', ')}, n) ORDER BY n`;
}
