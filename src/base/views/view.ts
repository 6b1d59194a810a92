import type { EntityTarget, ObjectLiteral } from 'typeorm';

import type { Viewer } from '../access/index.js';
import type { Instant } from '../time/index.js';
import type { Arguments } from './arguments.js';
import type { ArgumentValues } from './run.js';
import type { Row, Sql } from './sql.js';

/** Who is asking, as far as SQL must know. A statement is compiled per kind of viewer and run for each. */
export interface ViewScope {
  readonly signedIn: boolean;
  /** Moderators and admins. */
  readonly moderator: boolean;
  /** Of them those who aren't kept to one skill area. */
  readonly allAreas: boolean;
  /** The viewer's account as a parameter; NULL for an anonymous viewer. */
  readonly viewerId: Sql;
  /** The session of the viewer's access token as a parameter, or NULL. */
  readonly sessionId: Sql;
  /** The clock's time as a parameter. */
  readonly now: Sql;
}

/** A scalar: the field's GraphQL type decides how it is written. */
export interface ValueSource {
  readonly kind: 'value';
  readonly expression: (row: Row, scope: ViewScope, args: Arguments) => Sql;
}

/** One object or null. */
export interface OneSource {
  readonly kind: 'one';
  readonly target: string;
  /** A FROM item in place of the target's table, for what is computed. */
  readonly from?: (row: Row, scope: ViewScope, args: Arguments) => Sql;
  readonly where?: (target: Row, row: Row, scope: ViewScope, args: Arguments) => Sql;
  /** The key of the target, in place of `where`. */
  readonly key?: (row: Row, scope: ViewScope, args: Arguments) => Sql;
  readonly within?: boolean;
}

/** A list without pages. */
export interface ManySource {
  readonly kind: 'many';
  readonly target: string;
  readonly from?: (row: Row, scope: ViewScope, args: Arguments) => Sql;
  readonly where?: (target: Row, row: Row, scope: ViewScope, args: Arguments) => Sql;
  readonly order: (target: Row) => Sql;
  readonly within?: boolean;
}

/** A list with pages: edges, nodes, pageInfo, totalCount. */
export interface ConnectionSource {
  readonly kind: 'connection';
  readonly target: string;
  /** A FROM item in place of the target's table, for what is computed. */
  readonly from?: (row: Row, scope: ViewScope, args: Arguments) => Sql;
  /** What the connection has beside its page, by field; it gets the connection's arguments. */
  readonly beside?: Readonly<Record<string, OneSource>>;
  readonly where?: (target: Row, row: Row, scope: ViewScope, args: Arguments) => Sql;
  /** The order of a list that clients can't choose; else the enum of `orderBy` names them ({@link Orders}). */
  readonly order?: Order;
  /** A quicker way to `totalCount` than counting the rows; undefined when these arguments leave none. */
  readonly total?: (row: Row, scope: ViewScope, args: Arguments, excluded: Excluded) => Sql | undefined;
  /** Asked before a page after a cursor, whose first sort key it gets: true, or the statement fails. */
  readonly continues?: (row: Row, after: Sql) => Sql;
  readonly within?: boolean;
}

/** An object whose type the row tells: a field of an interface or union type. */
export interface RefSource {
  readonly kind: 'ref';
  /** Gives the prefix of the type. */
  readonly prefix: (row: Row, scope: ViewScope, args: Arguments) => Sql;
  readonly key: (row: Row, scope: ViewScope, args: Arguments) => Sql;
  /** The only types it can be, where the field's type has more members; told by prefix. */
  readonly prefixes?: (args: Arguments) => readonly string[];
  readonly within?: boolean;
}

/** A list of {@link RefSource}s; what the viewer can't see is null in its place. */
export interface RefsSource extends Omit<RefSource, 'kind'> {
  readonly kind: 'refs';
  readonly from: (row: Row, scope: ViewScope, args: Arguments) => Sql;
  readonly order: (target: Row) => Sql;
}

/** What a derived field may look at beside its needs. */
export interface DeriveContext {
  readonly args: ArgumentValues;
  readonly viewer: Viewer;
  readonly now: Instant;
}

/** Computed by a pure function from a few values of the row. Objects it returns are picked apart by the selection. */
export interface DerivedSource<Needs = Record<string, unknown>> {
  readonly kind: 'derived';
  /** Values by name; they arrive in the form that to_json gives them. */
  readonly needs: (row: Row, scope: ViewScope, args: Arguments) => Readonly<Record<keyof Needs & string, Sql>>;
  readonly value: (needs: Needs, context: DeriveContext) => unknown;
}

