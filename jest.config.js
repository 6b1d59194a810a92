/** Tests speak GraphQL over HTTP to the real application on a real PostgreSQL; see test/README.md. */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  globalSetup: './test/harness/global-setup.js',
  globalTeardown: './test/harness/global-teardown.js',
  maxWorkers: 2,
  testTimeout: 30_000,
  reporters: ['default', './test/harness/summary-reporter.js'],
};
