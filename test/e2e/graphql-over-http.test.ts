import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { serverAudits } from 'graphql-http';

import { type Service, startService } from '../harness/service.js';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

/* The audit asks by GET, too, which Apollo takes from scripts alone: those can send a header that makes a browser ask first. */
const audits = serverAudits({
  url: () => `${service.url}/graphql`,
  fetchFn: (url: string, init?: RequestInit) =>
    fetch(url, { ...init, headers: { ...init?.headers, 'apollo-require-preflight': '1' } }),
});

describe('the audit of GraphQL over HTTP', () => {
  test('has 61 points', () => {
    expect(audits).toHaveLength(61);
  });

  test.each(audits.map((audit) => [`${audit.id} ${audit.name}`, audit] as const))('%s', async (_name, audit) => {
    const { status, ...result } = await audit.fn();
    expect([status, 'reason' in result ? result.reason : '']).toEqual(['ok', '']);
  });
});

describe('requests that a page elsewhere could make its visitor send', () => {
  const query = encodeURIComponent('{ skillAreas { number } }');

  test('a query by GET needs a header that a form or a picture can not send', async () => {
    expect((await fetch(`${service.url}/graphql?query=${query}`)).status).toBe(400);
    const asked = await fetch(`${service.url}/graphql?query=${query}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect(asked.status).toBe(200);
  });

  test('a mutation by GET is none', async () => {
    const mutation = encodeURIComponent('mutation { refreshSession(input: { refreshToken: "x" }) { __typename } }');
    const response = await fetch(`${service.url}/graphql?query=${mutation}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
  });
});
