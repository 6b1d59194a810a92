import {
  type FieldNode,
  getNamedType,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  isEnumType,
  isInputObjectType,
} from 'graphql';

import { requestError } from '../errors/index.js';
import type { Arguments } from './arguments.js';
import { cursorSql, type Position, positionSql, readCursor } from './cursor.js';
import type { KnownView, ViewRegistry } from './registry.js';
import { keyColumn } from './registry.js';
import type { ArgumentValues } from './run.js';
import { and, join, or, param, raw, type Row, type Sql, sql, TRUE } from './sql.js';
import type { ConnectionSource, Excluded, Order, ViewScope } from './view.js';

const DEFAULT_PAGE = 20;
const LARGEST_PAGE = 100;

/** A field is a connection when it takes first and after. */
export function takesPages(field: GraphQLField<unknown, unknown>): boolean {
  return field.args.some(({ name }) => name === 'first') && field.args.some(({ name }) => name === 'after');
}

function badInput(message: string, nodes: FieldNode): Error {
  return requestError('BAD_USER_INPUT', message, { nodes });
}

/** How many rows a page of these arguments holds at most. */
export function pageSize({ first, last }: ArgumentValues): number {
  return (first as number | null | undefined) ?? (last as number | null | undefined) ?? DEFAULT_PAGE;
}

/** The order that `orderBy` asks for (its first value when absent), or the list's only one, with its name for cursors. */
export function chosenOrder(
  registry: ViewRegistry,
  source: ConnectionSource,
  field: GraphQLField<unknown, unknown>,
  values: ArgumentValues,
): { order: Order; name: string } {
  const orderBy = field.args.find(({ name }) => name === 'orderBy');
  const type = orderBy && getNamedType(orderBy.type);
  if (type && isEnumType(type)) {
    const name = (values.orderBy as string | null | undefined) ?? type.getValues()[0]?.name ?? '';
    return { order: registry.orders(type.name)[name] as Order, name };
  }
  if (!source.order) throw new Error(`A connection to ${source.target} has no order`);
  return { order: source.order, name: '' };
}

/**
 * @param field as `Query.posts`
 * @throws ApiError BAD_USER_INPUT for page sizes outside 1..100, and for both at once
 */
export function checkPageSize(field: string, { first, last }: ArgumentValues, node: FieldNode): void {
  if (first != null && last != null) throw badInput(`${field} takes "first" or "last", not both`, node);
  for (const [name, size] of Object.entries({ first, last }) as [string, number | null | undefined][]) {
    if (size != null && (size < 1 || size > LARGEST_PAGE))
      throw badInput(`${field}: "${name}" must be from 1 to ${LARGEST_PAGE}, not ${size}`, node);
  }
}

/** @throws ApiError BAD_USER_INPUT for cursors that aren't this list's */
export function checkCursors(
  field: string,
  place: string,
  { after, before }: ArgumentValues,
  node: FieldNode,
  cursorKey: string,
): void {
  for (const [name, cursor] of Object.entries({ after, before }) as [string, string | null | undefined][]) {
    if (cursor != null && !readCursor(cursor, place, cursorKey))
      throw badInput(`${field}: "${name}" is not a cursor of this list in this order`, node);
  }
}

function readPosition(cursor: unknown, place: string, key: string, node: FieldNode): Position {
  const position = readCursor(String(cursor), place, key);
  if (!position) throw badInput('The cursor is not one of this list in this order', node);
  return position;
}

/**
 * The name that binds a cursor to its field and order. A field that an interface has is the interface's, so that a cursor
 * means the same whichever way the field is asked for.
 */
export function placeOf(parent: GraphQLObjectType | GraphQLInterfaceType, field: string, order: string): string {
  const { name } = parent.getInterfaces().find((type) => field in type.getFields()) ?? parent;
  return `${name}.${field} ${order}`.trimEnd();
}

/** The excluding ones among the filters that are given. */
export function excludedBy(
  registry: ViewRegistry,
  field: GraphQLField<unknown, unknown>,
  scope: ViewScope,
  args: Arguments,
): Excluded {
  const type = filterType(field);
  const known = Object.entries(type ? registry.filters(type.name) : {});
  const given = known.flatMap(([name, filter]) =>
    typeof filter === 'object' && args.isTrue(`filter.${name}`) ? [{ name, filter }] : [],
  );
  return {
    filters: given.map(({ name }) => name),
    rows: (target) => or(...given.map(({ filter }) => filter.excludes(target, scope))),
  };
}

function filterType(field: GraphQLField<unknown, unknown>): GraphQLInputObjectType | undefined {
  const filter = field.args.find(({ name }) => name === 'filter');
  const type = filter && getNamedType(filter.type);
  return isInputObjectType(type) ? type : undefined;
}

