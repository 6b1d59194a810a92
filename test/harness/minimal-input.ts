import { randomUUID } from 'node:crypto';

import {
  getNamedType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';

/** Texts that the scalars of the schema take. They name nothing that exists. */
const SCALARS: Readonly<Record<string, () => unknown>> = {
  Boolean: () => false,
  Int: () => 1,
  Float: () => 1,
  String: () => 'x',
  ID: () => 'x',
  UUID: () => randomUUID(),
  DateTime: () => '2027-01-01T00:00:00Z',
  LocalDate: () => '2027-01-01',
  LocalTime: () => '09:00',
  TimeZone: () => 'UTC',
  URL: () => 'https://example.org',
};

/** Values by the name of an input's field, in place of what its type alone would get. */
export type Values = Readonly<Record<string, unknown>>;

/** The least that validation lets through: what must be given, each as simple as its type allows. */
export function minimalValue(type: GraphQLInputType, values: Values = {}): unknown {
  if (isNonNullType(type)) return minimalValue(type.ofType, values);
  if (isListType(type)) return [minimalValue(type.ofType, values)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const given = type.isOneOf ? fields.slice(0, 1) : fields.filter(isRequiredInputField);
    return Object.fromEntries(
      given.map((field) => [field.name, values[field.name] ?? minimalValue(field.type, values)]),
    );
  }
  const scalar = SCALARS[type.name];
  if (!scalar) throw new Error(`test/harness/minimal-input.ts knows no value of the scalar ${type.name}`);
  return scalar();
}

/** Where in values of an input type something of a kind may stand; `0` is the item of a list. */
export type Path = readonly string[];

/** The ways to everything in an input type that `wanted` picks, whether or not it must be given. */
export function pathsTo(
  type: GraphQLInputType,
  wanted: (type: GraphQLNamedType) => boolean,
  at: Path = [],
): readonly Path[] {
  if (isNonNullType(type)) return pathsTo(type.ofType, wanted, at);
  if (isListType(type)) return pathsTo(type.ofType, wanted, [...at, '0']);
  const here = wanted(type) ? [at] : [];
  const within = isInputObjectType(type)
    ? Object.values(type.getFields()).flatMap((field) => pathsTo(field.type, wanted, [...at, field.name]))
    : [];
  return [...here, ...within];
}

/** A minimal value of a type that has something at a path, and whatever is needed on the way there. */
export function minimalWith(
  type: GraphQLInputType,
  [name, ...rest]: Path,
  put: (there: unknown) => unknown,
  values: Values = {},
): unknown {
  if (isNonNullType(type)) return minimalWith(type.ofType, name === undefined ? [] : [name, ...rest], put, values);
  if (name === undefined) return put(minimalValue(type, values));
  if (isListType(type)) return [minimalWith(type.ofType, rest, put, values)];
  const field = isInputObjectType(type) ? type.getFields()[name] : undefined;
  if (!field) throw new Error(`${String(type)} has no field ${name}`);
  const others = isInputObjectType(type) && type.isOneOf ? {} : (minimalValue(type, values) as object);
  return { ...others, [name]: minimalWith(field.type, rest, put, values) };
}

/** The field of a root type by its policy name, `Mutation.publishPost`. */
export function rootField(schema: GraphQLSchema, name: string): GraphQLField<unknown, unknown> {
  const [typeName, fieldName] = name.split('.') as [string, string];
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  if (!field) throw new Error(`There is no field ${name}`);
  return field;
}

export interface Asked {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** An operation of one root field with minimal arguments, or these. What it answers tells refusals apart. */
export function minimalOperation(schema: GraphQLSchema, name: string, given: Values = {}): Asked {
  const field = rootField(schema, name);
  const args = field.args.filter((arg) => isRequiredArgument(arg) || arg.name in given);
  const [declared, passed] = [
    args.map((arg) => `$${arg.name}: ${String(arg.type)}`),
    args.map((arg) => `${arg.name}: $${arg.name}`),
  ].map((list) => (list.length > 0 ? `(${list.join(', ')})` : '')) as [string, string];
  const operation = name.slice(0, name.indexOf('.')).toLowerCase();
  const selection = isLeafType(getNamedType(field.type))
    ? ''
    : operation === 'mutation'
      ? '{ __typename ... on Refusal { code } }'
      : '{ __typename }';
  return {
    query: `${operation} ${declared} { ${field.name}${passed} ${selection} }`,
    variables: Object.fromEntries(args.map((arg) => [arg.name, given[arg.name] ?? minimalValue(arg.type)])),
  };
}
