import { generateKeyPairSync } from 'node:crypto';

import { describe, expect, test } from '@jest/globals';

import { Config, ConfigError } from '../../src/base/config/index.js';
import { armFaults } from '../../src/base/faults/index.js';

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
  expect(failing({ ...PRODUCTION, FAULT_POINT: 'mid_relay' })).toContain('FAULT_POINT');
  expect(new Config({ ...PRODUCTION, EXPLORER: 'on' }).explorer).toBe(true);
});

test('a point to die at is one that there is', () => {
  expect(new Config({ FAULT_POINT: 'mid_relay:3' }).faultPoint).toEqual({ point: 'mid_relay', pass: 3 });
  expect(() => armFaults(new Config({ FAULT_POINT: 'nowhere' }))).toThrow(/FAULT_POINT .*nowhere.*before_send/);
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
  ['FAULT_POINT', 'mid_relay:0'],
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

describe('push', () => {
  const apple = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;
  const APNS_KEY = apple.export({ format: 'pem', type: 'pkcs8' }) as string;
  const APNS = { APNS_KEY, APNS_KEY_ID: 'K', APNS_TEAM_ID: 'T', APNS_TOPIC: 'org.example.app' };

  test('is to browsers alone unless more is set', () => {
    expect(new Config({}).push).toEqual({ webKey: undefined, apns: undefined, fcm: undefined });
    const { apns } = new Config({ ...PRODUCTION, ...APNS, APNS_SANDBOX: 'on' }).push;
    expect(apns).toMatchObject({ keyId: 'K', teamId: 'T', url: 'https://api.sandbox.push.apple.com' });
    expect(new Config({ ...APNS, APNS_KEY: APNS_KEY.replaceAll('\n', '\\n') }).push.apns?.url).toBe(
      'https://api.push.apple.com',
    );
  });

  test('needs all of a platform’s settings, and real servers in production', () => {
    for (const name of Object.keys(APNS)) expect(failing({ ...APNS, [name]: '' })).toContain(name);
    for (const name of ['APNS_URL', 'FCM_URL'])
      expect(failing({ ...PRODUCTION, [name]: 'http://127.0.0.1:1' })).toContain(name);
    const other = generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).privateKey;
    expect(failing({ ...APNS, APNS_KEY: other.export({ format: 'pem', type: 'pkcs8' }) as string })).toContain('P-256');
    expect(failing({ FCM_SERVICE_ACCOUNT: '{' })).toContain('FCM_SERVICE_ACCOUNT');
    const account = { project_id: 'p', client_email: 'a@x.example', private_key: APNS_KEY };
    const said = failing({ FCM_SERVICE_ACCOUNT: JSON.stringify(account) });
    expect(said).toContain('FCM_SERVICE_ACCOUNT.private_key');
    expect(said).not.toContain('BEGIN');
    expect(failing({ WEB_PUSH_KEY: 'short' })).toContain('WEB_PUSH_KEY');
  });
});
