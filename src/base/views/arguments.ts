import {
  type FieldNode,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
} from 'graphql';

import { parseGlobalId } from './ids.js';
import type { ArgumentValues } from './run.js';
import { param, type Sql } from './sql.js';

/**
 * The arguments of a field, as a view's SQL may use them. What decides the shape of the statement (whether something is
 * given, a Boolean, an enum, a page size) is fixed when it is compiled and part of its cache key ({@link shapeOf});
 * every other value is a parameter.
 */
export class Arguments {
  constructor(
    private readonly node: FieldNode | undefined,
    private readonly values: ArgumentValues,
  ) {}

  /** Given and not null. */
  has(path: string): boolean {
    return this.#at(path) != null;
  }

  isTrue(path: string): boolean {
    return this.#at(path) === true;
  }

  /** The value of an enum argument. */
  choice(path: string): string | undefined {
    const found = this.#at(path);
    return typeof found === 'string' ? found : undefined;
  }

  /** The values of an argument that is a list of an enum. */
  choices(path: string): readonly string[] {
    const found = this.#at(path);
    return found == null ? [] : ([found].flat() as string[]);
  }

  /** Whether a list of Int holds one value, however often. */
  isOne(path: string): boolean {
    const found = this.#at(path);
    return found != null && new Set([found].flat()).size === 1;
  }

  /** The names of the fields of an input object that are given and not null, in a fixed order. */
  given(path: string): string[] {
    const found = this.#at(path);
    return found
      ? Object.keys(found)
          .filter((name) => (found as ArgumentValues)[name] != null)
          .sort()
      : [];
  }

  /** The prefixes of a global id or a list of them. */
  prefixes(path: string): string[] {
    const found = this.#at(path);
    return [
      ...new Set([found].flat().flatMap((id) => (typeof id === 'string' ? (parseGlobalId(id)?.prefix ?? []) : []))),
    ].sort();
  }

  /** The value as a parameter of a PostgreSQL type, after `convert`. */
  param(path: string, type: string, convert: (value: unknown) => unknown = (value) => value): Sql {
    const { node } = this;
    if (!node) throw new Error(`There is no argument ${path} here`);
    return param(type, (run) => convert(at(run.argumentsOf(node), path)));
  }

  #at(path: string): unknown {
    return at(this.values, path);
  }
}

function at(values: ArgumentValues, path: string): unknown {
  let found: unknown = values;
  for (const name of path.split('.')) {
    if (found == null) return undefined;
    found = (found as ArgumentValues)[name];
  }
  return found;
}

/** The part of a variable's value that a compiled statement depends on, as text. */
export function shapeOf(value: unknown, type: GraphQLInputType): string {
  if (isNonNullType(type)) return shapeOf(value, type.ofType);
  if (value == null) return '-';
  if (isListType(type)) {
    if (!Array.isArray(value)) return shapeOf(value, type.ofType);
    const shapes = new Set(value.map((item) => shapeOf(item, type.ofType)));
    return `[${[...shapes].sort().join()}]`;
  }
  if (isEnumType(type)) return JSON.stringify(value);
  if (isInputObjectType(type)) {
    const fields = type.getFields();
    const names = Object.keys(value).sort();
    return `{${names.map((name) => `${name}:${shapeOf((value as ArgumentValues)[name], (fields[name] as { type: GraphQLInputType }).type)}`).join()}}`;
  }
  if (isScalarType(type) && (type.name === 'Boolean' || type.name === 'Int')) return JSON.stringify(value);
  if (isScalarType(type) && type.name === 'ID')
    return (typeof value === 'string' && parseGlobalId(value)?.prefix) || '?';
  return '+';
}
