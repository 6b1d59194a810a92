import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { aMentor, aPerson, type Person } from '../factories/people.js';
import { aComment, aPost } from '../factories/posts.js';
import { type Service, startService } from '../harness/service.js';
import { statementsOf } from '../harness/statements.js';

let service: Service;
let mentor: Person;
let learner: Person;
let post: { id: string; slug: string };
let comment: string;
beforeAll(async () => {
  service = await startService();
  mentor = await aMentor(service, { name: 'Mira Mentor' });
  learner = await aPerson(service, { name: 'Leo Learner' });
  post = await aPost(mentor, { title: 'One post', topics: ['bleu', 'shap'] });
  for (let n = 0; n < 4; n++) await aPost(mentor, { title: `Further post ${n}`, topics: ['lora'] });
  comment = await aComment(learner, post.id, 'A "quoted" \\ remark\twith <tags> & ünïcode 🦜');
});
afterAll(() => service.stop());

/** The text of the answer, to see the order of keys. */
const text = async (query: string, variables: object = {}, client = learner.client) =>
  (await (await client.post(JSON.stringify({ query, variables }))).text()).replace(
    /,"extensions":\{.*\}\}(?=\}\n$)/,
    '',
  );

describe('a selection comes back as GraphQL says', () => {
  test('aliases, repeated fields and fragments merge in the order of the document', async () => {
    const query = `query ($id: ID!) {
      first: node(id: $id) { ...A b: id ... on Post { title author { name } author { handle } __typename t: title } }
      second: node(id: $id) { __typename }
    }
    fragment A on Post { slug author { id n: name } ...B }
    fragment B on Node { id ... on CommentSubject { commentCount } }`;
    expect(await text(query, { id: post.id })).toBe(
      `${JSON.stringify({
        data: {
          first: {
            slug: post.slug,
            author: { id: mentor.profileId, n: 'Mira Mentor', name: 'Mira Mentor', handle: mentor.handle },
            id: post.id,
            commentCount: 1,
            b: post.id,
            title: 'One post',
            __typename: 'Post',
            t: 'One post',
          },
          second: { __typename: 'Post' },
        },
      })}\n`,
    );
  });

  test('@skip and @include follow the variables, request by request', async () => {
    const query = `query ($a: Boolean!, $b: Boolean = true, $id: ID!) { node(id: $id) { id @skip(if: $a) ...F @include(if: $b) } } fragment F on Post { title ... @include(if: $a) { slug } }`;
    const node = async (variables: object) =>
      (await learner.client.data<{ node: object }>(query, { id: post.id, ...variables })).node;
    expect(await node({ a: false })).toEqual({ id: post.id, title: 'One post' });
    expect(await node({ a: true })).toEqual({ title: 'One post', slug: post.slug });
    expect(await node({ a: true, b: false })).toEqual({});
    expect(await node({ a: false, b: false })).toEqual({ id: post.id });
  });

  test('interfaces give each type its own fields', async () => {
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on ReactionSubject { reactionCount reactions { kind } } ... on Post { title } ... on Comment { text: html viewerCanEdit { ok: allowed reason __typename } } ... on Profile { name } } }`;
    const { nodes } = await learner.client.data<{ nodes: object[] }>(query, {
      ids: [comment, 'nothing', mentor.profileId, post.id, comment],
    });
    const remark = {
      id: comment,
      reactionCount: 0,
      reactions: [],
      text: expect.stringContaining('&lt;tags&gt; &amp; ünïcode 🦜') as unknown,
      viewerCanEdit: { ok: true, reason: null, __typename: 'Permission' },
    };
    expect(nodes).toEqual([
      remark,
      null,
      { id: mentor.profileId, name: 'Mira Mentor' },
      { id: post.id, reactionCount: 0, reactions: [], title: 'One post' },
      remark,
    ]);
  });

  test('text comes back unchanged', async () => {
    const { node } = await learner.client.data<{ node: { markdown: string } }>(
      'query ($id: ID!) { node(id: $id) { ... on Comment { markdown } } }',
      {
        id: comment,
      },
    );
    expect(node.markdown).toBe('A "quoted" \\ remark\twith <tags> & ünïcode 🦜');
  });

  test('the same through graphql-js, when introspection or a bad variable takes that way', async () => {
    const fields = `posts(first: 2, filter: { topics: ["lora"] }) { total: totalCount edges { c: cursor node { t: title viewerCanEdit { allowed } comments { nodes { id } pageInfo { hasNextPage } } } } pageInfo { __typename endCursor } }`;
    const direct = await text(`{ ${fields} }`);
    const mixed = await text(`{ ${fields} __schema { queryType { name } } }`);
    expect(mixed).toBe(direct.replace(/\}\}\n$/, ',"__schema":{"queryType":{"name":"Query"}}}}\n'));
    expect(
      await learner.client.ask('query ($first: Int!) { posts(first: $first) { totalCount } }', { first: 'ten' }),
    ).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });

  test('two connections with other arguments side by side', async () => {
    const query = `{ a: posts(first: 1) { nodes { title } } b: posts(last: 1) { nodes { title } } c: posts(first: 1, orderBy: TOP) { totalCount } }`;
    expect(await learner.client.data(query)).toEqual({
      a: { nodes: [{ title: 'Further post 3' }] },
      b: { nodes: [{ title: 'One post' }] },
      c: { totalCount: 5 },
    });
    expect(await statementsOf(() => learner.client.data(query))).toHaveLength(1);
  });

  test('a selection with more fields than a PostgreSQL function takes arguments', async () => {
    const many = Array.from({ length: 30 }, (_, index) => `f${index}: title`).join(' ');
    const own = `id slug title markdown html status version publishedAt scheduledFor readingMinutes author { id } topics { id }
      commentCount comments { totalCount } reactionCount reactions { kind } viewerHasBookmarked viewerCanEdit { allowed } __typename`;
    const { node } = await learner.client.data<{ node: Record<string, unknown> }>(
      `query ($id: ID!) { node(id: $id) { ... on Post { ${many} ${own} } } }`,
      { id: post.id },
    );
    expect(Object.keys(node)).toHaveLength(49);
  });
});

describe('pages', () => {
  const posts = async (args: string, variables: object = {}) => {
    const answer = await learner.client.ask<{ posts: { nodes: { title: string }[]; pageInfo: object } }>(
      `query ($after: String, $before: String) { posts${args && `(${args})`} { nodes { title } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }
         unused: posts(after: $after, before: $before) @skip(if: true) { totalCount } }`,
      variables,
    );
    return answer;
  };
  const cursorOf = async (index: number) => {
    const { posts: all } = await learner.client.data<{ posts: { edges: { cursor: string }[] } }>(
      '{ posts { edges { cursor } } }',
    );
    return all.edges[index]?.cursor;
  };

  test('know exactly what lies before and after, in both directions', async () => {
    const [second, fourth] = [await cursorOf(1), await cursorOf(3)];
    const info = async (args: string) => {
      const { data } = await posts(args, { after: second, before: fourth });
      const { hasNextPage, hasPreviousPage } = data?.posts.pageInfo as {
        hasNextPage: boolean;
        hasPreviousPage: boolean;
      };
      return [data?.posts.nodes.length, hasPreviousPage, hasNextPage];
    };
    expect(await info('first: 5')).toEqual([5, false, false]);
    expect(await info('first: 4')).toEqual([4, false, true]);
    expect(await info('last: 5')).toEqual([5, false, false]);
    expect(await info('last: 4')).toEqual([4, true, false]);
    expect(await info('first: 3, after: $after')).toEqual([3, true, false]);
    expect(await info('first: 2, after: $after')).toEqual([2, true, true]);
    expect(await info('last: 3, before: $before')).toEqual([3, false, true]);
    expect(await info('last: 2, before: $before')).toEqual([2, true, true]);
    expect(await info('first: 5, after: $after, before: $before')).toEqual([1, true, true]);
    expect(await info('last: 5, after: $after, before: $before')).toEqual([1, true, true]);
    expect(await info('first: 5, after: $before, before: $after')).toEqual([0, true, true]);
    expect(await info('')).toEqual([5, false, false]);
  });

  test('an empty page has no cursors', async () => {
    expect((await posts('filter: { topics: ["none"] }')).data?.posts).toEqual({
      nodes: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
  });

  test.each(['first: 0', 'first: -1', 'first: 101', 'last: 0', 'last: 101', 'first: 1, last: 1', 'first: 2147483647'])(
    'of the size %s are refused before anything is executed',
    async (args) => {
      const { status, errors, data } = await posts(args);
      expect([status, errors?.[0]?.extensions.code, data]).toEqual([400, 'BAD_USER_INPUT', undefined]);
    },
  );

  test.each(['first: 1.5', 'first: "10"', 'first: 2147483648'])(
    'of a size that is no size (%s) don’t validate',
    async (args) => {
      expect(await posts(args)).toMatchObject({
        status: 400,
        errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
      });
    },
  );

  test('take no cursor that is cut, changed, foreign, or of another order', async () => {
    const good = (await cursorOf(1)) as string;
    const { questions } = await learner.client.data<{ questions: { edges: { cursor: string }[] } }>(
      '{ questions(first: 1) { edges { cursor } } }',
    );
    const { posts: top } = await learner.client.data<{ posts: { edges: { cursor: string }[] } }>(
      '{ posts(first: 1, orderBy: TOP) { edges { cursor } } }',
    );
    const flipped = Buffer.from(good, 'base64');
    flipped[flipped.length - 1] = (flipped.at(-1) as number) ^ 1;
    for (const after of [
      '',
      'x',
      good.slice(0, -1),
      `${good}A`,
      flipped.toString('base64'),
      good.toUpperCase(),
      questions.edges[0]?.cursor,
      top.edges[0]?.cursor,
      "'; DROP TABLE post; --",
      '\u0000',
    ]) {
      expect([after, await posts('first: 1, after: $after', { after })]).toMatchObject([
        after,
        { status: 400, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
      ]);
    }
  });

  test('say which cursor is not one of theirs', async () => {
    const { errors } = await posts('before: $before', { before: 'x' });
    expect(errors?.[0]?.message).toContain('"before"');
  });

  test('take a cursor of a field that an interface has, whichever way the field is asked for', async () => {
    const later = await aComment(learner, post.id, 'Another one');
    const fields = 'comments(first: 1, after: $after) { nodes { id } edges { cursor } }';
    const query = `query ($id: ID!, $comment: ID!, $after: String) {
      node(id: $id) { ... on Post { ${fields} } }
      byInterface: node(id: $id) { ... on CommentSubject { ${fields} } }
      byComment: node(id: $comment) { ... on Comment { subject { ${fields} } } }
    }`;
    type Page = { comments: { nodes: { id: string }[]; edges: { cursor: string }[] } };
    type Three = { node: Page; byInterface: Page; byComment: { subject: Page } };
    const ask = async (after?: string) => {
      const found = await learner.client.data<Three>(query, { id: post.id, comment, after });
      return [found.node, found.byInterface, found.byComment.subject];
    };
    const first = await ask();
    const [cursor, ...others] = first.map(({ comments }) => comments.edges[0]?.cursor);
    expect(others).toEqual([cursor, cursor]);
    for (const { comments } of await ask(cursor)) expect(comments.nodes).toEqual([{ id: later }]);
  });

  test('are no business of operations that are not run, nor of fragments that are left out', async () => {
    const query = `query Run($on: Boolean = false) { posts(first: 1) { totalCount } ...Off @include(if: $on) }
      query Other($no: Boolean!) { posts(first: 500) @skip(if: $no) { totalCount } ...Off }
      fragment Off on Query { other: posts(after: "x") { totalCount } }`;
    const response = await learner.client.post(JSON.stringify({ query, operationName: 'Run' }));
    expect(await response.json()).toMatchObject({ data: { posts: { totalCount: 5 } } });
  });

  test('in the answer of a mutation are checked before it happens', async () => {
    const before = await service.sql.query('SELECT count(*) FROM post');
    const answer = await mentor.client.ask(
      `mutation { createPost(input: { idempotencyKey: "${crypto.randomUUID()}", title: "Never", markdown: "x", topics: ["bleu"] }) { ... on PostCreated { post { comments(first: 500) { totalCount } } } } }`,
    );
    expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    expect((await service.sql.query('SELECT count(*) FROM post')).rows).toEqual(before.rows);
  });

  test('stay whole while rows come and go', async () => {
    const author = await aMentor(service, { name: 'Busy Writer' });
    const lasting = new Set<string>();
    for (let n = 0; n < 12; n++) lasting.add((await aPost(author, { title: `Lasting ${n}` })).id);
    const fleeting: string[] = [];
    const seen: string[] = [];
    for (let after: string | undefined; ;) {
      const { posts: page } = await learner.client.data<{
        posts: { nodes: { id: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
      }>(
        'query ($after: String, $author: String) { posts(first: 3, after: $after, filter: { author: $author }) { nodes { id } pageInfo { endCursor hasNextPage } } }',
        { after, author: author.handle },
      );
      seen.push(...page.nodes.map(({ id }) => id));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
      fleeting.push((await aPost(author, { title: 'Fleeting' })).id);
      if (fleeting.length > 1)
        await service.sql.query('DELETE FROM subject WHERE id = $1', [fleeting.shift()?.split('_')[1]]);
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((id) => lasting.has(id))).toHaveLength(12);
  });
});

describe('every read of the contract', () => {
  const variables: Record<string, object> = {
    SkillAreas: {},
    SkillAreaPage: { slug: 'llm-architecture' },
    AnyNode: { id: 'x' },
    Mentors: { first: 20, orderBy: 'NEXT_SLOT', filter: { areas: [1] } },
    PersonPage: { handle: 'mira-mentor' },
    Feed: { first: 20 },
    PostPage: { author: 'mira-mentor', slug: 'one-post' },
    Questions: { first: 20 },
    QuestionPage: { slug: 'why-scale-attention-scores' },
    Slots: {
      offeringId: 'x',
      from: '2030-01-01T00:00:00Z',
      to: '2030-01-02T00:00:00Z',
      timeZone: 'UTC',
    },
    MyInterviews: { first: 20 },
  };

  test.each(Object.keys(variables))('%s is one statement', async (name) => {
    const statements = await statementsOf(() =>
      learner.client.run(name as 'Feed', variables[name] as { first: number }),
    );
    expect([name, statements]).toEqual([name, [expect.stringMatching(/^(WITH blocked |SELECT )[\s\S]+ AS answer$/)]]);
  });
});
