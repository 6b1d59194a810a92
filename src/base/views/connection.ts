import {
  type FieldNode,
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  isNonNullType,
  isObjectType,
} from 'graphql';

import { Arguments } from './arguments.js';
import { constant, type Json, list, object, orNull, scalar, toSql } from './json.js';
import { chosenOrder, excludedBy, filterConditions, Page, placeOf } from './page.js';
import { isVisible, keyColumn, type KnownView, type ViewRegistry } from './registry.js';
import type { ArgumentValues } from './run.js';
import { collectFields, type Fields, objectType, type Operation } from './selection.js';
import { and, FALSE, raw, Row, type Sql, sql, TRUE } from './sql.js';
import type { ConnectionSource, OneSource, ViewScope } from './view.js';

export type Nodes = readonly [FieldNode, ...FieldNode[]];
export type Field = GraphQLField<unknown, unknown>;

/** One field of one row on its way into SQL. */
export interface Site {
  readonly view: KnownView;
  readonly row: Row;
  readonly field: Field;
  readonly nodes: Nodes;
  readonly values: ArgumentValues;
  readonly args: Arguments;
}

/** What a connection needs of the compiler that it is a part of. */
export interface Objects {
  object(view: KnownView, row: Row, nodes: Nodes): Json;
  newRow(view: KnownView): Row;
  table(view: KnownView): Sql;
  one(source: OneSource, site: Site): Json;
}

/** Compiles connections: their pages, edges and totals. */
export class ConnectionCompiler {
  constructor(
    private readonly registry: ViewRegistry,
    private readonly operation: Operation,
    private readonly scope: ViewScope,
    private readonly objects: Objects,
  ) {}

