// `npm run verify:effects`: processes are killed far more often than `npm test` has time for.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const { KILL_ROUNDS = '50' } = process.env;
const jest = ['node_modules/jest/bin/jest.js', '--runInBand', 'test/crash/effects.test.ts'];
const child = spawn(process.execPath, ['--experimental-vm-modules', '--no-warnings', ...jest], {
  cwd: root,
  env: { ...process.env, KILL_ROUNDS },
  stdio: 'inherit',
});
child.on('exit', (code) => process.exit(code ?? 1));
