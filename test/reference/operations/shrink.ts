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
    const names = variablesIn(kept);
    return {
      document: kept,
      variables: Object.fromEntries(Object.entries(variables).filter(([name]) => names.has(name))),
    };
  }
}

function size(document: DocumentNode): number {
  let count = 0;
  visit(document, {
    enter() {
      count++;
    },
  });
  return count;
}

function fragmentsIn(document: DocumentNode): Set<string> {
  const names = new Set<string>();
  visit(document, {
    FragmentSpread(node) {
      names.add(node.name.value);
    },
  });
  return names;
}

/** Variables that are used, apart from where they are defined. */
function variablesIn(document: DocumentNode): Set<string> {
  const names = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Variable(node) {
      names.add(node.name.value);
    },
  });
  return names;
}

function withoutUnused(document: DocumentNode): DocumentNode {
  const spread = fragmentsIn(document);
  const used = variablesIn(document);
  const kept: unknown = visit(document, {
    FragmentDefinition: (node) => (spread.has(node.name.value) ? undefined : null),
    VariableDefinition: (node) => (used.has(node.variable.name.value) ? false : null),
  });
  return kept as DocumentNode;
}

/** The document without its part of this number, undefined when it has no such part. */
function without(document: DocumentNode, index: number): DocumentNode | undefined {
  let number = -1;
  const smaller: unknown = visit(document, {
    enter(node: ASTNode) {
      if (number >= index) return false;
      switch (node.kind) {
        case Kind.FIELD:
        case Kind.ARGUMENT:
        case Kind.DIRECTIVE:
        case Kind.FRAGMENT_SPREAD:
        case Kind.INLINE_FRAGMENT:
        case Kind.OBJECT_FIELD:
          return ++number === index ? null : undefined;
        default:
          return undefined;
      }
    },
    leave(node: ASTNode) {
      if (node.kind === Kind.SELECTION_SET && node.selections.length === 0)
        return { ...node, selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }] };
      return undefined;
    },
  });
  return number >= index ? (smaller as DocumentNode) : undefined;
}
