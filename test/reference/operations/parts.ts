import {
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
} from 'graphql';

export const name = (value: string) => ({ kind: Kind.NAME, value }) as const;
export const named = (type: string) => ({ kind: Kind.NAMED_TYPE, name: name(type) }) as const;

/** The names of the types that an object of this type can be of. */
export function possible(schema: GraphQLSchema, type: GraphQLCompositeType): readonly string[] {
  return isObjectType(type) ? [type.name] : schema.getPossibleTypes(type).map((member) => member.name);
}

export function isList(type: GraphQLOutputType): boolean {
  return isNonNullType(type) ? isList(type.ofType) : isListType(type);
}
