import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import {
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isAbstractType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

import { aPerson } from '../factories/people.js';
import type { Client } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';
import { KINDS } from '../reference/resolvers/nodes.js';
import { statementsOf } from '../harness/statements.js';

let service: Service;
let viewers: Client[];
beforeAll(async () => {
  service = await startService();
  viewers = [
    service.anonymous,
    (await aPerson(service)).client,
    (await aPerson(service, { roles: ['MODERATOR'] })).client,
  ];
});
afterAll(() => service.stop());

const schema = () => service.app.get(GraphQLSchemaHost).schema;
const REQUIRED: Record<string, string> = {
  'from LocalDate!': '"2030-01-01"',
  'to LocalDate!': '"2030-02-01"',
  from: '"2026-12-01T00:00:00Z"',
  to: '"2026-12-02T00:00:00Z"',
  timeZone: '"UTC"',
  first: '1',
  explain: 'false',
  preview: 'false',
};

/** Every field of a type, with what lies below down to `depth`. */
function everything(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (isAbstractType(named))
    return `{ __typename ${schema()
      .getPossibleTypes(named)
      .map(
        (member) => `... on ${member.name} { ${member.name}_id: __typename ${'id' in member.getFields() ? 'id' : ''} }`,
      )
      .join(' ')} }`;
  return `{ __typename ${fieldsOf(named as GraphQLObjectType, depth).join(' ')} }`;
}

function fieldsOf(type: GraphQLObjectType, depth: number): string[] {
  return Object.values(type.getFields()).flatMap((field) => {
    if (!isLeafType(getNamedType(field.type)) && depth === 0) return [];
    if (field.name === 'slots' && depth < 2) return []; // those of twenty offerings cost more than an operation may
    if (type.name === 'QuestionList' && field.name === 'questions') return [`questions { __typename id }`]; // so would 200 with all
    return `${field.name}${requiredArguments(field)} ${everything(field.type, depth - 1)}`;
  });
}

/** An operation may have 400 fields: those of a large type are asked for in several. */
function inParts(fields: readonly string[], most = 300): string[] {
  const parts: string[][] = [[]];
  let size = 0;
  for (const field of fields) {
    const count = field.match(/\w+/g)?.length ?? 0;
    if (size + count > most) parts.push([]);
    size = size + count > most ? count : size + count;
    parts.at(-1)?.push(field);
  }
  return parts.map((part) => `{ __typename ${part.join(' ')} }`);
}

function requiredArguments({ args }: GraphQLField<unknown, unknown>): string {
  const needed = args.filter((arg) => isRequiredArgument(arg) || arg.name === 'first');
  return needed.length > 0
    ? `(${needed.map(({ name, type }) => `${name}: ${REQUIRED[`${name} ${String(type)}`] ?? REQUIRED[name]}`).join(', ')})`
    : '';
}

test('every field of every type can be asked for, by every kind of viewer, in one statement', async () => {
  const types = schema()
    .getPossibleTypes(schema().getType('Node') as Parameters<ReturnType<typeof schema>['getPossibleTypes']>[0])
    .map(({ name }) => name);
  const prefixes = new Map(Object.entries(KINDS).map(([prefix, { type }]) => [type, prefix]));
  expect(types.length).toBeGreaterThan(10);
  for (const name of types) {
    const type = schema().getType(name);
    if (!isObjectType(type)) throw new Error(name);
    const id = `${prefixes.get(name)}_01900000-0000-7000-8000-000000000000`;
    for (const viewer of viewers) {
      for (const part of inParts(fieldsOf(type, 2))) {
        const statements = await statementsOf(async () => {
          expect(await viewer.data(`{ node(id: "${id}") { ... on ${name} ${part} } }`)).toEqual({ node: null });
        });
        expect([name, statements.length]).toEqual([name, 1]);
        expect(statements[0]).toContain(`FROM "`);
      }
    }
  }
});

test.each(['posts', 'questions', 'mentors'])('every filter and every order of %s can be asked for', async (field) => {
  const definition = schema().getQueryType()?.getFields()[field];
  const filter = definition?.args.find(({ name }) => name === 'filter')?.type.toString();
  const order = definition?.args.find(({ name }) => name === 'orderBy')?.type.toString();
  const enumType = schema().getType(order ?? '') as unknown as { getValues: () => { name: string }[] };
  const values: Record<string, unknown> = {
    areas: [1, 2],
    topics: ['bleu'],
    author: 'x',
    followed: true,
    bookmarked: true,
    notAttempted: true,
    statuses: ['PUBLISHED'],
    difficulty: ['EASY'],
    kinds: ['CODE'],
    languages: ['en'],
    availableBefore: '2030-01-01T00:00:00Z',
    favourited: true,
    notMetBefore: true,
  };
  const inputType = schema().getType(filter ?? '') as unknown as { getFields: () => Record<string, unknown> };
  const all = Object.fromEntries(Object.keys(inputType.getFields()).map((name) => [name, values[name]]));
  expect(Object.values(all)).not.toContain(undefined);
  for (const viewer of viewers) {
    for (const { name } of enumType.getValues()) {
      for (const direction of ['first', 'last']) {
        const { status } = await viewer.ask(
          `query ($filter: ${filter}, $orderBy: ${order}) { ${field}(${direction}: 3, filter: $filter, orderBy: $orderBy) { totalCount edges { cursor node { id } } pageInfo { hasNextPage } } }`,
          { filter: all, orderBy: name },
        );
        expect([name, direction, status]).toEqual([name, direction, 200]);
      }
    }
  }
});
