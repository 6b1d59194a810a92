// `npm run verify:slots`: code and slow engine over many more schedules than `npm test` has time for.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const { SCHEDULES = '100000' } = process.env;
const jest = ['node_modules/jest/bin/jest.js', '--runInBand', 'test/property/slots.test.ts'];
const child = spawn(process.execPath, ['--experimental-vm-modules', '--no-warnings', ...jest], {
  cwd: root,
  env: { ...process.env, SCHEDULES },
  stdio: 'inherit',
});
child.on('exit', (code) => process.exit(code ?? 1));
