import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  buildSchema,
  type DocumentNode,
  execute,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isScalarType,
} from 'graphql';

import { cursorOf, dateTime } from './format.js';
import type { Args, Calendars, Look } from './look.js';
import { resolverOf } from './resolvers/index.js';
import type { Rules, Eyes } from './rules.js';
import type { RowOf } from './tables.js';

const FOLDER = join(import.meta.dirname, '../../schema');

export function readSchema(): GraphQLSchema {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.graphql'));
  const schema = buildSchema(files.map((file) => readFileSync(join(FOLDER, file), 'utf8')).join('\n'));
  const instants = schema.getType('DateTime');
  if (isScalarType(instants)) instants.serialize = (value) => dateTime(String(value));
  return schema;
}

/**
 * The API a second time: graphql-js as it comes, one plain resolver a field, over rows in memory. Slow, and simple enough
 * to be believed.
 */
export class Reference {
  /** Cursors given out so far, by field and order. */
  readonly cursors = new Map<string, string[]>();
  /** How often each type and each field has been answered. */
  readonly reached = new Map<string, number>();

  constructor(
    readonly schema: GraphQLSchema,
    readonly rules: Rules,
    private readonly secret: string,
    private readonly calendars: Calendars,
    private readonly webKey: string,
    private readonly searchPlans: Look['searchPlans'],
  ) {}

  look(eyes: Eyes): Look {
    const { rules, secret, calendars, webKey, searchPlans } = this;
    return { eyes, rules, secret, calendars, webKey, searchPlans, give: this.#give };
  }

  /** @param root what a mutation has done, by its field */
  ask(
    document: DocumentNode,
    variables: Readonly<Record<string, unknown>>,
    eyes: Eyes,
    root: RowOf = {},
  ): ExecutionResult {
    return execute({
      schema: this.schema,
      document,
      rootValue: root,
      contextValue: this.look(eyes),
      variableValues: variables,
      fieldResolver: this.#resolve,
    }) as ExecutionResult;
  }

  cursor(place: string, keys: readonly string[]): string {
    return cursorOf(this.secret, place, keys);
  }

  readonly #resolve: GraphQLFieldResolver<RowOf, Look, Args> = (row, args, look, { parentType, fieldName }) => {
    for (const name of [parentType.name, `${parentType.name}.${fieldName}`])
      this.reached.set(name, (this.reached.get(name) ?? 0) + 1);
    return resolverOf(parentType.name, fieldName)(row, look, args);
  };

  readonly #give = (place: string, cursor: string): string => {
    const known = this.cursors.get(place) ?? [];
    if (!known.includes(cursor)) this.cursors.set(place, [...known.slice(-50), cursor]);
    return cursor;
  };
}
