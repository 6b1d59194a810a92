import {
  type FieldNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  getNamedType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

import { requestError } from '../../errors/index.js';
import { checkCursors, checkPageSize, chosenOrder, placeOf, takesPages, type ViewReader } from '../../views/index.js';
import type { Variables } from './amount.js';
import { type Field, readArguments } from './arguments.js';
import type { Fragments } from './fragments.js';
import { ALWAYS, conditionsOf, holds, type When } from './inclusion.js';
import { declaredSize } from './list-size.js';

/** @throws ApiError BAD_USER_INPUT */
export type Check = (variables: Variables) => void;

const PAGE_ARGUMENTS = ['first', 'last', 'after', 'before'];

/**
 * The checks of every page and list of ids that an operation asks for, made before anything is executed: a mutation whose
 * answer can't be read must not have happened.
 */
export function sizeChecks(
  reader: ViewReader,
  type: GraphQLObjectType,
  selectionSet: SelectionSetNode,
  fragments: Fragments,
): Check[] {
  const checks: Check[] = [];

  const walk = (parent: GraphQLNamedType | undefined, { selections }: SelectionSetNode, when: When): void => {
    for (const selection of selections) {
      const conditions = conditionsOf(selection);
      if (!conditions) continue;
      const all = conditions.length === 0 ? when : [...when, ...conditions];
      if (selection.kind === Kind.FIELD) {
        const field =
          isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[selection.name.value] : undefined;
        if (!field || !parent) continue;
        const check = checkOf(reader, parent, field, selection);
        if (check) checks.push(all.length === 0 ? check : (variables) => holds(all, variables) && check(variables));
        if (selection.selectionSet) walk(getNamedType(field.type), selection.selectionSet, all);
        continue;
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection
          : (fragments.get(selection.name.value) as FragmentDefinitionNode);
      const condition = fragment.typeCondition && reader.schema.getType(fragment.typeCondition.name.value);
      walk(condition ?? parent, fragment.selectionSet, all);
    }
  };
  walk(type, selectionSet, ALWAYS);
  return checks;
}

/** Undefined where there is nothing to check, or the text alone shows that it is right. */
function checkOf(reader: ViewReader, parent: GraphQLNamedType, field: Field, node: FieldNode): Check | undefined {
  const name = `${parent.name}.${field.name}`;
  const check = takesPages(field) ? pageCheck(reader, parent, name, field, node) : listCheck(name, field, node);
  if (!check?.constant) return check?.check;
  try {
    check.check({});
    return undefined;
  } catch {
    return check.check;
  }
}

function pageCheck(reader: ViewReader, parent: GraphQLNamedType, name: string, field: Field, node: FieldNode) {
  const { constant, read } = readArguments(field, node, PAGE_ARGUMENTS);
  const check: Check = (variables) => {
    const values = read(variables);
    checkPageSize(name, values, node);
    if (values.after == null && values.before == null) return;
    // A field of an interface is the interface's, whichever type it is asked of.
    const [type] = isAbstractType(parent) ? reader.schema.getPossibleTypes(parent) : [parent as GraphQLObjectType];
    if (!type) return;
    const ordered = getArgumentValues(field, node, variables);
    const place = placeOf(type, field.name, orderName(reader, type.name, field, ordered));
    checkCursors(name, place, values, node, reader.cursorKey);
  };
  return { constant, check };
}

function orderName(reader: ViewReader, parent: string, field: Field, values: Record<string, unknown>): string {
  const source = reader.registry.field(parent, field.name);
  return source?.kind === 'connection' ? chosenOrder(reader.registry, source, field, values).name : '';
}

/** Of a list that is as long as an argument of its field. */
function listCheck(name: string, field: Field, node: FieldNode) {
  const size = declaredSize(field);
  if (!size || size.slicingArguments.length === 0) return undefined;
  const { constant, read } = readArguments(field, node, size.slicingArguments);
  const check: Check = (variables) => {
    for (const [argument, given] of Object.entries(read(variables))) {
      if (Array.isArray(given) && given.length > size.assumedSize)
        throw requestError(
          'BAD_USER_INPUT',
          `${name}: "${argument}" may name ${size.assumedSize}, not ${given.length}`,
          { nodes: node },
        );
    }
  };
  return { constant, check };
}
