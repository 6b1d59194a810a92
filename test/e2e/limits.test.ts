import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';

import { LIMITS } from '../../src/base/graphql/limits/figures.js';
import { aMentor, aPerson, type Person } from '../factories/people.js';
import { aPost, type MadePost } from '../factories/posts.js';
import type { Client, GraphQLFailure } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';
import { statementsOf } from '../harness/statements.js';

let service: Service;
let production: Service;
let learner: Person;
let post: MadePost;
beforeAll(async () => {
  service = await startService({ env: { RATE_LIMIT_POINTS: '1000000000' } });
  production = await startService({
    env: {
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://sevenfold.example',
      SMTP_URL: 'smtp://127.0.0.1:1',
      SECRET_KEY: 'x'.repeat(32),
    },
  });
  learner = await aPerson(service);
  post = await aPost(await aMentor(service), { title: 'A post' });
}, 60_000);
afterAll(async () => {
  await production.stop();
  await service.stop();
});

interface Told {
  readonly status: number;
  readonly data?: unknown;
  readonly errors?: readonly (Omit<GraphQLFailure, 'extensions'> & {
    extensions: Partial<GraphQLFailure['extensions']>;
  })[];
}

/** What is answered, but for the request's id. */
async function told(query: string, variables: object, client: Client): Promise<Told> {
  const answer = await client.ask(query, variables);
  const errors = answer.errors?.map((error) => {
    const extensions: Partial<GraphQLFailure['extensions']> = { ...error.extensions };
    Reflect.deleteProperty(extensions, 'requestId');
    return { ...error, extensions };
  });
  return { ...answer, ...(errors && { errors }) };
}

/** The one error of an operation that is refused in the same words on Apollo's way and on the short one, without SQL. */
async function refusal(query: string, variables: object = {}, client = service.anonymous): Promise<[string, string]> {
  const answers: Told[] = [];
  const statements = await statementsOf(async () => {
    for (let n = 0; n < 3; n++) answers.push(await told(query, variables, client));
  });
  expect(statements).toEqual([]);
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
  const [error, ...others] = answers[0]?.errors ?? [];
  expect(others).toEqual([]);
  expect(answers[0]).toMatchObject({ status: 400 });
  expect(answers[0]).not.toHaveProperty('data');
  return [error?.extensions.code ?? 'none', error?.message ?? ''];
}

const repeat = (times: number, write: (n: number) => string) =>
  Array.from({ length: times }, (_, n) => write(n)).join(' ');