/** The conditions of a `filter` argument. */
export function filterConditions(
  registry: ViewRegistry,
  field: GraphQLField<unknown, unknown>,
  target: Row,
  scope: ViewScope,
  args: Arguments,
): Sql {
  const type = filterType(field);
  if (!type) return TRUE;
  const filters = registry.filters(type.name);
  const conditions = args.given('filter').map((name) => {
    const option = type.getFields()[name];
    if (option && getNamedType(option.type).name === 'Boolean' && !args.isTrue(`filter.${name}`)) return TRUE;
    const filter = filters[name];
    if (!filter) throw new Error(`${type.name}.${name} has no filter`);
    const condition = typeof filter === 'function' ? filter : filter.where;
    return condition(target, (pgType) => args.param(`filter.${name}`, pgType), scope, args);
  });
  return and(...conditions);
}

/** A page of rows: which side it grows from, how many, and what bounds it. */
export class Page {
  readonly size: number;
  readonly forward: boolean;
  readonly #keys: readonly { readonly type: string; readonly sql: Sql }[];
  readonly #descending: boolean;
  #hasCursors = false;
  /** What stands beside the table in FROM for the order's sake. */
  readonly join: Sql;

  constructor(
    readonly place: string,
    order: Order,
    view: KnownView,
    readonly row: Row,
    scope: ViewScope,
    args: Arguments,
    private readonly values: ArgumentValues,
    private readonly node: FieldNode,
  ) {
    this.size = pageSize(values);
    this.forward = values.last == null;
    this.#descending = order.direction === 'DESC';
    this.#keys = [
      ...order.keys.map(({ type, expression }) => ({ type, sql: expression(row, scope, args) })),
      { type: 'uuid', sql: order.join?.id ?? keyColumn(view, row) },
    ];
    this.join = order.join ? sql` ${order.join.from(row)}` : raw('');
  }

  /** The sort keys, and what cursors say if any are asked for, as columns of the page's rows: each is computed once. */
  get keyColumns(): Sql {
    const keys = this.#keys.map(({ sql: key }, index) => sql`${key} AS ${raw(`k${index}`)}`);
    if (this.#hasCursors) keys.push(sql`${this.#position((index) => this.#keys[index]?.sql ?? TRUE)} AS place`);
    return join(keys, ', ');
  }

  /** ORDER BY over the rows of the table, from the side that the page grows from. */
  get scanOrder(): Sql {
    const direction = this.#descending === this.forward ? 'DESC' : 'ASC';
    return join(
      this.#keys.map(({ sql: key }) => sql`${key} ${raw(direction)}`),
      ', ',
    );
  }

  /** ORDER BY over rows that carry {@link keyColumns}, in the order of the answer. */
  answerOrder(row: Row): Sql {
    return join(
      this.#keys.map((_, index) => sql`${row}.${raw(`k${index}`)} ${raw(this.#descending ? 'DESC' : 'ASC')}`),
      ', ',
    );
  }

  /** The cursor of a row that carries {@link keyColumns}. */
  cursor(row: Row): Sql {
    this.#hasCursors = true;
    return cursorSql(sql`${row}.place`);
  }

  /**
   * The cursor of one row of many, as an aggregate; NULL when there is none.
   * @param index its place among them, from 1
   * @param filter leaves out rows that don't count
   */
  cursorAt(row: Row, index: Sql, filter: Sql | undefined): Sql {
    const within = filter ? sql` FILTER (WHERE ${filter})` : raw('');
    const at = this.#position(
      (key) => sql`(array_agg(${row}.${raw(`k${key}`)} ORDER BY ${this.answerOrder(row)})${within})[${index}]`,
    );
    return sql`CASE WHEN count(*) > 0 THEN ${cursorSql(at)} END`;
  }

  #position(keyAt: (index: number) => Sql): Sql {
    return positionSql(
      this.place,
      this.#keys.map((_, index) => sql`${keyAt(index)}::text`),
    );
  }

  get hasAfter(): boolean {
    return this.values.after != null;
  }

  get hasBefore(): boolean {
    return this.values.before != null;
  }

  /** The first sort key that the cursor `after` holds. */
  get after(): Sql | undefined {
    return this.hasAfter ? this.#bounds('after')[0] : undefined;
  }

  /** Rows strictly between `after` and `before`. */
  get bounds(): Sql {
    return and(
      this.hasAfter ? this.#compared(this.#descending ? '<' : '>', 'after') : TRUE,
      this.hasBefore ? this.#compared(this.#descending ? '>' : '<', 'before') : TRUE,
    );
  }

  /** Rows that lie on the far side of `after`, its own included. */
  get upToAfter(): Sql {
    return this.#compared(this.#descending ? '>=' : '<=', 'after');
  }

  get fromBefore(): Sql {
    return this.#compared(this.#descending ? '<=' : '>=', 'before');
  }

  /** One row comparison, which an index on the keys answers. */
  #compared(operator: '<' | '>' | '<=' | '>=', argument: 'after' | 'before'): Sql {
    return sql`(${join(
      this.#keys.map(({ sql: key }) => key),
      ', ',
    )}) ${raw(operator)} (${join(this.#bounds(argument), ', ')})`;
  }

  /** The sort keys that a cursor holds. */
  #bounds(argument: 'after' | 'before'): Sql[] {
    const { node, place } = this;
    return this.#keys.map(({ type }, index) =>
      param(type, (run) => readPosition(run.argumentsOf(node)[argument], place, run.cursorKey, node).keys[index]),
    );
  }
}
