import { getNamedType, type GraphQLCompositeType, type GraphQLField, isEnumType, isUnionType } from 'graphql';

/** The place that cursors of a connection are given out for, by the order asked for; undefined for other fields. */
export function placeOf(
  parent: GraphQLCompositeType,
  field: GraphQLField<unknown, unknown>,
): ((orderBy: string | null | undefined) => string) | undefined {
  if (!field.args.some(({ name }) => name === 'after')) return undefined;
  const type = getNamedType(field.args.find(({ name }) => name === 'orderBy')?.type);
  const first = isEnumType(type) ? type.getValues()[0]?.name : undefined;
  const owner = placedAt(parent, field.name);
  return (orderBy) => `${owner}.${field.name} ${orderBy ?? first ?? ''}`.trimEnd();
}

/** A field of an interface is the interface's, whichever way it is asked for. */
function placedAt(parent: GraphQLCompositeType, field: string): string {
  const declared = isUnionType(parent) ? [] : parent.getInterfaces();
  return (declared.find((type) => field in type.getFields()) ?? parent).name;
}