export type Source = ValueSource | OneSource | ManySource | ConnectionSource | RefSource | RefsSource | DerivedSource;

/**
 * A total order: its keys (never NULL) all run in one direction, and the target's id breaks ties.
 * `type` is the PostgreSQL type that a key is read back from a cursor as.
 */
export interface Order {
  readonly direction: 'ASC' | 'DESC';
  /** Another table that the keys are read from, by an index of its own over the keys and the id. */
  readonly join?: { readonly from: (target: Row) => Sql; readonly id: Sql };
  readonly keys: readonly {
    readonly type: string;
    readonly expression: (target: Row, scope: ViewScope, args: Arguments) => Sql;
  }[];
}

/** Orders by value of the enum that `orderBy` takes; the first is the default. */
export type Orders = Readonly<Record<string, Order>>;

/**
 * Conditions by field of the input that `filter` takes; one holds when its field is given and not null.
 * `given` is the field's value as a parameter. A Boolean field filters when it is true.
 */
export type Filters = Readonly<Record<string, Filter | ExcludingFilter>>;
export type Filter = (target: Row, given: (type: string) => Sql, scope: ViewScope, args: Arguments) => Sql;

/** A filter that leaves out few rows of many, so that a total is quicker to tell by what is left out. */
export interface ExcludingFilter {
  readonly where: Filter;
  readonly excludes: (target: Row, scope: ViewScope) => Sql;
}

/** The excluding filters that are given: their names, and the rows that any of them leaves out. */
export interface Excluded {
  readonly filters: readonly string[];
  readonly rows: (target: Row) => Sql;
}

/** How a GraphQL object type is read. */
export interface View {
  /** Its table; fields named like its properties need no source. Absent: the row comes from a source's `from`. */
  readonly entity?: EntityTarget<ObjectLiteral>;
  /** The prefix of its global ids, and the column that makes the rest (the primary key unless named). */
  readonly id?: { readonly prefix: string; readonly column?: string };
  /**
   * Who may see a row, checked on every path to it. `within` is set on the paths that declare that the parent's own
   * visibility already answers for this row (a comment under the post that it belongs to).
   */
  readonly visible?: (row: Row, scope: ViewScope, within: boolean) => Sql;
  /** Of an interface or union: the type of a row, whose own view, without a table, reads the same row. */
  readonly member?: (row: Row) => Sql;
  readonly fields?: Readonly<Record<string, Source>>;
}

/** A module's contribution: views of its types, fields for types below it, filters and orders by input and enum name. */
export interface ViewSet {
  readonly views?: Readonly<Record<string, View>>;
  readonly fields?: Readonly<Record<string, Readonly<Record<string, Source>>>>;
  readonly filters?: Readonly<Record<string, Filters>>;
  readonly orders?: Readonly<Record<string, Orders>>;
}

export const value = (expression: ValueSource['expression']): ValueSource => ({ kind: 'value', expression });
export const one = (target: string, how: Omit<OneSource, 'kind' | 'target'>): OneSource => ({
  kind: 'one',
  target,
  ...how,
});
export const many = (target: string, how: Omit<ManySource, 'kind' | 'target'>): ManySource => ({
  kind: 'many',
  target,
  ...how,
});
export const connection = (target: string, how: Omit<ConnectionSource, 'kind' | 'target'>): ConnectionSource => ({
  kind: 'connection',
  target,
  ...how,
});
export const ref = (how: Omit<RefSource, 'kind'>): RefSource => ({ kind: 'ref', ...how });
export const refs = (how: Omit<RefsSource, 'kind'>): RefsSource => ({ kind: 'refs', ...how });
export function derived<Needs extends object>(
  needs: DerivedSource<Needs>['needs'],
  compute: DerivedSource<Needs>['value'],
): DerivedSource {
  return { kind: 'derived', needs, value: compute } as unknown as DerivedSource;
}

type Key = Order['keys'][number]['expression'];
export const ascending = (...keys: readonly (readonly [type: string, expression: Key])[]): Order => order('ASC', keys);
export const descending = (...keys: readonly (readonly [type: string, expression: Key])[]): Order =>
  order('DESC', keys);

function order(direction: Order['direction'], keys: readonly (readonly [type: string, expression: Key])[]): Order {
  return { direction, keys: keys.map(([type, expression]) => ({ type, expression })) };
}
