import { randomUUID } from 'node:crypto';

import {
  getNamedType,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

const SCALARS: Readonly<Record<string, () => unknown>> = {
  ID: () => 'x',
  String: () => 'x',
  Int: () => 1,
  Float: () => 1,
  Boolean: () => false,
  UUID: () => randomUUID(),
  DateTime: () => '2027-01-01T00:00:00Z',
  LocalDate: () => '2027-01-01',
  LocalTime: () => '09:00',
  TimeZone: () => 'UTC',
  URL: () => 'https://example.org',
};

/** The least that a type takes; it names nothing that exists. */
export function minimalValue(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return minimalValue(type.ofType);
  if (isListType(type)) return [minimalValue(type.ofType)];
  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues()[0]?.name;
  if (isInputObjectType(named)) {
    const needed = Object.values(named.getFields()).filter(
      (field) => isNonNullType(field.type) && field.defaultValue === undefined,
    );
    return Object.fromEntries(needed.map((field) => [field.name, minimalValue(field.type)]));
  }
  const make = SCALARS[named.name];
  if (!make) throw new Error(`No least value of ${named.name} is known`);
  return make();
}

/** A mutation that gets past validation, whatever it then answers. */
export function minimalMutation(
  schema: GraphQLSchema,
  name: string,
  input?: unknown,
): { readonly query: string; readonly variables: Readonly<Record<string, unknown>> } {
  const field = (schema.getMutationType() as GraphQLObjectType).getFields()[name];
  const args = (field?.args ?? []).filter(({ type }) => isNonNullType(type));
  const list = (of: (arg: (typeof args)[number]) => string) => (args.length > 0 ? `(${args.map(of).join(', ')})` : '');
  return {
    query: `mutation ${list((arg) => `$${arg.name}: ${String(arg.type)}`)} {
      ${name}${list((arg) => `${arg.name}: $${arg.name}`)} { __typename ... on Refusal { code message } }
    }`,
    variables: Object.fromEntries(
      args.map((arg) => [arg.name, arg.name === 'input' && input !== undefined ? input : minimalValue(arg.type)]),
    ),
  };
}
