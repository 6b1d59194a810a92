import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  typeFromAST,
  validate,
  visit,
} from 'graphql';

/** The operations that clients send; tests run the same files. Not part of the production image, where the page is off. */
const CONTRACT = join(import.meta.dirname, '../../../test/contract');

interface Example {
  readonly query: string;
  readonly variables: string;
}

/** Each operation with the fragments that it uses, so that every tab runs by itself. */
export function explorerExamples(schema: GraphQLSchema): Example[] {
  if (!existsSync(CONTRACT)) return [];
  const folder = join(CONTRACT, 'operations');
  const definitions = readdirSync(folder)
    .sort()
    .flatMap((file) => parse(readFileSync(join(folder, file), 'utf8')).definitions);
  const fragments = new Map(
    definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  const variables = JSON.parse(readFileSync(join(CONTRACT, 'variables.json'), 'utf8')) as Record<
    string,
    Record<string, unknown>
  >;
  return definitions.flatMap((operation) => {
    if (operation.kind !== Kind.OPERATION_DEFINITION) return [];
    const document: DocumentNode = {
      kind: Kind.DOCUMENT,
      definitions: [operation, ...fragmentsOf(operation, fragments)],
    };
    if (validate(schema, document).length > 0) return []; // comes with a later version of the schema
    const given = variables[operation.name?.value ?? ''] ?? {};
    return [{ query: print(document), variables: JSON.stringify(completed(schema, operation, given), null, 2) }];
  });
}

/** The example's values, and something to start from for each required one that it leaves open. */
function completed(
  schema: GraphQLSchema,
  { variableDefinitions }: OperationDefinitionNode,
  given: Record<string, unknown>,
): Record<string, unknown> {
  const values = { ...given };
  for (const { variable, type } of variableDefinitions ?? []) {
    const inputType = typeFromAST(schema, type as never) as unknown as GraphQLInputType;
    const value = startOf(inputType, given[variable.name.value]);
    if (value !== undefined) values[variable.name.value] = value;
  }
  return values;
}

function startOf(type: GraphQLInputType, given: unknown): unknown {
  if (!isNonNullType(type)) return given;
  const required = type.ofType;
  if (isInputObjectType(required)) {
    const fields = Object.values(required.getFields()).map(({ name, type: field }) => [
      name,
      startOf(field, (given as Record<string, unknown> | undefined)?.[name]),
    ]);
    return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
  }
  if (given !== undefined) return given;
  if (isListType(required)) return [];
  switch (required.name) {
    case 'UUID':
      return randomUUID();
    case 'DateTime':
      return new Date(performance.timeOrigin).toISOString();
    case 'Int':
      return 10;
    default:
      return '...';
  }
}

function fragmentsOf(
  definition: DefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  found = new Set<FragmentDefinitionNode>(),
): Set<FragmentDefinitionNode> {
  visit(definition, {
    FragmentSpread: ({ name }) => {
      const fragment = fragments.get(name.value);
      if (!fragment || found.has(fragment)) return;
      found.add(fragment);
      fragmentsOf(fragment, fragments, found);
    },
  });
  return found;
}
