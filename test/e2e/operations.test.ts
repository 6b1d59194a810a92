import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { Log } from '../../src/base/logging/index.js';
import { aPerson, type Person } from '../factories/people.js';
import { freePort } from '../harness/process.js';
import { type Service, startService } from '../harness/service.js';

const PAGE = 'https://app.example.org';
const lines: string[] = [];
let service: Service;
let person: Person;
let metricsPort: number;
beforeAll(async () => {
  metricsPort = await freePort();
  service = await startService({
    env: { METRICS_PORT: String(metricsPort), HOST: '127.0.0.1', ALLOWED_ORIGINS: `${PAGE}, http://localhost:5173` },
    log: new Log({ logLevel: 'log', logFormat: 'json' }, { write: (line) => void lines.push(line) }),
  });
  person = await aPerson(service);
});
afterAll(() => service.stop());

describe('one line a request', () => {
  const linesOf = async (response: Response): Promise<Record<string, unknown>[]> => {
    await response.text();
    const id = response.headers.get('x-request-id') as string;
    const find = () => lines.filter((line) => line.includes(id));
    while (find().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    return find().map((line) => JSON.parse(line) as Record<string, unknown>);
  };
  const SECRETS = /Bearer|@|eyJ|hunter2/;

  test('whichever way it was answered', async () => {
    const query = JSON.stringify({
      query: 'query Areas($slug: String!) { skillArea(slug: $slug) { number } }',
      variables: { slug: 'hunter2' },
    });
    for (let time = 0; time < 3; time++) {
      const [line, ...more] = await linesOf(await person.client.post(query));
      expect(more).toEqual([]);
      expect(line).toEqual({
        level: 'info',
        time: expect.any(String),
        pid: process.pid,
        context: 'Request',
        requestId: expect.any(String),
        method: 'POST',
        path: '/graphql',
        operation: 'Areas',
        kind: 'query',
        account: person.accountId,
        status: 200,
        ms: expect.any(Number),
        msg: 'answered',
      });
    }
  });

  test('a refusal and an error by their code, and nothing of what was sent', async () => {
    const input = { email: 'ada@example.org', password: 'hunter2-hunter2' };
    const signIn =
      'mutation SignIn($input: SignInInput!) { signIn(input: $input) { __typename ... on Refusal { code } } }';
    const [refused] = await linesOf(
      await service.anonymous.post(JSON.stringify({ query: signIn, variables: { input } })),
    );
    expect(refused).toMatchObject({ operation: 'SignIn', kind: 'mutation', account: null, code: 'BAD_CREDENTIALS' });
    const [invalid] = await linesOf(await person.client.post(JSON.stringify({ query: '{ hunter2 }' })));
    expect(invalid).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED', status: 400 });
    const [lost] = await linesOf(await fetch(`${service.url}/hunter2?email=ada@example.org`));
    expect(lost).toMatchObject({ method: 'GET', path: 'none', status: 404 });
    expect(lines.filter((line) => SECRETS.test(line))).toEqual([]);
  });

  test('none for a probe', async () => {
    const before = lines.length;
    await fetch(`${service.url}/livez`);
    await linesOf(await person.client.post('{"query":"{ __typename }"}'));
    expect(lines.slice(before).filter((line) => line.includes('livez'))).toEqual([]);
  });

  test('what goes wrong in a request carries its id', async () => {
    await service.sql.query('ALTER TABLE skill_area RENAME COLUMN number TO hidden');
    const response = await person.client.post('{"query":"query Broken { skillAreas { slug number } }"}');
    await service.sql.query('ALTER TABLE skill_area RENAME COLUMN hidden TO number');
    const found = await linesOf(response);
    expect(found).toContainEqual(
      expect.objectContaining({ level: 'error', context: 'GraphQL', err: expect.anything() }),
    );
    expect(found).toContainEqual(
      expect.objectContaining({ context: 'Request', operation: 'Broken', code: 'INTERNAL' }),
    );
  });
});

describe('metrics', () => {
  const scrape = async (): Promise<Map<string, number>> => {
    const response = await fetch(`http://127.0.0.1:${metricsPort}/metrics`);
    expect(response.headers.get('content-type')).toContain('text/plain');
    const samples = (await response.text()).split('\n').filter((line) => line && !line.startsWith('#'));
    return new Map(
      samples.map((line) => {
        const [, series, value] = /^([a-z0-9_]+(?:\{.*\})?) (\S+)$/i.exec(line) ?? [];
        return [series as string, Number(value)];
      }),
    );
  };

  test('count requests by operation and outcome, and time them', async () => {
    for (let time = 0; time < 3; time++)
      await person.client.post('{"query":"query Counted { skillAreas { number } }"}');
    await person.client.post('{"query":"query Refused { viewer(x: 1) { id } }"}');
    const samples = await scrape();
    expect(samples.get('sevenfold_requests_total{operation="Counted",kind="query",code="OK"}')).toBe(3);
    expect(samples.get('sevenfold_request_duration_seconds_count{operation="Counted",kind="query"}')).toBe(3);
    expect(samples.get('sevenfold_request_duration_seconds_bucket{le="10",operation="Counted",kind="query"}')).toBe(3);
    expect([...samples.keys()].filter((series) => series.includes('GRAPHQL_VALIDATION_FAILED'))).not.toEqual([]);
  });

  test('tell of the pool, the database, the process and its event loop', async () => {
    const samples = await scrape();
    expect(samples.get('sevenfold_database_up')).toBe(1);
    expect(samples.get('sevenfold_database_connections{state="total"}')).toBeGreaterThan(0);
    expect(samples.get('sevenfold_database_connections{state="waiting"}')).toBe(0);
    for (const name of [
      'process_cpu_seconds_total',
      'process_resident_memory_bytes',
      'nodejs_eventloop_lag_p99_seconds',
    ])
      expect([name, samples.get(name)]).toEqual([name, expect.any(Number)]);
  });

  test('stay few, whatever names clients think of', async () => {
    for (let number = 0; number < 220; number++)
      await person.client.post(
        JSON.stringify({ query: `query Name${number}_${randomUUID().slice(0, 4)} { __typename }` }),
      );
    const series = [...(await scrape()).keys()].filter((name) => name.startsWith('sevenfold_requests_total'));
    expect(series.length).toBeLessThan(220);
    expect(series.some((name) => name.includes('operation="other"'))).toBe(true);
  });

  test('are at their own port alone', async () => {
    expect((await fetch(`${service.url}/metrics`)).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${metricsPort}/`)).status).toBe(404);
  });
});

describe('pages of other origins', () => {
  const preflight = (origin: string) =>
    fetch(`${service.url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });
  const allowed = (response: Response) => response.headers.get('access-control-allow-origin');

  test('may ask when they are named', async () => {
    const response = await preflight(PAGE);
    expect(response.status).toBe(204);
    expect(allowed(response)).toBe(PAGE);
    expect(response.headers.get('access-control-allow-headers')).toContain('authorization');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    const answer = await person.client.post('{"query":"{ __typename }"}', { origin: 'http://localhost:5173' });
    expect(allowed(answer)).toBe('http://localhost:5173');
    expect(answer.headers.get('access-control-expose-headers')).toContain('x-request-id');
    expect(answer.headers.get('vary')?.toLowerCase()).toContain('origin');
  });

  test.each(['https://evil.example', `${PAGE}.evil.example`, 'http://app.example.org', `${PAGE}:8443`, 'null'])(
    'may not from %s',
    async (origin) => {
      expect(allowed(await preflight(origin))).toBeNull();
      expect(allowed(await person.client.post('{"query":"{ __typename }"}', { origin }))).toBeNull();
    },
  );
});
