import { getNamedType, type GraphQLObjectType, type GraphQLSchema, isEnumType, isObjectType } from 'graphql';

import type { Client } from '../harness/client.js';
import { KINDS } from './resolvers/nodes.js';
import type { Rules } from './rules.js';

/** A list with pages, in one of its orders, of one object. */
export interface Connection {
  readonly name: string;
  /** The prefix of its rows' ids. */
  readonly kind: string;
  /** A whole query for a page with these arguments. */
  query(args: string, selection: string): string;
  /** What the query's answer has at the list's place. */
  in(data: unknown): unknown;
}

/** What is found by words, and cards, which are worked out of attempts, have their own tests; lists of moderators alone; and one in whose midst nothing ever comes: a log of events. */
const NOT_WALKED = [
  'Query.search',
  'Practice.queue',
  'Practice.suspended',
  'Viewer.deadLetters',
  'Viewer.auditLog',
  'Viewer.questionSignals',
  'Viewer.questionsToReview',
  'Viewer.questionsToVerify',
  'Viewer.events',
];

/** Every connection of the schema, but for these, in every order, each of an object where `client` finds many rows in it. */
export async function connectionsOf(schema: GraphQLSchema, rules: Rules, client: Client): Promise<Connection[]> {
  const found: Connection[] = [];
  for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
    for (const field of Object.values(type.getFields())) {
      if (!field.args.some(({ name }) => name === 'last')) continue;
      if (NOT_WALKED.includes(`${type.name}.${field.name}`)) continue;
      const owner = type.name === 'Query' ? undefined : await fullest(type.name, field.name, rules, client);
      const order = getNamedType(field.args.find(({ name }) => name === 'orderBy')?.type);
      const nodes = (getNamedType(field.type) as GraphQLObjectType).getFields().nodes;
      const target = nodes && getNamedType(nodes.type).name;
      const kind = Object.entries(KINDS).find(([, known]) => known.type === target)?.[0] as string;
      for (const orderBy of isEnumType(order) ? order.getValues().map(({ name }) => name) : ['']) {
        const place = (args: string, selection: string) =>
          `list: ${field.name}(${args}${orderBy && `, orderBy: ${orderBy}`}) { ${selection} }`;
        found.push({
          name: `${type.name}.${field.name} ${orderBy}`.trimEnd(),
          kind,
          query: (args, selection) =>
            owner
              ? `{ owner: node(id: "${owner}") { ... on ${type.name} { ${place(args, selection)} } } }`
              : `{ ${place(args, selection)} }`,
          in: (data) => (owner ? (data as { owner: { list: unknown } }).owner : (data as { list: unknown })).list,
        });
      }
    }
  }
  return found;
}

/** The id of the object of a type with the longest list. */
async function fullest(type: string, field: string, rules: Rules, client: Client): Promise<string> {
  const [prefix, { table, key }] = Object.entries(KINDS).find(([, known]) => known.type === type) as [
    string,
    { table: string; key: string },
  ];
  const ids = rules.all(table).map((row) => `${prefix}_${String(row[key])}`);
  const counts = new Map<string, number>();
  for (let start = 0; start < ids.length; start += 100) {
    const { nodes } = await client.data<{ nodes: ({ id: string; list: { totalCount: number } } | null)[] }>(
      `query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on ${type} { list: ${field} { totalCount } } } }`,
      { ids: ids.slice(start, start + 100) },
    );
    for (const node of nodes) if (node) counts.set(node.id, node.list.totalCount);
  }
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  if (!best || best[1] < 2) throw new Error(`No ${type} has many ${field}`);
  return best[0];
}
