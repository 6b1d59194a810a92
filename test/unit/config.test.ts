import { expect, test } from '@jest/globals';

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
