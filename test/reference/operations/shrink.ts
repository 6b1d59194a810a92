import {
  type ASTNode,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  NoUnusedFragmentsRule,
  NoUnusedVariablesRule,
  specifiedRules,
  validate,
  visit,
} from 'graphql';

import type { Asked } from './generate.js';

const LENIENT = specifiedRules.filter((rule) => rule !== NoUnusedFragmentsRule && rule !== NoUnusedVariablesRule);

/** The smallest operation, by leaving out one part after the other, about which `fails` still holds. */
export async function shrink(
  schema: GraphQLSchema,
  asked: Asked,
  fails: (smaller: Asked) => Promise<boolean>,
): Promise<Asked> {
  let smallest = asked;
  for (let index = 0; ;) {
    const document = without(smallest.document, index);
    if (!document) return smallest;
    const smaller = pruned(document, smallest.variables);
    const isProgress = smaller && size(smaller.document) < size(smallest.document);
    if (isProgress && validate(schema, smaller.document).length === 0 && (await fails(smaller))) {
      smallest = smaller;
      index = 0;
    } else index++;
  }

  function pruned(document: DocumentNode, variables: Asked['variables']): Asked | undefined {
    if (validate(schema, document, LENIENT).length > 0) return undefined;
    let kept = document;
    for (let before = ''; before !== String(size(kept));) {
      before = String(size(kept));
      kept = withoutUnused(kept);
    }
    const names = namesOf(kept, Kind.VARIABLE_DEFINITION);
    return {
      document: kept,
      variables: Object.fromEntries(Object.entries(variables).filter(([name]) => names.has(name))),
    };
  }
}

function size(document: DocumentNode): number {
  let count = 0;
  visit(document, { enter: () => void count++ });
  return count;
}

function namesOf(document: DocumentNode, kind: Kind.VARIABLE_DEFINITION | Kind.FRAGMENT_SPREAD): Set<string> {
  const names = new Set<string>();
  visit(document, {
    VariableDefinition: (node) => void (kind === Kind.VARIABLE_DEFINITION && names.add(node.variable.name.value)),
    FragmentSpread: (node) => void (kind === Kind.FRAGMENT_SPREAD && names.add(node.name.value)),
  });
  return names;
}

function withoutUnused(document: DocumentNode): DocumentNode {
  const spread = namesOf(document, Kind.FRAGMENT_SPREAD);
  const used = new Set<string>();
  visit(document, { VariableDefinition: () => false, Variable: (node) => void used.add(node.name.value) });
  return visit(document, {
    FragmentDefinition: (node) => (spread.has(node.name.value) ? undefined : null),
    VariableDefinition: (node) => (used.has(node.variable.name.value) ? false : null),
  });
}

/** The document without its part of this number, undefined when it has no such part. Fragments give way to what is in them. */
function without(document: DocumentNode, index: number): DocumentNode | undefined {
  let number = -1;
  let isFound = false;
  const drop = (): null | undefined => {
    isFound ||= ++number === index;
    return number === index ? null : undefined;
  };
  const smaller = visit(document, {
    enter(node: ASTNode) {
      if (isFound) return false;
      switch (node.kind) {
        case Kind.FIELD:
        case Kind.ARGUMENT:
        case Kind.DIRECTIVE:
        case Kind.FRAGMENT_SPREAD:
        case Kind.INLINE_FRAGMENT:
        case Kind.OBJECT_FIELD:
          return drop();
        default:
          return undefined;
      }
    },
    leave(node: ASTNode) {
      if (node.kind === Kind.SELECTION_SET && node.selections.length === 0)
        return { ...node, selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }] };
      return undefined;
    },
  }) as DocumentNode;
  return isFound ? smaller : undefined;
}
