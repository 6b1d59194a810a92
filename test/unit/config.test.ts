import { expect, test } from '@jest/globals';

import { Config, ConfigError } from '../../src/base/config/index.js';

const PRODUCTION = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgresql://db/x',
  PUBLIC_URL: 'https://example.org/',
  SMTP_URL: 'smtp://mail',
  SECRET_KEY: 'x'.repeat(32),
};
const failing = (env: Record<string, string>): string => {
  try {
    new Config(env);
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
};

test('development needs nothing', () => {
  expect(new Config({})).toMatchObject({
    production: false,
    demo: true,
    port: 3000,
    host: '127.0.0.1',
    explorer: true,
    rateLimits: true,
    trustedProxies: [],
    logFormat: 'pretty',
    drainSeconds: 10,
  });
});

test('production needs four settings, and names each that is missing', () => {
  expect(new Config(PRODUCTION)).toMatchObject({
    production: true,
    demo: false,
    host: '0.0.0.0',
    explorer: false,
    publicUrl: 'https://example.org',
    logFormat: 'json',
  });
  for (const name of ['DATABASE_URL', 'PUBLIC_URL', 'SMTP_URL', 'SECRET_KEY'])
    expect(failing({ ...PRODUCTION, [name]: '' })).toContain(name);
  expect(failing({ ...PRODUCTION, RATE_LIMITS: 'off' })).toContain('RATE_LIMITS=off');
  expect(new Config({ ...PRODUCTION, EXPLORER: 'on' }).explorer).toBe(true);
});

test.each([
  ['PORT', '70000'],
  ['PORT', 'http'],
  ['DATABASE_URL', 'localhost'],
  ['PUBLIC_URL', 'ftp://x'],
  ['SMTP_URL', 'mail'],
  ['SECRET_KEY', 'é'.repeat(15)],
  ['RATE_LIMITS', 'no'],
  ['NODE_ENV', 'prod'],
  ['LOG_LEVEL', 'loud'],
  ['LOG_FORMAT', 'xml'],
  ['DRAIN_SECONDS', '-1'],
  ['METRICS_PORT', 'on'],
  ['ALLOWED_ORIGINS', '*'],
  ['ALLOWED_ORIGINS', 'https://app.example.org/'],
  ['ALLOWED_ORIGINS', 'https://app.example.org, app.example.org'],
])('%s=%s is refused by name', (name, value) => expect(failing({ [name]: value })).toContain(name));

test('keys of different purposes are different, and stay', () => {
  const config = new Config(PRODUCTION);
  expect(config.deriveKey('a')).toEqual(new Config(PRODUCTION).deriveKey('a'));
  expect(config.deriveKey('a')).not.toEqual(config.deriveKey('b'));
  expect(config.deriveKey('a')).toHaveLength(32);
});

const GOOGLE = {
  GOOGLE_CLIENT_ID: 'id',
  GOOGLE_CLIENT_SECRET: 'secret',
  APP_REDIRECT_URIS: 'org.example.app:/signed-in',
};

test('a provider needs id, secret and an address to come back to, and is the real one in production', () => {
  expect([...new Config(GOOGLE).signInProviders.keys()]).toEqual(['GOOGLE']);
  expect(new Config({}).signInProviders.size).toBe(0);
  expect(failing({ ...GOOGLE, GOOGLE_CLIENT_SECRET: '' })).toContain('GOOGLE_CLIENT_SECRET');
  expect(failing({ ...GOOGLE, APP_REDIRECT_URIS: '' })).toContain('APP_REDIRECT_URIS');
  expect(failing({ ...PRODUCTION, ...GOOGLE, GOOGLE_URL: 'https://evil.example' })).toContain('GOOGLE_URL');
});

test('a sign-in comes back to https, to this machine, or to a scheme that has a domain in it', () => {
  const taken = [
    'https://app.example.org/x?y=1',
    'http://127.0.0.1:5173/x',
    'http://[::1]/x',
    'http://localhost:1/',
    'org.example.app:/x',
    'org.example.app://x',
  ];
  expect(new Config({ APP_REDIRECT_URIS: taken.join(', ') }).appRedirectUris).toEqual(taken);
  for (const uri of [
    'http://app.example.org/',
    'http://127.0.0.1.evil.example/',
    'myapp://x',
    'javascript:alert(1)',
    'data:text/html,x',
    '//evil.example',
    '/x',
    'https:\\\\evil',
    'https://a@app.example.org/',
    'https://app.example.org/#x',
    'org.example.app:/é',
  ])
    expect([uri, failing({ APP_REDIRECT_URIS: uri })]).toEqual([uri, expect.stringContaining('APP_REDIRECT_URIS')]);
});
