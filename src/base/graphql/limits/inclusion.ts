import {
  type GraphQLDirective,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  type SelectionNode,
} from 'graphql';

import type { Variables } from './amount.js';

/** A variable that must be so for a selection to be there. */
interface Condition {
  readonly variable: string;
  readonly is: boolean;
}

/** All of them must hold; none: it is always there. */
export type When = readonly Condition[];

export const ALWAYS: When = [];

/** What @skip and @include ask of the variables; undefined when the text alone leaves the selection out. */
export function conditionsOf(selection: SelectionNode): When | undefined {
  const conditions: Condition[] = [];
  for (const { name, arguments: given } of selection.directives ?? []) {
    const is = wanted(name.value);
    const value = given?.[0]?.value;
    if (is === undefined || !value) continue;
    if (value.kind === Kind.VARIABLE) conditions.push({ variable: value.name.value, is });
    else if (value.kind === Kind.BOOLEAN && value.value !== is) return undefined;
  }
  return conditions;
}

function wanted(directive: GraphQLDirective['name']): boolean | undefined {
  if (directive === GraphQLIncludeDirective.name) return true;
  return directive === GraphQLSkipDirective.name ? false : undefined;
}

export function holds(when: When, variables: Variables): boolean {
  return when.every(({ variable, is }) => variables[variable] === is);
}
