/** What takes long: crashes, races, and what stands on a well-tested ground. */
const LONG = [
  'content/check',
  'content/loading',
  'crash/',
  'race/',
  'scale/',
  'docs/sign-in',
  'e2e/any-mentor',
  'e2e/broken-connection',
  'e2e/busy-calendars',
  'e2e/community-questions',
  'e2e/digest',
  'e2e/email-change',
  'e2e/email-pages',
  'e2e/email-planted',
  'e2e/explain',
  'e2e/export',
  'e2e/favourites',
  'e2e/graphql-over-http',
  'e2e/http',
  'e2e/mail',
  'e2e/packages',
  'e2e/passkeys',
  'e2e/points',
  'e2e/provider',
  'e2e/push',
  'e2e/reauthentication',
  'e2e/search.test',
  'e2e/second-factor',
  'e2e/sign-in-limits',
  'e2e/strangers',
  'e2e/tokens',
  'e2e/totals',
  'e2e/trusted-documents',
  'e2e/waitlist',
  'property/paging',
  'property/payloads',
  'unit/calibration',
];

/** Whoever names a file means it. */
const ALL = process.env.TESTS === 'all' || process.argv.slice(2).some((argument) => argument.startsWith('test/'));

/** Tests speak GraphQL over HTTP to the real application on a real PostgreSQL; see test/harness. */
export default {
  testEnvironment: './test/harness/environment.js',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // `npm test` leaves these to `npm run test:all`, which CI runs: they would take it beyond five minutes on two cores.
  testPathIgnorePatterns: ALL ? [] : LONG.map((file) => `<rootDir>/test/${file}`),
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^(graphql|pg|typeorm|@nestjs/common|@nestjs/graphql)$': '<rootDir>/test/harness/shared/$1.js',
  },
  transform: { '^.+\\.ts$|/harness/shared/': './test/harness/transform.js' },
  globalSetup: './test/harness/global-setup.js',
  globalTeardown: './test/harness/global-teardown.js',
  testSequencer: './test/harness/sequencer.js',
  maxWorkers: 2,
  // What a test file has loaded is never let go of (modules of a VM): a worker that has grown makes place for a new one.
  workerIdleMemoryLimit: '1GB',
  testTimeout: 30_000,
  reporters: ['default', './test/harness/summary-reporter.js'],
};