  connection(source: ConnectionSource, site: Site): Json {
    const view = this.registry.view(source.target);
    const target = this.objects.newRow(view);
    const { order, name } = chosenOrder(this.registry, source, site.field, site.values);
    const place = placeOf(objectType(this.operation.schema, site.view.type), site.field.name, name);
    const page = new Page(place, order, view, target, this.scope, site.args, site.values, site.nodes[0]);
    const inList = and(
      source.where ? source.where(target, site.row, this.scope, site.args) : TRUE,
      filterConditions(this.registry, site.field, target, this.scope, site.args),
      isVisible(view, target, this.scope, source.within ?? false),
    );
    const item = source.from ? source.from(site.row, this.scope, site.args) : this.objects.table(view);
    const table = sql`${item} AS ${target}`;
    const exists = (rows: Sql) => sql`EXISTS (SELECT FROM ${table}${page.join} WHERE ${and(inList, rows)})`;
    const type = getNamedType(site.field.type) as GraphQLObjectType;
    const fields = collectFields(this.operation, type, site.nodes);
    const parts = new PageParts(page, exists, this.#asksForMore(page, type, fields));
    const entries = [...fields].map(([key, nodes]): readonly [string, Json] => {
      const beside = source.beside?.[nodes[0].name.value];
      if (beside) return [key, this.objects.one(beside, { ...site, nodes })];
      const below = this.#below(type, nodes);
      switch (nodes[0].name.value) {
        case '__typename':
          return [key, constant(type.name)];
        case 'totalCount':
          return [key, [this.#total(source, site) ?? sql`(SELECT count(*) FROM ${table} WHERE ${inList})`]];
        case 'pageInfo':
          return [key, object([...below.fields].map(([name, [first]]) => [name, parts.pageInfo(first.name.value)]))];
        case 'nodes':
          return [key, parts.list(this.objects.object(view, parts.row, nodes))];
        default:
          return [key, parts.list(this.#edge(view, below.type, below.fields, parts))];
      }
    });
    const json = toSql(object(entries));
    const answer = parts.needsRows ? parts.select(json, table, inList) : json;
    const { after } = page;
    return [
      source.continues && after ? sql`CASE WHEN ${source.continues(site.row, after)} THEN ${answer} END` : answer,
    ];
  }

  #edge(view: KnownView, type: GraphQLObjectType, fields: Fields, parts: PageParts): Json {
    const entries = [...fields].map(([key, nodes]): readonly [string, Json] => {
      const { value: name } = nodes[0].name;
      if (name === '__typename') return [key, constant(type.name)];
      if (name === 'cursor') return [key, ['"', parts.cursor, '"']]; // base64 needs no escapes
      return [key, this.objects.object(view, parts.row, nodes)];
    });
    return object(entries);
  }

  /** An edge of one known row, for what a mutation has added to a list. */
  edge(parent: string, fieldName: string, key: Sql, nodes: Nodes): Json {
    const parentType = objectType(this.operation.schema, parent);
    const field = parentType.getFields()[fieldName] as Field;
    const source = this.registry.field(parent, fieldName) as ConnectionSource;
    const view = this.registry.view(source.target);
    const target = this.objects.newRow(view);
    const { order, name } = chosenOrder(this.registry, source, field, {});
    const page = new Page(
      placeOf(parentType, fieldName, name),
      order,
      view,
      target,
      this.scope,
      new Arguments(undefined, {}),
      {},
      nodes[0],
    );
    const parts = new PageParts(page, () => FALSE, false);
    const connectionType = getNamedType(field.type) as GraphQLObjectType;
    const type = getNamedType((connectionType.getFields().edges as Field).type) as GraphQLObjectType;
    const json = toSql(this.#edge(view, type, collectFields(this.operation, type, nodes), parts));
    const condition = and(sql`${keyColumn(view, target)} = ${key}`, isVisible(view, target, this.scope, false));
    const rows = sql`(SELECT ${target}.*, ${page.keyColumns} FROM ${this.objects.table(view)} AS ${target}${page.join} WHERE ${condition}) AS ${parts.row}${parts.row.joined}`;
    return [orNull(sql`(SELECT ${json} FROM ${rows})`)];
  }

  #total({ total }: ConnectionSource, { row, field, args }: Site): Sql | undefined {
    return total?.(row, this.scope, args, excludedBy(this.registry, field, this.scope, args));
  }

  /** Whether it matters that there are rows beyond the page, on the side that it grows to. */
  #asksForMore(page: Page, type: GraphQLObjectType, fields: Fields): boolean {
    const asked = page.forward ? 'hasNextPage' : 'hasPreviousPage';
    return [...fields.values()].some(
      (nodes) =>
        nodes[0].name.value === 'pageInfo' &&
        [...this.#below(type, nodes).fields.values()].some(([field]) => field.name.value === asked),
    );
  }

  #below(parent: GraphQLObjectType, nodes: Nodes): { type: GraphQLObjectType; fields: Fields } {
    const field = parent.getFields()[nodes[0].name.value];
    const type = field && getNamedType(isNonNullType(field.type) ? field.type.ofType : field.type);
    return isObjectType(type)
      ? { type, fields: collectFields(this.operation, type, nodes) }
      : { type: parent, fields: new Map() };
  }
}

/**
 * The rows of a page under one alias: fetched once, with one more than asked for, so that "is there a next page" is known
 * and not guessed.
 */
class PageParts {
  readonly row: Row;
  needsRows = false;

  constructor(
    private readonly page: Page,
    private readonly exists: (rows: Sql) => Sql,
    /** Whether a row more than asked for is fetched, to be counted and left out. */
    private readonly oneMore: boolean,
  ) {
    this.row = new Row(`${page.row.alias}_page`);
  }

  get cursor(): Sql {
    this.needsRows = true;
    return this.page.cursor(this.row);
  }

  list(element: Json): Json {
    this.needsRows = true;
    return list(toSql(element), this.page.answerOrder(this.row), this.#inPage);
  }

  get #inPage(): Sql | undefined {
    return this.oneMore ? sql`${this.row}.n <= ${raw(String(this.page.size))}` : undefined;
  }

  pageInfo(name: string): Json {
    const { page } = this;
    switch (name) {
      case 'hasNextPage':
        return page.forward
          ? this.#more(page.hasBefore, () => page.fromBefore)
          : this.#beyond(page.hasBefore, () => page.fromBefore);
      case 'hasPreviousPage':
        return page.forward
          ? this.#beyond(page.hasAfter, () => page.upToAfter)
          : this.#more(page.hasAfter, () => page.upToAfter);
      case 'startCursor':
        return this.#cursorAt(raw('1'));
      case 'endCursor':
        return this.#cursorAt(raw(`least(${page.size}, count(*))::int`));
      default:
        return constant('PageInfo');
    }
  }

  /** On the side that the page grows to: rows left over, or rows beyond the other bound. */
  #more(bounded: boolean, beyond: () => Sql): Json {
    this.needsRows = true;
    const left = sql`count(*) > ${raw(String(this.page.size))}`;
    return scalar('Boolean', bounded ? sql`(${left} OR ${this.exists(beyond())})` : sql`(${left})`, false);
  }

  /** On the side that the page begins at. */
  #beyond(bounded: boolean, beyond: () => Sql): Json {
    return bounded ? scalar('Boolean', this.exists(beyond()), false) : constant(false);
  }

  #cursorAt(index: Sql): Json {
    this.needsRows = true;
    return scalar('String', this.page.cursorAt(this.row, index, this.#inPage), true);
  }

  select(json: Sql, table: Sql, inList: Sql): Sql {
    const { page, row } = this;
    const target = page.row;
    const limit = raw(String(page.size + (this.oneMore ? 1 : 0)));
    const condition = and(inList, page.bounds);
    const numbered = this.oneMore ? sql`, row_number() OVER (ORDER BY ${page.scanOrder}) AS n` : raw('');
    const rows = sql`(SELECT ${target}.*, ${page.keyColumns}${numbered} FROM ${table}${page.join} WHERE ${condition} ORDER BY ${page.scanOrder} LIMIT ${limit}) AS ${row}${row.joined}`;
    return sql`(SELECT ${json} FROM ${rows})`;
  }
}
