import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { aPerson, type Person } from '../factories/people.js';
import { type Service, startService } from '../harness/service.js';

let service: Service;
let learner: Person;
beforeAll(async () => {
  service = await startService({ env: { EXPLORER: 'on' } });
  learner = await aPerson(service);
});
afterAll(() => service.stop());

const query = JSON.stringify({ query: '{ skillAreas { number } }' });

describe('HTTP', () => {
  test('answers carry a request id and leave nothing to caches', async () => {
    const response = await service.anonymous.post(query);
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-powered-by')).toBeNull();
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('errors carry a code of the catalogue, whether to try again, and the request id', async () => {
    const response = await service.anonymous.post(JSON.stringify({ query: '{ nothing }' }));
    const { errors } = (await response.json()) as { errors: { extensions: object }[] };
    expect(response.status).toBe(400);
    expect(errors[0]?.extensions).toEqual({
      code: 'GRAPHQL_VALIDATION_FAILED',
      retryable: false,
      requestId: response.headers.get('x-request-id'),
    });
  });

  test.each([
    ['{', 'not JSON'],
    ['[]', 'a batch'],
    [`[${query},${query}]`, 'a batch of two'],
    ['{}', 'no query'],
    ['{"query":5}', 'a query that is none'],
    ['{"query":""}', 'an empty query'],
    ['{"query":"{ skillAreas { number } }","variables":"x"}', 'variables that are none'],
    ['{"query":"{ skillAreas { number } }","variables":[]}', 'variables in a list'],
    ['{"query":"{ skillAreas"}', 'a query that breaks off'],
    ['{"query":"query A { __typename } query B { __typename }"}', 'two operations and no name'],
    ['{"query":"{ __typename }","operationName":"C"}', 'a name that is not there'],
    ['{"__proto__":{"polluted":true},"query":"{ __typename }"}', 'a poisoned prototype'],
  ])('%s (%s) is refused with 400', async (body) => {
    const response = await service.anonymous.post(body);
    expect(response.status).toBe(400);
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
    expect(errors[0]?.extensions.code).not.toBe('INTERNAL');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('a body beyond 100 kB is refused', async () => {
    const response = await service.anonymous.post(
      JSON.stringify({ query: `{ skillAreas { number } } #${'x'.repeat(100_000)}` }),
    );
    expect(response.status).toBe(413);
  });

  test('forms and plain texts are no requests', async () => {
    for (const type of [
      'application/x-www-form-urlencoded',
      'text/plain',
      'multipart/form-data; boundary=x',
      'application/xml',
    ]) {
      const response = await fetch(`${service.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': type, 'apollo-require-preflight': '1' },
        body: 'query=%7B__typename%7D',
      });
      expect([type, response.status]).toEqual([type, 415]);
    }
  });

  test('a query can be got, with the preflight header; a mutation can’t', async () => {
    const get = (document: string, headers: Record<string, string>) =>
      fetch(`${service.url}/graphql?query=${encodeURIComponent(document)}`, { headers });
    expect((await get('{ skillAreas { number } }', {})).status).toBe(400);
    expect((await get('{ skillAreas { number } }', { 'apollo-require-preflight': '1' })).status).toBe(200);
    expect(
      (
        await get('mutation { refreshSession(input: { refreshToken: "x" }) { __typename } }', {
          'apollo-require-preflight': '1',
        })
      ).status,
    ).toBe(405);
  });

  test('the answer takes the form that the client asks for', async () => {
    const response = await service.anonymous.post(query, { accept: 'application/graphql-response+json' });
    expect(response.headers.get('content-type')).toContain('application/graphql-response+json');
  });

  test('probes: alive, ready, and neither is GraphQL', async () => {
    expect(await (await fetch(`${service.url}/livez`)).json()).toEqual({ status: 'alive' });
    expect(await (await fetch(`${service.url}/readyz`)).json()).toEqual({ status: 'ready' });
    expect((await fetch(`${service.url}/nothing`)).status).toBe(404);
  });

  test('a browser gets the explorer, with the contract’s operations and nothing from elsewhere', async () => {
    const response = await fetch(`${service.url}/graphql`, { headers: { accept: 'text/html' } });
    const html = await response.text();
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(response.headers.get('content-security-policy')).toContain("connect-src 'self'");
    expect(html).toContain('query SkillAreas');
    expect(html).toContain('mutation BookInterview');
    expect(html).not.toMatch(/<script[^>]+src="https?:/);
  });
});

describe('bad input of every kind is a typed refusal or a catalogued error', () => {
  const inputs: Record<string, object> = {
    signUp: { email: 'a@example.org', password: 'long enough', name: 'N', timeZone: 'UTC' },
    signIn: { email: 'a@example.org', password: 'long enough' },
    refreshSession: { refreshToken: 'x' },
    requestEmailLink: { email: 'a@example.org', purpose: 'VERIFY_EMAIL' },
    verifyEmail: { token: 'x' },
    resetPassword: { token: 'x', password: 'long enough' },
    changePassword: { password: 'long enough' },
    changeEmail: { email: 'a@example.org' },
    confirmEmailChange: { token: 'x' },
    createPost: {
      idempotencyKey: '3f1c1c1e-0000-4000-8000-000000000001',
      title: 'Title',
      markdown: 'x',
      topics: ['bleu'],
    },
    publishPost: { idempotencyKey: '3f1c1c1e-0000-4000-8000-000000000002', postId: 'x' },
    addComment: { idempotencyKey: '3f1c1c1e-0000-4000-8000-000000000003', subjectId: 'x', markdown: 'x' },
    setWeeklyHours: { timeZone: 'UTC', hours: [{ day: 'MONDAY', start: '09:00', end: '10:00' }] },
    createOffering: {
      idempotencyKey: '3f1c1c1e-0000-4000-8000-000000000004',
      title: 'Title',
      durationMinutes: 60,
      topics: ['bleu'],
    },
    bookInterview: {
      idempotencyKey: '3f1c1c1e-0000-4000-8000-000000000005',
      offeringId: 'x',
      startsAt: '2027-01-01T00:00:00Z',
      timeZone: 'UTC',
    },
  };
  const nasty: unknown[] = [
    null,
    '',
    ' ',
    '\u0000',
    '\ud800',
    'x'.repeat(30_000),
    "'; DROP TABLE account; --",
    '%_\\',
    0,
    -1,
    2 ** 31,
    1.5,
    1e400,
    true,
    [],
    [null],
    [[]],
    {},
    { a: 1 },
    '2026-02-30T00:00:00Z',
    '٣',
    '{{7*7}}',
    '../../etc/passwd',
  ];
  const cases = Object.entries(inputs).flatMap(([mutation, good]) =>
    Object.keys(good).map((field) => [mutation, field] as const),
  );

  test.each(cases)('%s with a nasty %s', async (mutation, field) => {
    const type = `${mutation.slice(0, 1).toUpperCase()}${mutation.slice(1)}Input`;
    const document = `mutation ($input: ${type}!) { ${mutation}(input: $input) { __typename ... on Refusal { code } } }`;
    for (const value of nasty) {
      for (const client of [service.anonymous, learner.client]) {
        const response = await client.post(
          JSON.stringify({ query: document, variables: { input: { ...inputs[mutation], [field]: value } } }),
        );
        const body = (await response.json()) as { errors?: { extensions: { code: string } }[] };
        const code = body.errors?.[0]?.extensions.code;
        expect([value, code]).not.toEqual([value, 'INTERNAL']);
        expect([200, 400, 413]).toContain(response.status);
      }
    }
    for (const extra of [
      'id',
      'role',
      'roles',
      'authorId',
      'learnerId',
      'status',
      'emailVerified',
      'createdAt',
      '__proto__',
      'constructor',
    ]) {
      const response = await learner.client.post(
        `{"query":${JSON.stringify(document)},"variables":{"input":${JSON.stringify(inputs[mutation]).slice(0, -1)},"${extra}":"x"}}}`,
      );
      expect([extra, response.status]).toEqual([extra, 400]);
    }
  });

  test('and so it is in the arguments of every query', async () => {
    const documents = [
      'query ($x: String!) { skillArea(slug: $x) { id } topic(slug: $x) { id } question(slug: $x) { id } profile(handle: $x) { id } post(author: $x, slug: $x) { id } }',
      'query ($x: ID!) { node(id: $x) { id } nodes(ids: [$x]) { id } mentor(id: $x) { id } offering(id: $x) { id } interview(id: $x) { id } }',
      'query ($x: String) { posts(filter: { author: $x, topics: [] }) { totalCount } questions(after: $x) { totalCount } mentors(before: $x) { totalCount } }',
      'query ($x: [String!]) { posts(filter: { topics: $x }) { totalCount } mentors(filter: { topics: $x, languages: $x }) { totalCount } }',
      'query ($x: [Int!]) { posts(filter: { areas: $x }) { totalCount } questions(filter: { areas: $x }) { totalCount } mentors(filter: { areas: $x }) { totalCount } }',
      'query ($x: DateTime) { mentors(filter: { availableBefore: $x }) { totalCount } viewer { interviews(filter: { from: $x, to: $x }) { totalCount } } }',
    ];
    for (const document of documents) {
      for (const x of nasty) {
        const response = await learner.client.post(JSON.stringify({ query: document, variables: { x } }));
        const body = (await response.json()) as { errors?: { message: string; extensions: { code: string } }[] };
        expect([document, x, body.errors?.[0]?.extensions.code ?? '']).not.toEqual([document, x, 'INTERNAL']);
        expect(JSON.stringify(body.errors ?? '')).not.toMatch(/SELECT|syntax|relation|\/work|node_modules/);
      }
    }
  });
});
