import {
  getNamedType,
  getNullableType,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  valueFromASTUntyped,
} from 'graphql';

import { takesPages } from '../../views/index.js';
import type { Field } from './arguments.js';

/** What `@listSize` says (schema/base.graphql); the names are those of IBM's GraphQL cost directives. */
interface ListSize {
  readonly assumedSize: number;
  readonly slicingArguments: readonly string[];
}

export function listSizeOf(field: Field): ListSize {
  const size = declaredSize(field);
  if (!size) throw new Error(`The list ${field.name} has no @listSize`);
  return size;
}

export function declaredSize({ astNode }: Field): ListSize | undefined {
  const directive = astNode?.directives?.find(({ name }) => name.value === 'listSize');
  if (!directive) return undefined;
  const given = Object.fromEntries(
    (directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
  ) as Partial<ListSize>;
  return { assumedSize: Number(given.assumedSize), slicingArguments: given.slicingArguments ?? [] };
}

/**
 * The cost of an operation can be told only when every list of objects has a size.
 * @throws Error that names each list that has neither pages nor a size
 */
export function assertListsHaveSizes(schema: GraphQLSchema): void {
  const types = Object.values(schema.getTypeMap()).flatMap((type) =>
    (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith('__') ? [type] : [],
  );
  const fields = types.flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })));
  const pages = new Set(fields.flatMap(({ field }) => (takesPages(field) ? [getNamedType(field.type).name] : [])));
  const missing = fields
    .filter(({ field }) => isListType(getNullableType(field.type)) && isCompositeType(getNamedType(field.type)))
    .filter(({ type, field }) => !pages.has(type.name) && !declaredSize(field))
    .map(({ type, field }) => `${type.name}.${field.name}`);
  if (missing.length > 0) throw new Error(`Lists without pages need @listSize: ${missing.join(', ')}`);
}
