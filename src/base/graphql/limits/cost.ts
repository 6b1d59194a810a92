import {
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

import { pageSize, takesPages } from '../../views/index.js';
import { type Amount, most, product, sum } from './amount.js';
import { type Field, readArguments } from './arguments.js';
import type { Fragments } from './fragments.js';
import { ALWAYS, conditionsOf, holds, type When } from './inclusion.js';
import { listSizeOf } from './list-size.js';

/** A field as it is written in one place, and what must hold for it to be there. */
interface Written {
  readonly node: FieldNode;
  readonly when: When;
}

type Together = readonly [Written, ...Written[]];

/**
 * What an operation may cost: 1 for each object of the answer, were every list as long as it may be. Fields of one
 * response key count once, as they are answered once; of the types that an object may have the costliest counts.
 */
export class Pricing {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: Fragments,
  ) {}

  operation(type: GraphQLObjectType, selectionSet: SelectionSetNode): Amount {
    return this.#below(type, [{ node: { selectionSet }, when: ALWAYS }], undefined);
  }

  /** @param page how many edges and nodes there are, when `type` is a connection */
  #below(
    type: GraphQLNamedType,
    parents: readonly { readonly node: Pick<FieldNode, 'selectionSet'>; readonly when: When }[],
    page: Amount | undefined,
  ): Amount {
    if (isAbstractType(type))
      return most(this.schema.getPossibleTypes(type).map((member) => this.#below(member, parents, undefined)));
    if (!isObjectType(type)) return 0;
    const written = new Map<string, [Written, ...Written[]]>();
    for (const { node, when } of parents) {
      // One parent's own conditions are asked where it is counted.
      if (node.selectionSet) this.#collect(type, node.selectionSet, parents.length === 1 ? ALWAYS : when, written);
    }
    return sum([...written.values()].map((together) => this.#field(type, together, page)));
  }

  #collect(
    type: GraphQLObjectType,
    { selections }: SelectionSetNode,
    when: When,
    written: Map<string, [Written, ...Written[]]>,
  ): void {
    for (const selection of selections) {
      const conditions = conditionsOf(selection);
      if (!conditions) continue;
      const all = conditions.length === 0 ? when : [...when, ...conditions];
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const known = written.get(key);
        if (known) known.push({ node: selection, when: all });
        else written.set(key, [{ node: selection, when: all }]);
        continue;
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection
          : (this.fragments.get(selection.name.value) as FragmentDefinitionNode);
      const condition = fragment.typeCondition && this.schema.getType(fragment.typeCondition.name.value);
      if (!condition || condition === type || (isAbstractType(condition) && this.schema.isSubType(condition, type)))
        this.#collect(type, fragment.selectionSet, all, written);
    }
  }

  #field(parent: GraphQLObjectType, together: Together, page: Amount | undefined): Amount {
    const [{ node }] = together;
    const { value: name } = node.name;
    const field = parent.getFields()[name] as Field | undefined;
    if (!field) return name === '__typename' ? 0 : 1; // introspection, which no table is asked for
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return 0;
    const objects = sum([1, this.#below(type, together, takesPages(field) ? pageOf(field, node) : undefined)]);
    return whereThere(together, product(this.#size(field, node, page), objects));
  }

  #size(field: Field, node: FieldNode, page: Amount | undefined): Amount {
    if (!isListType(getNullableType(field.type))) return 1;
    if (page !== undefined) return page;
    const { assumedSize, slicingArguments } = listSizeOf(field);
    const { constant, read } = readArguments(field, node, slicingArguments);
    if (slicingArguments.length === 0) return assumedSize;
    const size = (variables: Parameters<typeof read>[0]) =>
      Math.min(
        assumedSize,
        ...Object.values(read(variables)).map((given) => (Array.isArray(given) ? given.length : 1)),
      );
    return constant ? size({}) : size;
  }
}

function pageOf(field: Field, node: FieldNode): Amount {
  const { constant, read } = readArguments(field, node, ['first', 'last']);
  // A size that is no size is refused; here it must not make the rest cheaper.
  const size = (variables: Parameters<typeof read>[0]) => Math.max(1, pageSize(read(variables)));
  return constant ? size({}) : size;
}

/** Nothing where the variables leave all of them out. */
function whereThere(together: Together, amount: Amount): Amount {
  if (together.some(({ when }) => when.length === 0)) return amount;
  return (variables) => {
    if (!together.some(({ when }) => holds(when, variables))) return 0;
    return typeof amount === 'number' ? amount : amount(variables);
  };
}
