import { type Arguments, literal, raw, type Sql, sql } from '../base/views/index.js';

/** The kinds of rows that are counted for everybody, by the areas that they belong to. */
export type CountedKind = 'post' | 'question' | 'mentor';

/**
 * How many rows of a kind everybody can see, in all areas or in those of `areas` (int[]). Triggers keep the counters of
 * public_count; what the viewer alone can't see is for the caller to take off.
 */
export function publicCount(kind: CountedKind, areas?: Sql): Sql {
  const within = areas ? sql` AND c.areas && ${areas}` : raw('');
  return sql`(SELECT coalesce(sum(c.count), 0)::bigint FROM public_count c WHERE c.kind = ${literal(kind)}${within})`;
}

/** The areas that a list is narrowed to by `filter`, `all` without one, undefined when it asks for more than areas. */
export function areasAlone(args: Arguments): Sql | 'all' | undefined {
  const given = args.given('filter');
  if (given.length === 0) return 'all';
  return given.length === 1 && given[0] === 'areas' ? args.param('filter.areas', 'int[]') : undefined;
}