describe('the text of an operation', () => {
  const nested = (levels: number) => `${repeat(levels, () => 'parent {')} id ${'}'.repeat(levels)}`;
  const links = (count: number, next: (n: number) => string) =>
    repeat(count, (n) => `fragment F${n} on Comment { ${next(n)} }`);
  test.each([
    ['plain', `{ node(id: "x") { ... on Comment { ${nested(48)} } } }`, 50],
    [
      'in inline fragments',
      `{ node(id: "x") { ... on Comment { ${repeat(48, () => '... { parent {')} id ${'}}'.repeat(48)} } } }`,
      50,
    ],
    [
      'in named fragments',
      `{ node(id: "x") { ...F0 } } ${links(48, (n) => `parent { ${n < 47 ? `...F${n + 1}` : 'id'} }`)}`,
      50,
    ],
    [
      'in a fragment used at two depths',
      `{ node(id: "x") { ...S ...F0 } } fragment S on Comment { ${nested(10)} } fragment F0 on Comment { parent { ...S } }`,
      13,
    ],
    [
      'through node',
      `{ a: node(id: "x") { id } node(id: "x") { ... on Post { author { ${repeat(18, () => 'mentor { profile {')} id ${'}}'.repeat(18)} } } } }`,
      39,
    ],
    [
      'hidden by a directive',
      `query ($no: Boolean = false) { node(id: "x") @include(if: $no) { ... on Comment { ${nested(48)} } } }`,
      50,
    ],
  ])('may be %s deep only so far', async (_, query, depth) => {
    expect(await refusal(query)).toEqual([
      'TOO_COSTLY',
      `An operation may have 12 levels of fields; this one has ${depth}`,
    ]);
  });

  test('may be 12 deep', async () => {
    const query = `query ($id: ID!) { node(id: $id) { ... on Comment { ${nested(10)} } } }`;
    expect(await told(query, { id: 'x' }, service.anonymous)).toEqual({ status: 200, data: { node: null } });
  });

  test('may ask introspection more deeply, as tools do, but not for ever', async () => {
    expect((await service.anonymous.ask(getIntrospectionQuery())).status).toBe(200);
    const deep = `{ __schema { types { fields { type { ${repeat(17, () => 'ofType {')} name ${'}'.repeat(17)} } } } } }`;
    expect(await refusal(deep)).toEqual([
      'TOO_COSTLY',
      'An operation may have 20 levels of fields in introspection; this one has 22',
    ]);
  });

  test('fragments that double at each step are refused at once', async () => {
    const query = `{ node(id: "x") { ...F0 } } ${repeat(30, (n) => `fragment F${n} on Node { ${n < 29 ? `...F${n + 1} ... on Node { ...F${n + 1} }` : 'id __typename'} }`)}`;
    const started = performance.now();
    const [code, message] = await refusal(query);
    expect([code, message]).toEqual([
      'TOO_COSTLY',
      expect.stringContaining('may have 400 fields, with its fragments written out'),
    ]);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  test('fragments in a circle are no GraphQL', async () => {
    const [code] = await refusal(
      '{ node(id: "x") { ...A } } fragment A on Node { id ...B } fragment B on Node { ...A }',
    );
    expect(code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  const always = (count: number) =>
    repeat(count, (n) => `... on Query @include(if: true) { skillArea(slug: "${n % 1}") { id } }`);
  test.each([
    ['30 aliases', (n: number) => `{ skillAreas { ${repeat(n, (i) => `a${i}: id`)} } }`, 30, 'aliases'],
    ['20 directives', (n: number) => `{ ${always(n)} }`, 20, 'directives'],
    [
      '20 fields at the root',
      (n: number) => `{ __typename ${repeat(n - 1, (i) => `a${i}: __typename`)} }`,
      20,
      'fields at the root of a query',
    ],
  ])('may have %s, but not one more', async (_, write, most, what) => {
    expect((await service.anonymous.ask(write(most))).errors).toBeUndefined();
    expect(await refusal(write(most + 1))).toEqual([
      'TOO_COSTLY',
      `An operation may have ${most} ${what}; this one has ${most + 1}`,
    ]);
  });

  test('may have 5 mutations', async () => {
    const write = (n: number) =>
      `mutation { ${repeat(n, (i) => `a${i}: publishPost(input: { idempotencyKey: "3f1c1c1e-0000-4000-8000-00000000000${i}", postId: "x" }) { __typename }`)} }`;
    expect((await learner.client.ask(write(5))).status).toBe(200);
    expect(await refusal(write(6), {}, learner.client)).toEqual([
      'TOO_COSTLY',
      'An operation may have 5 fields at the root of a mutation; this one has 6',
    ]);
  });

  test('may guess one password', async () => {
    const signIn = (alias: string) =>
      `${alias}: signIn(input: { email: "a@example.org", password: "guess ${alias}" }) { __typename }`;
    const refused = [
      'TOO_COSTLY',
      expect.stringContaining('1 of the mutations that take credentials (signIn, signIn)'),
    ];
    expect(await refusal(`mutation { ${signIn('a')} ${signIn('b')} }`)).toEqual(refused);
    expect(await refusal(`mutation { ...A ${signIn('b')} } fragment A on Mutation { ${signIn('a')} }`)).toEqual(
      refused,
    );
    expect(
      await refusal(
        `mutation ($no: Boolean = false) { ${signIn('a')} b: signIn(input: { email: "a", password: "b" }) @include(if: $no) { __typename } }`,
      ),
    ).toEqual(refused);
    expect((await service.anonymous.ask(`mutation { ${signIn('a')} }`)).status).toBe(200);
  });

  test('may have 2,000 tokens: more are not even parsed', async () => {
    const [code, message] = await refusal(`{ skillAreas { ${repeat(2_000, () => 'id')} } }`);
    expect([code, message]).toEqual(['GRAPHQL_PARSE_FAILED', expect.stringContaining('2000 tokens')]);
  });

  test('its first 3 mistakes are told', async () => {
    const { status, errors } = await service.anonymous.ask(`{ ${repeat(50, (n) => `nothing${n}`)} }`);
    expect([status, errors?.length]).toEqual([400, LIMITS.validationErrors + 1]); // and that there are more
  });
});

describe('page sizes', () => {
  const literal = (size: string) => `{ posts(first: ${size}) { nodes { id } } }`;
  test.each([0, -1, 101, 1_000_000, 2 ** 31 - 1, -(2 ** 31)])('%s is refused, wherever it stands', async (size) => {
    const expected = ['BAD_USER_INPUT', `Query.posts: "first" must be from 1 to 100, not ${size}`];
    expect(await refusal(literal(String(size)))).toEqual(expected);
    expect(await refusal('query ($n: Int) { posts(first: $n) { nodes { id } } }', { n: size })).toEqual(expected);
    expect(await refusal(`query ($n: Int = ${size}) { posts(first: $n) { nodes { id } } }`)).toEqual(expected);
    expect(await refusal(literal(String(size)).replace('first', 'last'))).toEqual([
      expected[0],
      expected[1]?.replace('first', 'last'),
    ]);
    expect(
      await refusal(
        `{ ...A } fragment A on Query { posts(first: 1) { nodes { comments(first: ${size}) { nodes { id } } } } }`,
      ),
    ).toEqual(['BAD_USER_INPUT', `Post.comments: "first" must be from 1 to 100, not ${size}`]);
  });

  test.each([2 ** 31, 1.5, '10', true, []])('%p is no size', async (size) => {
    expect((await refusal('query ($n: Int) { posts(first: $n) { nodes { id } } }', { n: size }))[0]).toBe(
      'BAD_USER_INPUT',
    );
  });

  test('one that was good before is still looked at', async () => {
    const query = 'query ($n: Int, $after: String) { posts(first: $n, after: $after) { nodes { id } } }';
    for (let n = 0; n < 3; n++) expect((await service.anonymous.ask(query, { n: 100 })).errors).toBeUndefined();
    expect((await refusal(query, { n: 101 }))[1]).toBe('Query.posts: "first" must be from 1 to 100, not 101');
    expect((await refusal(query, { n: 1, after: 'forged' }))[1]).toBe(
      'Query.posts: "after" is not a cursor of this list in this order',
    );
  });

  test('null and absent are 20; both ends at once are refused', async () => {
    expect((await service.anonymous.ask(literal('null'))).errors).toBeUndefined();
    expect((await refusal('{ posts(first: 1, last: 1) { nodes { id } } }'))[1]).toBe(
      'Query.posts takes "first" or "last", not both',
    );
  });

  test('a page that is left out may be of any size', async () => {
    const query =
      'query ($n: Int, $no: Boolean!) { skillAreas { id } posts(first: $n) @skip(if: $no) { nodes { id } } }';
    for (let n = 0; n < 3; n++)
      expect((await service.anonymous.ask(query, { n: 101, no: true })).errors).toBeUndefined();
    expect((await refusal(query, { n: 101, no: false }))[0]).toBe('BAD_USER_INPUT');
  });

  test('at most 100 things by their ids', async () => {
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    const ids = Array.from({ length: 100 }, () => post.id);
    expect((await service.anonymous.data<{ nodes: unknown[] }>(query, { ids })).nodes).toHaveLength(100);
    expect(await refusal(query, { ids: [...ids, post.id] })).toEqual([
      'BAD_USER_INPUT',
      'Query.nodes: "ids" may name 100, not 101',
    ]);
  });
});

describe('cost', () => {
  const query = 'query ($n: Int!, $m: Int!) { posts(first: $n) { nodes { comments(first: $m) { nodes { id } } } } }';

  test('5,000 objects, with an account 10,000', async () => {
    // 1 + n * (1 + 1 + m)
    expect((await service.anonymous.ask(query, { n: 50, m: 97 })).errors).toBeUndefined();
    expect(await refusal(query, { n: 50, m: 98 })).toEqual([
      'TOO_COSTLY',
      'An operation may cost 5000; this one may return 5001 objects',
    ]);
    expect((await learner.client.ask(query, { n: 98, m: 100 })).errors).toBeUndefined();
    expect(await refusal(query, { n: 99, m: 100 }, learner.client)).toEqual([
      'TOO_COSTLY',
      'An operation may cost 10000; this one may return 10099 objects',
    ]);
  });

  test('five times the same costs five times as much', async () => {
    const aliased = `{ ${repeat(5, (n) => `a${n}: posts(first: 100) { nodes { comments(first: 10) { nodes { id } } } }`)} }`;
    expect(await refusal(aliased)).toEqual([
      'TOO_COSTLY',
      `An operation may cost 5000; this one may return ${5 * (1 + 100 * 12)} objects`,
    ]);
  });

  test('a negative size doesn’t make room for another', async () => {
    expect(
      (
        await refusal(
          `{ a: posts(first: -1000000) { nodes { id } } b: posts(first: 100) { nodes { comments(first: 100) { nodes { id } } } } }`,
        )
      )[0],
    ).toBe('BAD_USER_INPUT');
  });

  test('is told with every answer, on both ways, with errors too', async () => {
    for (let n = 0; n < 3; n++) {
      const response = await learner.client.post(JSON.stringify({ query, variables: { n: 2, m: 3 } }));
      const { extensions } = (await response.json()) as { extensions: object };
      expect(extensions).toEqual({
        cost: {
          requested: 11,
          limit: 1_000_000_000,
          remaining: expect.any(Number),
          resetAt: expect.stringMatching(/:00\.000Z$/),
        },
      });
    }
    const failed = await learner.client.post(JSON.stringify({ query: '{ __typename rateLimit { cost limit } }' }));
    expect(await failed.json()).toMatchObject({
      data: { rateLimit: { cost: 1, limit: 1_000_000_000 } },
      extensions: { cost: { requested: 1 } },
    });
  });
});

describe('bodies', () => {
  const lists = '['.repeat(20_000) + ']'.repeat(20_000);
  test.each([
    ['a batch of two', `[${'{"query":"{ __typename }"},'.repeat(2).slice(0, -1)}]`],
    ['a batch of many', `[${'{"query":"{ __typename }"},'.repeat(3_000).slice(0, -1)}]`],
    ['@defer', '{"query":"{ skillAreas { ... @defer { id } } }"}'],
    ['@stream', '{"query":"{ skillAreas @stream { id } }"}'],
    [
      'lists in lists',
      `{"query":"query ($x: [String!]) { posts(filter: { topics: $x }) { totalCount } }","variables":{"x":${lists}}}`,
    ],
    [
      'lists in lists, in the text',
      JSON.stringify({ query: `{ posts(filter: { topics: ${lists} }) { totalCount } }` }),
    ],
    [
      'a poisoned prototype',
      '{"query":"query ($x: PostFilter) { posts(filter: $x) { totalCount } }","variables":{"x":{"__proto__":{"polluted":true}}}}',
    ],
    [
      'a poisoned constructor',
      '{"query":"query ($x: PostFilter) { posts(filter: $x) { totalCount } }","variables":{"x":{"constructor":{"prototype":{"polluted":true}}}}}',
    ],
    [
      'keys that no input has',
      `{"query":"query ($x: PostFilter) { posts(filter: $x) { totalCount } }","variables":{"x":{${Array.from({ length: 8_000 }, (_, n) => `"k${n}":1`).join()}}}}`,
    ],
    ['10,000 variables', JSON.stringify({ query: `query (${repeat(10_000, (n) => `$v${n}:ID`)}) { __typename }` })],
  ])('%s is refused, and nothing is left of it', async (_, body) => {
    const started = performance.now();
    const response = await service.anonymous.post(body);
    expect([400, 413]).toContain(response.status);
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(await response.text()).not.toContain('INTERNAL');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect((await service.anonymous.ask('{ __typename }')).data).toEqual({ __typename: 'Query' });
  });

  test('variables that nobody declared are left alone', async () => {
    const variables = Object.fromEntries(Array.from({ length: 7_000 }, (_, n) => [`k${n}`, 1]));
    expect((await service.anonymous.ask('{ skillAreas { id } }', variables)).status).toBe(200);
  });
});

/** What graphql-cop looks for (github.com/dolevf/graphql-cop), put to a service in production mode. */
describe('graphql-cop finds nothing:', () => {
  const answers = async (body: unknown) =>
    (await production.anonymous.post(JSON.stringify(body))).json() as Promise<Told>;
  const get = (query: string) => fetch(`${production.url}/graphql?query=${encodeURIComponent(query)}`);

  test.each([
    ['alias overloading', `query cop { ${repeat(101, (n) => `alias${n}:__typename`)} }`],
    ['field duplication', `query cop { ${repeat(500, () => '__typename')} }`],
    ['introspection', 'query cop { __schema { types { name fields { name } } } }'],
    [
      'circular introspection',
      `query cop { __schema { types { fields { type { ${repeat(4, () => 'fields { type {')} name ${'}}'.repeat(4)} } } } } }`,
    ],
    [
      'circular fragments',
      'query { __schema { ...A } } fragment A on __Schema { __typename ...B } fragment B on __Schema { ...A }',
    ],
  ])('%s', async (_, query) => {
    expect(await answers({ query })).not.toHaveProperty('data');
  });

  test('batching', async () => {
    expect(await answers(Array.from({ length: 10 }, () => ({ query: 'query cop { __typename }' })))).not.toBeInstanceOf(
      Array,
    );
  });

  test('directive overloading', async () => {
    const { errors } = await answers({ query: 'query cop { __typename @aa@aa@aa@aa@aa@aa@aa@aa@aa@aa }' });
    expect(errors?.length).toBeLessThan(10);
  });

  test('field suggestions', async () => {
    expect(JSON.stringify(await answers({ query: 'query cop { skillArea2 { id } }' }))).not.toContain('Did you mean');
  });

  test('unhandled errors, traces', async () => {
    expect(JSON.stringify(await answers({ query: 'qwerty cop { abc }' }))).not.toMatch(/exception|tracing|stack/i);
    expect(JSON.stringify(await answers({ query: 'query cop { __typename }' }))).not.toMatch(/tracing/i);
  });

  test('an explorer', async () => {
    const page = await fetch(`${production.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(await page.text()).not.toMatch(/graphiql|playground|altair/i);
  });

  test('queries and mutations by GET, without a preflight', async () => {
    for (const query of ['query cop { __typename }', 'mutation cop { __typename }'])
      expect(await (await get(query)).json()).not.toHaveProperty('data');
  });

  test('forms', async () => {
    const body = new URLSearchParams({ query: 'query cop { __typename }' });
    expect((await fetch(`${production.url}/graphql`, { method: 'POST', body })).status).toBe(415);
  });
});

test('docs/limits.md names every figure', () => {
  const text = readFileSync(join(import.meta.dirname, '../../docs/limits.md'), 'utf8');
  const figures = Object.values(LIMITS).flatMap((figure: number | object) =>
    typeof figure === 'number' ? [figure] : (Object.values(figure) as number[]),
  );
  expect(figures.filter((figure) => !text.includes(figure.toLocaleString('en')))).toEqual([]);
});
