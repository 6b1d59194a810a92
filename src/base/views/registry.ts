import { Injectable } from '@nestjs/common';
import {
  getNamedType,
  isAbstractType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';
import type { DataSource } from 'typeorm';

import { keyOf } from './ids.js';
import { raw, type Row, sql, type Sql } from './sql.js';
import type { Filters, Orders, Source, View, ViewScope, ViewSet } from './view.js';

/** A view with what its table knows. */
export interface KnownView {
  readonly type: string;
  readonly table: string | undefined;
  readonly id: { readonly prefix: string; readonly column: string } | undefined;
  readonly visible: View['visible'];
  readonly member: View['member'];
  readonly columns: ReadonlyMap<string, { readonly name: string; readonly nullable: boolean }>;
  readonly fields: ReadonlyMap<string, Source>;
}

/** All views of all modules, joined: who contributes what is declared in the modules, what exists is asked here. */
@Injectable()
export class ViewRegistry {
  readonly #sets: ViewSet[] = [];
  readonly #views = new Map<string, KnownView>();
  readonly #prefixes = new Map<string, string>();
  readonly #filters = new Map<string, Filters>();
  readonly #orders = new Map<string, Orders>();

  add(set: ViewSet): void {
    this.#sets.push(set);
  }

  /** Joins what the modules gave and takes the columns from TypeORM's metadata. */
  build(source: DataSource): void {
    const fields = new Map<string, Map<string, Source>>();
    for (const set of this.#sets) {
      for (const [type, added] of [
        ...Object.entries(set.fields ?? {}),
        ...Object.entries(set.views ?? {}).map(([name, view]) => [name, view.fields ?? {}] as const),
      ]) {
        const known = fields.get(type) ?? new Map<string, Source>();
        fields.set(type, known);
        for (const [name, field] of Object.entries(added)) {
          if (known.has(name)) throw new Error(`Two sources for ${type}.${name}`);
          known.set(name, field);
        }
      }
      joinInto(this.#filters, set.filters);
      joinInto(this.#orders, set.orders);
    }
    for (const set of this.#sets) {
      for (const [type, view] of Object.entries(set.views ?? {})) {
        if (this.#views.has(type)) throw new Error(`Two views for ${type}`);
        this.#views.set(type, known(type, view, fields.get(type) ?? new Map<string, Source>(), source));
      }
    }
    this.#views.set('Query', {
      type: 'Query',
      table: undefined,
      id: undefined,
      visible: undefined,
      member: undefined,
      columns: new Map(),
      fields: fields.get('Query') ?? new Map<string, Source>(),
    });
    for (const [type] of fields)
      if (!this.#views.has(type)) throw new Error(`Fields are added to ${type}, which has no view`);
    for (const { type, id } of this.#views.values()) if (id) this.#prefixes.set(id.prefix, type);
  }

  view(type: string): KnownView {
    const view = this.#views.get(type);
    if (!view) throw new Error(`There is no view for ${type}`);
    return view;
  }

  field(type: string, name: string): Source | undefined {
    return this.#views.get(type)?.fields.get(name);
  }

  filters(input: string): Filters {
    return this.#filters.get(input) ?? {};
  }

  orders(enumName: string): Orders {
    return this.#orders.get(enumName) ?? {};
  }

  /** The type whose ids begin with `prefix`. */
  typeOf(prefix: string): string | undefined {
    return this.#prefixes.get(prefix);
  }

  /** The key of a global id of `type`; undefined for every other text. */
  keyOf(type: string, id: string): string | undefined {
    const { id: known } = this.view(type);
    return known && keyOf(known.prefix, id);
  }

  /** @throws Error that lists every field, filter and order of the schema that nothing answers */
  assertComplete(schema: GraphQLSchema): void {
    const missing: string[] = [];
    for (const type of Object.values(schema.getTypeMap())) {
      if (isObjectType(type) && this.#views.has(type.name)) {
        for (const field of Object.values(type.getFields())) missing.push(...this.#missing(type, field, schema));
      }
    }
    if (missing.length > 0) throw new Error(`The schema promises what no view can give:\n  ${missing.join('\n  ')}`);
  }

  #missing(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, schema: GraphQLSchema): string[] {
    const name = `${type.name}.${field.name}`;
    const view = this.view(type.name);
    const source = view.fields.get(field.name);
    const target = getNamedType(field.type);
    if (!source) {
      if (type.name === 'Query') return field.resolve ? [] : [`${name} has neither a view field nor a resolver`];
      if (field.name === 'id' && view.id) return [];
      return isLeafType(target) && (view.columns.has(field.name) || !view.table) ? [] : [`${name} has no source`];
    }
    if (source.kind === 'value') return isLeafType(target) ? [] : [`${name} is a value but not a scalar`];
    if (source.kind === 'derived') return [];
    if (source.kind === 'ref' || source.kind === 'refs') {
      const members = isInterfaceType(target) || isUnionType(target) ? schema.getPossibleTypes(target) : [];
      return members
        .filter((member) => !this.#views.get(member.name)?.id)
        .map((member) => `${name} may be a ${member.name}, which has no view with an id`);
    }
    const problems: string[] = [];
    if (!this.#views.has(source.target)) return [`${name} leads to ${source.target}, which has no view`];
    const targetType = schema.getType(source.target);
    for (const { name: member } of isAbstractType(targetType) ? schema.getPossibleTypes(targetType) : [])
      if (!this.#views.has(member)) problems.push(`${name} may lead to ${member}, which has no view`);
    if (source.kind === 'one' && isNonNullType(field.type) && this.view(source.target).visible && !source.within) {
      problems.push(`${name} can't be non-null: a viewer may not see its ${source.target}`);
    }
    for (const arg of field.args) {
      const argType = getNamedType(arg.type);
      if (arg.name === 'filter' && isInputObjectType(argType)) {
        for (const option of Object.keys(argType.getFields()))
          if (!this.filters(argType.name)[option]) problems.push(`${argType.name}.${option} has no filter`);
      }
      if (arg.name === 'orderBy' && isEnumType(argType)) {
        for (const { name: option } of argType.getValues())
          if (!this.orders(argType.name)[option]) problems.push(`${argType.name}.${option} has no order`);
      }
    }
    return problems;
  }
}

function joinInto<Entry extends object>(
  known: Map<string, Readonly<Record<string, Entry>>>,
  added: Readonly<Record<string, Readonly<Record<string, Entry>>>> | undefined,
): void {
  for (const [name, entries] of Object.entries(added ?? {})) {
    const before = known.get(name) ?? {};
    for (const entry of Object.keys(entries)) if (entry in before) throw new Error(`${name}.${entry} is defined twice`);
    known.set(name, { ...before, ...entries });
  }
}

function known(type: string, view: View, fields: ReadonlyMap<string, Source>, source: DataSource): KnownView {
  const metadata = view.entity ? source.getMetadata(view.entity) : undefined;
  const columns = new Map<string, { name: string; nullable: boolean }>(
    (metadata?.columns ?? []).map((column) => [
      column.propertyName,
      { name: column.databaseName, nullable: column.isNullable },
    ]),
  );
  const key = view.id && (view.id.column ?? metadata?.primaryColumns[0]?.databaseName);
  if (view.id && !key) throw new Error(`The view of ${type} names no column for its id`);
  return {
    type,
    table: metadata?.tablePath,
    id: view.id && key ? { prefix: view.id.prefix, column: key } : undefined,
    visible: view.visible,
    member: view.member,
    columns,
    fields,
  };
}

export function keyColumn(view: KnownView, row: Row): Sql {
  if (!view.id) throw new Error(`${view.type} has no id`);
  return sql`${row}.${raw(`"${view.id.column}"`)}`;
}

export function isVisible(view: KnownView, row: Row, scope: ViewScope, within: boolean): Sql {
  return view.visible ? view.visible(row, scope, within) : raw('TRUE');
}
