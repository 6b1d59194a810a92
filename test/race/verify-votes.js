// `npm run verify:votes`: far more votes than `npm run test:all` has time for.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const { VOTES = '200000' } = process.env;
const jest = ['node_modules/jest/bin/jest.js', '--runInBand', 'test/race/votes.test.ts'];
const child = spawn(process.execPath, ['--experimental-vm-modules', '--no-warnings', ...jest], {
  cwd: root,
  env: { ...process.env, VOTES },
  stdio: 'inherit',
});
child.on('exit', (code) => process.exit(code ?? 1));
