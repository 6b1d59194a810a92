import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  defaultFieldResolver,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
} from 'graphql';

import type { Policies } from '../access/index.js';
import { isAnswer, TYPE, type ViewReader } from '../views/index.js';
import type { GraphQLContext } from './context.js';
import { assertListsHaveSizes } from './limits/list-size.js';

const FOLDER = join(import.meta.dirname, '../../../schema');

/** The contract, as written in schema/*.graphql. */
export function typeDefinitions(): string {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => readFileSync(join(FOLDER, file), 'utf8'))
    .join('\n');
}

/** Answers of views are keyed by response key (aliases are applied), everything else by field name. */
export const fieldResolver: GraphQLFieldResolver<unknown, GraphQLContext> = (source, args, context, info) =>
  isAnswer(source) ? source[info.path.key] : defaultFieldResolver(source, args, context, info);

/**
 * Lets the views answer the root fields that they know and tell the types of abstract values, puts the policy table in
 * front of every root field, and refuses a schema that promises more than there is.
 */
export function connectSchema(schema: GraphQLSchema, reader: ViewReader, policies: Policies): GraphQLSchema {
  reader.use(schema);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type))
      type.resolveType = (value: Record<string, unknown>) => String(value[TYPE] ?? value.__typename);
  }
  const query = schema.getQueryType();
  for (const field of Object.values(query?.getFields() ?? {})) {
    const answeredByView = reader.registry.field('Query', field.name) !== undefined;
    const own = field.resolve;
    field.resolve = (source, args, context: GraphQLContext, info) => {
      policies.assert(context.viewer, `Query.${field.name}`);
      if (context.readError) throw context.readError as Error;
      return answeredByView ? reader.rootField(info, context) : own?.(source, args, context, info);
    };
  }
  policies.assertComplete(schema);
  assertListsHaveSizes(schema);
  assertMutationsResolve(schema);
  return schema;
}

function assertMutationsResolve(schema: GraphQLSchema): void {
  const mutation = schema.getMutationType();
  const missing = isObjectType(mutation) ? Object.values(mutation.getFields()).filter(({ resolve }) => !resolve) : [];
  if (missing.length > 0)
    throw new Error(`No resolver for the mutations ${missing.map(({ name }) => name).join(', ')}`);
}
