import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  Kind,
  type NameNode,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';

import { collectFields } from '../views/index.js';

/** A subscription's document and the query that reads its events. */
export interface Subscription {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** What its events are under. */
  readonly key: string;
  readonly node: FieldNode;
  readonly field: GraphQLField<unknown, unknown>;
  readonly query: {
    readonly document: DocumentNode;
    readonly operation: OperationDefinitionNode;
    readonly after: string;
  };
}

const name = (value: string): NameNode => ({ kind: Kind.NAME, value });

/**
 * Reading events is asking `viewer { events }` for what comes after a cursor, with the subscription's own selection: the
 * views, what may be seen and the cursors are those of any other query.
 * @param document valid, with `operation` in it
 */
export function readSubscription(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  pageSize: number,
): Subscription | undefined {
  const root = schema.getSubscriptionType() as GraphQLObjectType;
  const fragments = Object.fromEntries(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  );
  const [entry] = collectFields({ schema, fragments, variables: {} }, root, [operation]);
  const [key, nodes] = entry ?? [];
  const field = nodes && root.getFields()[nodes[0].name.value];
  if (key === undefined || !nodes || !field) return undefined;
  const taken = new Set(operation.variableDefinitions?.map(({ variable }) => variable.name.value));
  let after = 'afterEvent';
  while (taken.has(after)) after += '_';
  const selections = nodes.flatMap(({ selectionSet }) => selectionSet?.selections ?? []);
  const query: OperationDefinitionNode = {
    kind: Kind.OPERATION_DEFINITION,
    operation: OperationTypeNode.QUERY,
    variableDefinitions: [
      ...(operation.variableDefinitions ?? []),
      {
        kind: Kind.VARIABLE_DEFINITION,
        variable: { kind: Kind.VARIABLE, name: name(after) },
        type: { kind: Kind.NAMED_TYPE, name: name('String') },
      },
    ],
    selectionSet: below(
      select('viewer', [
        select(
          'events',
          [select('edges', [select('cursor'), { ...select('node'), selectionSet: below(...selections) }])],
          { after, first: pageSize },
        ),
      ]),
    ),
  };
  return {
    document,
    operation,
    key,
    node: nodes[0],
    field,
    query: {
      document: { kind: Kind.DOCUMENT, definitions: [query, ...Object.values(fragments)] },
      operation: query,
      after,
    },
  };
}

const below = (...selections: OperationDefinitionNode['selectionSet']['selections']) =>
  ({ kind: Kind.SELECTION_SET, selections }) as const;

function select(field: string, fields?: readonly FieldNode[], page?: { after: string; first: number }): FieldNode {
  return {
    kind: Kind.FIELD,
    name: name(field),
    ...(fields && { selectionSet: below(...fields) }),
    ...(page && {
      arguments: [
        { kind: Kind.ARGUMENT, name: name('first'), value: { kind: Kind.INT, value: String(page.first) } },
        {
          kind: Kind.ARGUMENT,
          name: name('after'),
          value: { kind: Kind.VARIABLE, name: name(page.after) },
        },
      ],
    }),
  };
}
