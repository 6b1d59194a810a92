import type { Run } from './run.js';

/** A value that is sent beside the statement; read anew for each run of it, so that compiled statements can be kept. */
export interface Param {
  readonly type: string;
  readonly read: (run: Run) => unknown;
}

type Part = string | Param;

/** A piece of SQL. Values can only get into it as {@link Param}s or as literals that {@link literal} has quoted. */
export class Sql {
  constructor(readonly parts: readonly Part[]) {}
}

/** The alias of a row in a statement, written as an identifier: sql`${post}.title`. */
export class Row {
  constructor(readonly alias: string) {}
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

/** The text with $1, $2 ... and what to send for each; the same Param twice is sent once. */
export function print({ parts }: Sql): { text: string; params: Param[] } {
  const params: Param[] = [];
  const text = parts
    .map((part) => {
      if (typeof part === 'string') return part;
      let index = params.indexOf(part);
      if (index < 0) index = params.push(part) - 1;
      return `$${index + 1}::${part.type}`;
    })
    .join('');
  return { text, params };
}
