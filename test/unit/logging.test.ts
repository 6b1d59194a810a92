import { describe, expect, test } from '@jest/globals';

import { inRequest, Log } from '../../src/base/logging/index.js';

function logged(write: (log: Log) => void, options: Partial<ConstructorParameters<typeof Log>[0]> = {}): string[] {
  const lines: string[] = [];
  write(new Log({ logLevel: 'log', logFormat: 'json', ...options }, { write: (line) => void lines.push(line) }));
  return lines;
}
const fieldsOf = (write: (log: Log) => void): Record<string, unknown> =>
  JSON.parse(logged(write)[0] as string) as Record<string, unknown>;

describe('secrets', () => {
  const SECRET = 'hunter2-hunter2';
  const nested = (depth: number, value: unknown): unknown => (depth === 0 ? value : { a: nested(depth - 1, value) });
  const ring: Record<string, unknown> = { password: SECRET };
  ring.self = ring;
  const withCause = new Error('outer', {
    cause: Object.assign(new Error('inner'), { parameters: [SECRET], response: { set_cookie: SECRET } }),
  });
  const circular = Object.assign(new Error('round'), { accessToken: SECRET });
  circular.cause = circular;

  test.each<[string, unknown]>([
    ['an object', { password: SECRET, newPassword: SECRET, refresh_token: SECRET, 'set-cookie': [SECRET] }],
    ['far down', { a: [{ b: { c: [{ Authorization: SECRET }] } }] }],
    ['deeper than is looked', nested(12, SECRET)],
    ['a list of lists', [[[{ email: SECRET }]]]],
    ['a map', new Map([['secretKey', SECRET]])],
    ['a set', new Set([{ apiKey: SECRET }])],
    ['something with toJSON', { toJSON: () => ({ token: SECRET }) }],
    ['bytes', { body: Buffer.from(SECRET) }],
    ['a ring', ring],
    ['an error with a cause', withCause],
    ['an error that causes itself', circular],
    ['several errors', new AggregateError([Object.assign(new Error('one'), { cookie: SECRET })], 'all')],
    ['variables', { variables: { input: { text: SECRET } } }],
    ['a header in a text', `Authorization: Bearer ${SECRET}`],
    ['a setting in a text', `connecting with password=${SECRET} failed`],
    ['JSON in a text', `{"refreshToken":"${SECRET}"}`],
    ['an address of a database', `postgresql://somebody:${SECRET}@db.example.org/x`],
    ['a signed token', `eyJhbGciOiJFZERTQSJ9.${SECRET}.${SECRET}`],
    ['an error’s message', new Error(`cookie: ${SECRET}`)],
  ])('in %s are not told', (_, value) => {
    for (const logFormat of ['json', 'pretty'] as const) {
      for (const level of ['log', 'error'] as const) {
        const lines = logged((log) => log[level](value, 'Test'), { logFormat });
        expect(lines).toHaveLength(1);
        expect(lines[0]).not.toContain(SECRET);
        expect(logged((log) => log[level]('said', value, 'Test'), { logFormat })[0]).not.toContain(SECRET);
      }
    }
  });

  test('nor are mail addresses, while what looks like one stays', () => {
    const { msg } = fieldsOf((log) =>
      log.warn('No mail to ada.l+x@sub.example.org: see node_modules/@nestjs/core', 'T'),
    );
    expect(msg).toBe('No mail to [email]: see node_modules/@nestjs/core');
  });

  test('everything else is told', () => {
    const details = { id: 'x', count: 3n, at: new Date(0), list: [1, null], none: undefined };
    expect(fieldsOf((log) => log.log(details, 'Test'))).toMatchObject({
      context: 'Test',
      details: [{ id: 'x', count: '3', at: '1970-01-01T00:00:00.000Z', list: [1, null] }],
    });
  });
});

describe('a line', () => {
  test('is one line of JSON with level, time, who says it, and the request', () => {
    const lines = logged((log) => inRequest('the-request', () => log.error('first\nsecond', 'Test')));
    expect(lines).toHaveLength(1);
    expect(lines[0]?.match(/\n/g)).toHaveLength(1);
    expect(JSON.parse(lines[0] as string)).toEqual({
      level: 'error',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      pid: process.pid,
      context: 'Test',
      requestId: 'the-request',
      msg: 'first\nsecond',
    });
  });

  test('tells an error with its stack and its cause', () => {
    const fields = fieldsOf((log) => log.error(new Error('outer', { cause: new TypeError('inner') }), 'Test'));
    expect(fields).toMatchObject({
      msg: 'outer',
      err: { type: 'Error', cause: { type: 'TypeError', message: 'inner' } },
    });
    expect((fields.err as { stack: string }).stack).toMatch(/\n\s+at /);
  });

  test('is written only at its level', () => {
    expect(logged((log) => log.debug('x', 'Test'))).toEqual([]);
    expect(logged((log) => log.log('x', 'Test'), { logLevel: 'warn' })).toEqual([]);
    expect(logged((log) => log.verbose('x', 'Test'), { logLevel: 'verbose' })).toHaveLength(1);
  });

  test('is easy to read in development', () => {
    const [line] = logged((log) => log.error(new Error('broken', { cause: new Error('below') }), 'Test'), {
      logFormat: 'pretty',
    });
    expect(line).toMatch(/^\d\d:\d\d:\d\d\.\d{3} ERROR \[Test\] broken\n {6}at .*\n/);
    expect(line).toMatch(/\n {2}caused by:\n {2}Error: below\n {6}at /);
  });
});
