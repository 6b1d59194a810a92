import { type FieldNode, getArgumentValues, getNamedType, type GraphQLObjectType, isAbstractType } from 'graphql';

import { Arguments } from './arguments.js';
import { constant, globalId, type Json, list, object, orNull, scalar, toSql } from './json.js';
import { type Compiled, ConnectionCompiler, type Field, type Nodes, type Objects, type Site } from './connection.js';
import { derivation, type Derivation, type Patch, TYPE } from './patch.js';
import { isVisible, keyColumn, type KnownView, type ViewRegistry } from './registry.js';
import { collectFields, type Fields, objectType, type Operation } from './selection.js';
import { and, identifier, join, literal, raw, Row, type Sql, sql, TRUE } from './sql.js';
import type { ManySource, OneSource, RefSource, RefsSource, Source, ViewScope } from './view.js';

/**
 * Turns a selection into one SQL expression that writes its JSON. Each kind of source has one method; rows are nested as
 * correlated subqueries, so the text reads like the selection.
 */
export class Compiler implements Objects {
  readonly connections: ConnectionCompiler;
  #rows = 0;

  constructor(
    private readonly registry: ViewRegistry,
    private readonly operation: Operation,
    private readonly scope: ViewScope,
    /** Objects of abstract types tell their type under {@link TYPE}: graphql-js asks, and so does patching. */
    private readonly tellTypes: boolean,
  ) {
    this.connections = new ConnectionCompiler(registry, operation, scope, this);
  }

  /** The arguments' definitions of every field that was compiled, for reading them at each run. */
  readonly fieldsSeen = new Map<FieldNode, Field>();

  /** The fields of a row of `view`, or of the root when it is `Query`. */
  fields(
    view: KnownView,
    type: GraphQLObjectType,
    row: Row,
    fields: Fields,
    marked = false,
  ): { entries: (readonly [string, Json])[]; patch: Patch | undefined } {
    const entries: (readonly [string, Json])[] = marked ? [[TYPE, constant(type.name)]] : [];
    const patches = new Map<string, Patch | Derivation>();
    for (const [key, nodes] of fields) {
      const { json, patch } = this.#field(view, type, row, nodes);
      entries.push([key, json]);
      if (patch) patches.set(key, patch);
    }
    return { entries, patch: patches.size > 0 ? { fields: patches } : undefined };
  }

