import { GraphQLError } from 'graphql';

import { cursorOf, keysOf, micros } from './format.js';
import type { Look } from './look.js';
import type { RowOf } from './tables.js';

/** A sort key as text, and what its text means. */
const COMPARED: Readonly<Record<KeyType, (a: string, b: string) => number>> = {
  instant: (a, b) => (micros(a) < micros(b) ? -1 : micros(a) > micros(b) ? 1 : 0),
  number: (a, b) => Number(a) - Number(b),
  boolean: (a, b) => Number(a === 'true') - Number(b === 'true'),
  id: (a, b) => (a < b ? -1 : a > b ? 1 : 0),
};
type KeyType = 'instant' | 'number' | 'boolean' | 'id';

export interface Order {
  readonly descending: boolean;
  readonly keys: readonly (readonly [KeyType, (row: RowOf) => unknown])[];
}

export const ascending = (...keys: Order['keys']): Order => ({ descending: false, keys });
export const descending = (...keys: Order['keys']): Order => ({ descending: true, keys });

export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

export interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: RowOf }[];
  readonly nodes: readonly RowOf[];
  readonly pageInfo: object;
  readonly totalCount: number;
}

/** A page of a list that is there as a whole: sorted, cut, counted. */
export function pageOf(
  look: Look,
  place: string,
  rows: readonly RowOf[],
  order: Order,
  { first, after, last, before }: PageArguments,
  idColumn = 'id',
): Page {
  const keyed = [...order.keys, ['id', (row: RowOf) => row[idColumn]] as const];
  const compare = (a: readonly string[], b: readonly string[]): number => {
    for (const [index, [type]] of keyed.entries()) {
      const difference = COMPARED[type](a[index] as string, b[index] as string);
      if (difference !== 0) return order.descending ? -difference : difference;
    }
    return 0;
  };
  const position = (cursor: string, argument: string): readonly string[] => {
    const keys = keysOf(look.secret, place, cursor);
    if (!keys)
      throw new GraphQLError(`"${argument}" is no cursor of ${place}`, { extensions: { code: 'BAD_USER_INPUT' } });
    return keys;
  };
  const sorted = rows
    .map((row) => ({ row, keys: keyed.map(([, key]) => String(key(row))) }))
    .sort((a, b) => compare(a.keys, b.keys));
  const from = after == null ? undefined : position(after, 'after');
  const to = before == null ? undefined : position(before, 'before');
  let start = from ? sorted.filter(({ keys }) => compare(keys, from) <= 0).length : 0;
  let end = to ? sorted.filter(({ keys }) => compare(keys, to) < 0).length : sorted.length;
  if (last != null) start = Math.max(start, end - last);
  else end = Math.min(end, start + (first ?? 20));
  const edges = sorted.slice(start, end).map(({ row, keys }) => ({
    cursor: look.give(place, cursorOf(look.secret, place, keys)),
    node: row,
  }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: end < sorted.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: sorted.length,
  };
}
