// `npm run verify:views`: the service and the reference over many more operations than `npm test` has time for.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const { OPERATIONS = '100000' } = process.env;
const jest = ['node_modules/jest/bin/jest.js', '--runInBand', 'test/property/reads.test.ts'];
const child = spawn(process.execPath, ['--experimental-vm-modules', '--no-warnings', ...jest], {
  cwd: root,
  // In production graphql-js leaves out checks that take as long as all the rest.
  env: { ...process.env, OPERATIONS, NODE_ENV: 'production' },
  stdio: 'inherit',
});
child.on('exit', (code) => process.exit(code ?? 1));
