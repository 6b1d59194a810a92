import {
  type FieldNode,
  getArgumentValues,
  getNamedType,
  type GraphQLAbstractType,
  type GraphQLObjectType,
  isAbstractType,
} from 'graphql';

import { TYPE } from './answers.js';
import { Arguments } from './arguments.js';
import { constant, globalId, type Json, list, object, orNull, scalar, toSql } from './json.js';
import { ConnectionCompiler, type Field, type Nodes, type Objects, type Site } from './connection.js';
import { derivation, type Derivation, placeholder } from './derived.js';
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
    /** Objects of abstract types tell their type under {@link TYPE}: graphql-js asks. */
    private readonly tellTypes: boolean,
  ) {
    this.connections = new ConnectionCompiler(registry, operation, scope, this);
  }

  /** The arguments' definitions of every field that was compiled, for reading them at each run. */
  readonly fieldsSeen = new Map<FieldNode, Field>();

  /** What has to be filled in when the statement has answered. */
  readonly derivations: Derivation[] = [];

  /** The fields of a row of `view`, or of the root when it is `Query`. */
  fields(view: KnownView, type: GraphQLObjectType, row: Row, fields: Fields, marked = false): Json {
    const entries = [...fields].map(([key, nodes]) => [key, this.#field(view, type, row, nodes)] as const);
    return object(marked ? [[TYPE, constant(type.name)], ...entries] : entries);
  }

  #field(view: KnownView, type: GraphQLObjectType, row: Row, nodes: Nodes): Json {
    const [node] = nodes;
    const name = node.name.value;
    if (name === '__typename') return constant(type.name);
    const field = type.getFields()[name] as Field;
    const values = field.args.length > 0 ? getArgumentValues(field, node, this.operation.variables) : {};
    this.fieldsSeen.set(node, field);
    const site: Site = { view, row, field, nodes, values, args: new Arguments(node, values) };
    const source = view.fields.get(name);
    return source ? this.#source(source, site) : this.#column(site);
  }

  #source(source: Source, site: Site): Json {
    switch (source.kind) {
      case 'value':
        return scalar(getNamedType(site.field.type).name, source.expression(site.row, this.scope, site.args), true);
      case 'one':
        return this.one(source, site);
      case 'many':
        return this.#many(source, site);
      case 'connection':
        return this.connections.connection(source, site);
      case 'ref':
        return this.#ref(source, site, site.row);
      case 'refs':
        return this.#refs(source, site);
      case 'derived': {
        const derive = derivation(source, site.field.type, site.nodes, this.operation);
        return placeholder(this.derivations.push(derive) - 1, source.needs(site.row, this.scope, site.args));
      }
    }
  }

  #column({ view, row, field }: Site): Json {
    if (field.name === 'id' && view.id) return globalId(view.id.prefix, keyColumn(view, row));
    const column = view.columns.get(field.name);
    const name = column?.name ?? field.name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    return scalar(getNamedType(field.type).name, sql`${row}.${identifier(name)}`, column?.nullable ?? true);
  }

  one(source: OneSource, site: Site): Json {
    const view = this.registry.view(source.target);
    const row = this.newRow(view);
    const condition = and(
      source.key ? sql`${keyColumn(view, row)} = ${source.key(site.row, this.scope, site.args)}` : TRUE,
      source.where ? source.where(row, site.row, this.scope, site.args) : TRUE,
      isVisible(view, row, this.scope, source.within ?? false),
    );
    const json = toSql(this.object(view, row, site.nodes));
    return [orNull(sql`(SELECT ${json} FROM ${this.#from(source, view, row, site)} WHERE ${condition})`)];
  }

  #many(source: ManySource, site: Site): Json {
    const view = this.registry.view(source.target);
    const row = this.newRow(view);
    const condition = and(
      source.where ? source.where(row, site.row, this.scope, site.args) : TRUE,
      isVisible(view, row, this.scope, source.within ?? false),
    );
    const items = toSql(list(toSql(this.object(view, row, site.nodes)), source.order(row)));
    return [sql`(SELECT ${items} FROM ${this.#from(source, view, row, site)} WHERE ${condition})`];
  }

  /** An object of an abstract type: one branch for each type that it can be, told apart by the prefix of its id. */
  #ref(source: RefSource | RefsSource, site: Site, row: Row): Json {
    const type = getNamedType(site.field.type);
    const members = isAbstractType(type) ? this.operation.schema.getPossibleTypes(type) : [type];
    const key = source.key(row, this.scope, site.args);
    const prefixes = source.prefixes?.(site.args);
    const cases = members
      .map(({ name }) => this.registry.view(name))
      .filter(({ id }) => !prefixes || prefixes.includes(id?.prefix ?? ''))
      .map((view) => {
        const target = this.newRow(view);
        const condition = and(
          sql`${keyColumn(view, target)} = ${key}`,
          isVisible(view, target, this.scope, source.within ?? false),
        );
        const json = toSql(this.object(view, target, site.nodes, this.tellTypes));
        return sql`WHEN ${literal(view.id?.prefix ?? '')} THEN (SELECT ${json} FROM ${this.table(view)} AS ${target}${target.joined} WHERE ${condition})`;
      });
    if (cases.length === 0) return constant(null);
    return [sql`coalesce(CASE ${source.prefix(row, this.scope, site.args)} ${join(cases, ' ')} END, 'null')`];
  }

  #refs(source: RefsSource, site: Site): Json {
    const row = new Row(`ref${++this.#rows}`);
    const items = toSql(list(toSql(this.#ref(source, site, row)), source.order(row)));
    return [sql`(SELECT ${items} FROM ${source.from(site.row, this.scope, site.args)} AS ${row})`];
  }

  /** One object by a key that is a parameter, for what a mutation answers with; a list of them keeps the order given. */
  byKey(typeName: string, keys: Sql, isList: boolean, nodes: Nodes): Json {
    const view = this.registry.view(typeName);
    const row = this.newRow(view);
    const json = toSql(this.object(view, row, nodes, this.tellTypes));
    const visible = isVisible(view, row, this.scope, false);
    if (!isList) {
      const condition = and(sql`${keyColumn(view, row)} = ${keys}`, visible);
      return [orNull(sql`(SELECT ${json} FROM ${this.table(view)} AS ${row}${row.joined} WHERE ${condition})`)];
    }
    const items = toSql(list(json, raw('given.n')));
    const rows = sql`unnest(${keys}) WITH ORDINALITY AS given(key, n) JOIN ${this.table(view)} AS ${row} ON ${keyColumn(view, row)} = given.key${row.joined}`;
    return [sql`(SELECT ${items} FROM ${rows} WHERE ${visible})`];
  }

  object(view: KnownView, row: Row, nodes: Nodes, marked = false): Json {
    if (view.member) return this.#member(view.member(row), view, row, nodes);
    const type = objectType(this.operation.schema, view.type);
    return this.fields(view, type, row, collectFields(this.operation, type, nodes), marked);
  }

  /** A row of an abstract type's own table: one branch for each type that it can be. */
  #member(member: Sql, view: KnownView, row: Row, nodes: Nodes): Json {
    const type = this.operation.schema.getType(view.type) as GraphQLAbstractType;
    const cases = this.operation.schema.getPossibleTypes(type).map(({ name }) => {
      const json = toSql(this.object(this.registry.view(name), row, nodes, this.tellTypes));
      return sql`WHEN ${literal(name)} THEN ${json}`;
    });
    return [sql`CASE ${member} ${join(cases, ' ')} ELSE 'null' END`];
  }

  #from({ from }: OneSource | ManySource, view: KnownView, row: Row, { row: parent, args }: Site): Sql {
    return sql`${from ? from(parent, this.scope, args) : this.table(view)} AS ${row}${row.joined}`;
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
