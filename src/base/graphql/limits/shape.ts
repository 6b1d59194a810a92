import { type FragmentDefinitionNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';

import { requestError } from '../../errors/index.js';
import { LIMITS } from './figures.js';
import type { Fragments } from './fragments.js';

/** What a selection adds up to with its fragments written out, whatever @skip and @include leave of it. */
interface Shape {
  readonly fields: number;
  readonly aliases: number;
  readonly directives: number;
  readonly depth: number;
  readonly introspectionDepth: number;
}

const INTROSPECTION = new Set(['__schema', '__type']);

/** Counts without writing anything out: each fragment once, however often it is spread. */
class Counter {
  readonly #known = new Map<FragmentDefinitionNode, Shape>();

  constructor(private readonly fragments: Fragments) {}

  count({ selections }: SelectionSetNode): Shape {
    let [fields, aliases, directives, depth, introspectionDepth] = [0, 0, 0, 0, 0];
    const add = (below: Shape) => {
      fields += below.fields;
      aliases += below.aliases;
      directives += below.directives;
      introspectionDepth = Math.max(introspectionDepth, below.introspectionDepth);
    };
    for (const selection of selections) {
      directives += selection.directives?.length ?? 0;
      if (selection.kind !== Kind.FIELD) {
        const below =
          selection.kind === Kind.INLINE_FRAGMENT
            ? this.count(selection.selectionSet)
            : this.#ofFragment(this.fragments.get(selection.name.value) as FragmentDefinitionNode);
        add(below);
        depth = Math.max(depth, below.depth);
        continue;
      }
      const below = selection.selectionSet && this.count(selection.selectionSet);
      if (below) add(below);
      fields++;
      if (selection.alias) aliases++;
      if (INTROSPECTION.has(selection.name.value))
        introspectionDepth = Math.max(introspectionDepth, 1 + (below?.depth ?? 0));
      else depth = Math.max(depth, 1 + (below?.depth ?? 0));
    }
    return { fields, aliases, directives, depth, introspectionDepth };
  }

  #ofFragment(fragment: FragmentDefinitionNode): Shape {
    let shape = this.#known.get(fragment);
    if (!shape) {
      const counted = this.count(fragment.selectionSet);
      shape = { ...counted, directives: counted.directives + (fragment.directives?.length ?? 0) };
      this.#known.set(fragment, shape);
    }
    return shape;
  }
}

/** The names of the root fields by response key. */
function rootFields(operation: OperationDefinitionNode, fragments: Fragments): Map<string, string> {
  const names = new Map<string, string>();
  const seen = new Set<SelectionSetNode>();
  const collect = (selectionSet: SelectionSetNode): void => {
    if (seen.has(selectionSet)) return;
    seen.add(selectionSet);
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FIELD)
        names.set(selection.alias?.value ?? selection.name.value, selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      else collect((fragments.get(selection.name.value) as FragmentDefinitionNode).selectionSet);
    }
  };
  collect(operation.selectionSet);
  return names;
}

/**
 * Refuses an operation for its text alone.
 * @param takesCredentials whether a root field is one that guesses are sent to
 * @throws ApiError TOO_COSTLY
 */
export function checkShape(
  operation: OperationDefinitionNode,
  fragments: Fragments,
  takesCredentials: (mutation: string) => boolean,
): void {
  const shape = new Counter(fragments).count(operation.selectionSet);
  const directives =
    shape.directives +
    (operation.directives?.length ?? 0) +
    (operation.variableDefinitions ?? []).reduce((sum, variable) => sum + (variable.directives?.length ?? 0), 0);
  const roots = rootFields(operation, fragments);
  const credentials =
    operation.operation === 'mutation' ? [...roots.values()].filter((name) => takesCredentials(name)) : [];
  const kind = operation.operation;
  for (const [asked, most, what] of [
    [shape.fields, LIMITS.fields, 'fields, with its fragments written out'],
    [shape.depth, LIMITS.depth, 'levels of fields'],
    [shape.introspectionDepth, LIMITS.introspectionDepth, 'levels of fields in introspection'],
    [shape.aliases, LIMITS.aliases, 'aliases'],
    [directives, LIMITS.directives, 'directives'],
    [roots.size, LIMITS.rootFields[kind], `fields at the root of a ${kind}`],
    [
      credentials.length,
      LIMITS.credentialMutations,
      `of the mutations that take credentials (${credentials.join(', ')})`,
    ],
  ] as const) {
    if (asked > most)
      throw requestError('TOO_COSTLY', `An operation may have ${most} ${what}; this one has ${asked}`, {
        nodes: operation,
      });
  }
}
