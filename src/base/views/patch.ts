import {
  type FieldNode,
  getNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';

import type { Run } from './run.js';
import { collectFields, type Operation } from './selection.js';
import type { DerivedSource } from './view.js';

/** Where in an answer derived fields wait for their values, by response key. */
export interface Patch {
  readonly fields: Map<string, Patch | Derivation>;
  /** For an interface or union: the patches by the name that the row carries under {@link TYPE}. */
  readonly members?: Map<string, Patch>;
}

export interface Derivation {
  readonly derive: (needs: Record<string, unknown>, run: Run) => unknown;
}

/** Key of the concrete type's name in objects of an abstract type; no response key can be the same. */
export const TYPE = '$type';

export function isDerivation(patch: Patch | Derivation): patch is Derivation {
  return 'derive' in patch;
}

export function derivation(
  source: DerivedSource,
  type: GraphQLOutputType,
  nodes: readonly [FieldNode, ...FieldNode[]],
  operation: Operation,
): Derivation {
  const [node] = nodes;
  return {
    derive: (needs, run) =>
      project(
        source.value(needs, { args: run.argumentsOf(node), viewer: run.viewer, now: run.now }),
        type,
        nodes,
        operation,
      ),
  };
}

/**
 * Puts the derived values in their places, in `json` itself.
 * @param keepTypes whether the reader of the answer still asks for {@link TYPE}
 */
export function applyPatch(json: unknown, patch: Patch, run: Run, keepTypes: boolean): void {
  if (json === null || typeof json !== 'object') return;
  if (Array.isArray(json)) {
    for (const item of json) applyPatch(item, patch, run, keepTypes);
    return;
  }
  const row = json as Record<string, unknown>;
  if (patch.members) {
    const member = patch.members.get(row[TYPE] as string);
    if (!keepTypes) Reflect.deleteProperty(row, TYPE);
    if (member) applyPatch(row, member, run, keepTypes);
  }
  for (const [key, below] of patch.fields) {
    if (!(key in row)) continue;
    if (isDerivation(below)) row[key] = below.derive(row[key] as Record<string, unknown>, run);
    else applyPatch(row[key], below, run, keepTypes);
  }
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
