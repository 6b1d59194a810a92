import {
  type FieldNode,
  getNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';

import { type Json, object, scalar } from './json.js';
import type { Run } from './run.js';
import { collectFields, type Operation } from './selection.js';
import type { Sql } from './sql.js';
import type { DerivedSource } from './view.js';

/** Computes a derived field from what the row had to give. */
export type Derivation = (needs: Record<string, unknown>, run: Run) => unknown;

/** Stands around what a derived field needs. JSON writes this character as an escape, so no value can hold it. */
const MARK = '\u0001';

export function derivation(
  source: DerivedSource,
  type: GraphQLOutputType,
  nodes: readonly [FieldNode, ...FieldNode[]],
  operation: Operation,
): Derivation {
  const [node] = nodes;
  return (needs, run) =>
    project(
      source.value(needs, { args: run.argumentsOf(node), viewer: run.viewer, now: run.now }),
      type,
      nodes,
      operation,
    );
}

/** The place of a derived field in an answer: which derivation, and its needs. */
export function placeholder(index: number, needs: Readonly<Record<string, Sql>>): Json {
  const values = object(Object.entries(needs).map(([name, expression]) => [name, scalar('', expression, true)]));
  return [`${MARK}${index}:`, ...values, MARK];
}

/**
 * Puts the derived values into the text of an answer, without reading the rest of it. Derivations are pure, so rows that
 * need the same share one.
 */
export function fillIn(text: string, derivations: readonly Derivation[], run: Run): string {
  const pieces = text.split(MARK);
  const filled = new Map<string, string>();
  for (let place = 1; place < pieces.length; place += 2) {
    const piece = pieces[place] as string;
    let value = filled.get(piece);
    if (value === undefined) {
      const colon = piece.indexOf(':');
      const needs = JSON.parse(piece.slice(colon + 1)) as Record<string, unknown>;
      value = JSON.stringify((derivations[Number(piece.slice(0, colon))] as Derivation)(needs, run));
      filled.set(piece, value);
    }
    pieces[place] = value;
  }
  return pieces.join('');
}

/** What the selection wants of a plain value, in the form it has in an answer. */
export function project(
  found: unknown,
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
  operation: Operation,
): unknown {
  if (found == null) return null;
  if (isNonNullType(type)) return project(found, type.ofType, nodes, operation);
  if (isListType(type)) return (found as unknown[]).map((item) => project(item, type.ofType, nodes, operation));
  const named = getNamedType(type);
  if (isLeafType(named)) return named.serialize(found);
  const object = named as GraphQLObjectType;
  const answer: Record<string, unknown> = {};
  for (const [key, [first, ...more]] of collectFields(operation, object, nodes)) {
    const name = first.name.value;
    const field = object.getFields()[name];
    answer[key] = field
      ? project((found as Record<string, unknown>)[name], field.type, [first, ...more], operation)
      : object.name;
  }
  return answer;
}
