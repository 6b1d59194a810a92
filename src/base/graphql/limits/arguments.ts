import {
  type ArgumentNode,
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
  Kind,
  valueFromAST,
} from 'graphql';

import type { Variables } from './amount.js';

export type Field = GraphQLField<unknown, unknown>;

/** Reads some arguments of a field, at each request or once where no variable decides. */
export function readArguments(
  field: Field,
  node: FieldNode,
  names: readonly string[],
): { readonly constant: boolean; readonly read: (variables: Variables) => Variables } {
  const values: Record<string, unknown> = {};
  const varying: (readonly [name: string, variable: string, otherwise: unknown])[] = [];
  for (const argument of field.args.filter(({ name }) => names.includes(name))) {
    const given = node.arguments?.find(({ name }) => name.value === argument.name);
    if (given?.value.kind === Kind.VARIABLE)
      varying.push([argument.name, given.value.name.value, argument.defaultValue]);
    else values[argument.name] = valueOf(argument, given);
  }
  if (varying.length === 0) return { constant: true, read: () => values };
  return {
    constant: false,
    read: (variables) => {
      const read = { ...values };
      for (const [name, variable, otherwise] of varying)
        read[name] = variables[variable] === undefined ? otherwise : variables[variable];
      return read;
    },
  };
}

/** A list may have variables among its items; they count as null, which is as long. */
function valueOf({ type, defaultValue }: GraphQLArgument, given: ArgumentNode | undefined): unknown {
  if (!given) return defaultValue;
  if (given.value.kind === Kind.LIST) return given.value.values.map(() => null);
  return valueFromAST(given.value, type);
}
