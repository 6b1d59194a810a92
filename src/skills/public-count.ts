import { and, type Arguments, literal, type Row, type Sql, sql, TRUE } from '../base/views/index.js';

/** The kinds of rows that are counted for everybody. */
export type CountedKind = 'post' | 'question' | 'mentor';

/** What a list is narrowed to, as far as counters tell: areas (int[]) to one of which a row belongs, and sets of traits. */
export interface Narrowing {
  readonly areas?: Sql;
  /** Arrays of text; a row has a trait of each. */
  readonly traits?: readonly Sql[];
}

/**
 * Whether a row belongs to one of the areas (int[]). Of the bare operator PostgreSQL assumes that one row in two hundred
 * passes, and then sorts whatever does instead of walking an index in the order asked for; of an expression it assumes half.
 */
export function inAnyArea(row: Row, areas: Sql): Sql {
  return sql`coalesce(${row}.areas && ${areas}, FALSE)`;
}

/**
 * How many rows of a kind everybody can see, all of them or those within a narrowing. Triggers keep the counters of
 * public_count; what the viewer alone can't see is for the caller to take off.
 */
export function publicCount(kind: CountedKind, { areas, traits = [] }: Narrowing): Sql {
  const within = and(
    sql`c.kind = ${literal(kind)}`,
    areas ? sql`c.areas && ${areas}` : TRUE,
    ...traits.map((trait) => sql`c.traits && ${trait}`),
  );
  return sql`(SELECT coalesce(sum(c.count), 0)::bigint FROM public_count c WHERE ${within})`;
}

/**
 * What the filter of a list narrows it to, when it asks for nothing that counters don't tell.
 * @param traits names of the filter's other fields that are traits
 * @param apart names of fields that the caller takes account of
 */
export function narrowing(
  args: Arguments,
  traits: readonly string[] = [],
  apart: readonly string[] = [],
): Narrowing | undefined {
  const given = args.given('filter').filter((name) => !apart.includes(name));
  if (!given.every((name) => name === 'areas' || traits.includes(name))) return undefined;
  return {
    ...(given.includes('areas') && { areas: args.param('filter.areas', 'int[]') }),
    traits: given.filter((name) => name !== 'areas').map((name) => args.param(`filter.${name}`, 'text[]')),
  };
}