  #field(view: KnownView, type: GraphQLObjectType, row: Row, nodes: Nodes): Compiled {
    const [node] = nodes;
    const name = node.name.value;
    if (name === '__typename') return { json: constant(type.name) };
    const field = type.getFields()[name] as Field;
    const values = field.args.length > 0 ? getArgumentValues(field, node, this.operation.variables) : {};
    this.fieldsSeen.set(node, field);
    const site: Site = { view, row, field, nodes, values, args: new Arguments(node, values) };
    const source = view.fields.get(name);
    return source ? this.#source(source, site) : { json: this.#column(site) };
  }

  #source(source: Source, site: Site): Compiled {
    switch (source.kind) {
      case 'value':
        return {
          json: scalar(getNamedType(site.field.type).name, source.expression(site.row, this.scope, site.args), true),
        };
      case 'one':
        return this.#one(source, site);
      case 'many':
        return this.#many(source, site);
      case 'connection':
        return this.connections.connection(source, site);
      case 'ref':
        return this.#ref(source, site, site.row);
      case 'refs':
        return this.#refs(source, site);
      case 'derived': {
        const needs = Object.entries(source.needs(site.row, this.scope, site.args));
        const json = object(needs.map(([name, expression]) => [name, scalar('', expression, true)]));
        return { json, patch: derivation(source, site.field.type, site.nodes, this.operation) };
      }
    }
  }

  #column({ view, row, field }: Site): Json {
    if (field.name === 'id' && view.id) return globalId(view.id.prefix, keyColumn(view, row));
    const column = view.columns.get(field.name);
    const name = column?.name ?? field.name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    return scalar(getNamedType(field.type).name, sql`${row}.${identifier(name)}`, column?.nullable ?? true);
  }

  #one(source: OneSource, site: Site): Compiled {
    const view = this.registry.view(source.target);
    const row = this.newRow(view);
    const condition = and(
      source.key ? sql`${keyColumn(view, row)} = ${source.key(site.row, this.scope, site.args)}` : TRUE,
      source.where ? source.where(row, site.row, this.scope, site.args) : TRUE,
      isVisible(view, row, this.scope, source.within ?? false),
    );
    const { json, patch } = this.object(view, row, site.nodes);
    return {
      json: [orNull(sql`(SELECT ${toSql(json)} FROM ${this.#from(source, view, row, site)} WHERE ${condition})`)],
      patch,
    };
  }

  #many(source: ManySource, site: Site): Compiled {
    const view = this.registry.view(source.target);
    const row = this.newRow(view);
    const condition = and(
      source.where ? source.where(row, site.row, this.scope, site.args) : TRUE,
      isVisible(view, row, this.scope, source.within ?? false),
    );
    const { json, patch } = this.object(view, row, site.nodes);
    const items = toSql(list(toSql(json), source.order(row)));
    return { json: [sql`(SELECT ${items} FROM ${this.#from(source, view, row, site)} WHERE ${condition})`], patch };
  }

  /** An object of an abstract type: one branch for each type that it can be, told apart by the prefix of its id. */
  #ref(source: RefSource | RefsSource, site: Site, row: Row, tellTypes = this.tellTypes): Compiled {
    const { schema } = this.operation;
    const type = getNamedType(site.field.type);
    const members = isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [type.name];
    const key = source.key(row, this.scope, site.args);
    const prefixes = source.prefixes?.(site.args);
    const branches = members
      .map((name) => ({ name, view: this.registry.view(name) }))
      .filter(({ view }) => !prefixes || prefixes.includes(view.id?.prefix ?? ''))
      .map(({ name, view }) => {
        const target = this.newRow(view);
        const condition = and(
          sql`${keyColumn(view, target)} = ${key}`,
          isVisible(view, target, this.scope, source.within ?? false),
        );
        const { json, patch } = this.object(view, target, site.nodes, tellTypes);
        return {
          name,
          view,
          patch,
          select: sql`(SELECT ${toSql(json)} FROM ${this.table(view)} AS ${target} WHERE ${condition})`,
        };
      });
    const cases = branches.map(({ view, select }) => sql`WHEN ${literal(view.id?.prefix ?? '')} THEN ${select}`);
    const patches = new Map(branches.flatMap(({ name, patch }) => (patch ? [[name, patch] as const] : [])));
    if (patches.size > 0 && !tellTypes) return this.#ref(source, site, row, true);
    return {
      json:
        cases.length > 0
          ? [sql`coalesce(CASE ${source.prefix(row, this.scope, site.args)} ${join(cases, ' ')} END, 'null')`]
          : constant(null),
      patch: patches.size > 0 ? { fields: new Map(), members: patches } : undefined,
    };
  }

  #refs(source: RefsSource, site: Site): Compiled {
    const row = new Row(`ref${++this.#rows}`);
    const { json, patch } = this.#ref(source, site, row);
    const items = toSql(list(toSql(json), source.order(row)));
    return { json: [sql`(SELECT ${items} FROM ${source.from(site.row, this.scope, site.args)} AS ${row})`], patch };
  }

  /** One object by a key that is a parameter, for what a mutation answers with; a list of them keeps the order given. */
  byKey(typeName: string, keys: Sql, isList: boolean, nodes: Nodes): Compiled {
    const view = this.registry.view(typeName);
    const row = this.newRow(view);
    const { json, patch } = this.object(view, row, nodes, this.tellTypes);
    const visible = isVisible(view, row, this.scope, false);
    if (!isList) {
      const condition = and(sql`${keyColumn(view, row)} = ${keys}`, visible);
      return {
        json: [orNull(sql`(SELECT ${toSql(json)} FROM ${this.table(view)} AS ${row} WHERE ${condition})`)],
        patch,
      };
    }
    const items = toSql(list(toSql(json), raw('given.n')));
    const rows = sql`unnest(${keys}) WITH ORDINALITY AS given(key, n) JOIN ${this.table(view)} AS ${row} ON ${keyColumn(view, row)} = given.key`;
    return { json: [sql`(SELECT ${items} FROM ${rows} WHERE ${visible})`], patch };
  }

  object(view: KnownView, row: Row, nodes: Nodes, marked = false): { json: Json; patch: Patch | undefined } {
    const type = objectType(this.operation.schema, view.type);
    const { entries, patch } = this.fields(view, type, row, collectFields(this.operation, type, nodes), marked);
    return { json: object(entries), patch };
  }

  #from({ from }: OneSource | ManySource, view: KnownView, row: Row, { row: parent, args }: Site): Sql {
    return sql`${from ? from(parent, this.scope, args) : this.table(view)} AS ${row}`;
  }

  table({ table, type }: KnownView): Sql {
    if (!table) throw new Error(`${type} stands on no table, so its source needs a "from"`);
    return identifier(table);
  }

  newRow({ type }: KnownView): Row {
    return new Row(
      `${type[0]?.toLowerCase()}${type.slice(1).replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}_${++this.#rows}`,
    );
  }
}
