// `npm run verify:booking`: far more bookings, and far more kills while they are made, than `npm test` has time for.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const { BOOKING_OPERATIONS = '20000', KILL_ROUNDS = '50' } = process.env;
const tests = ['test/race/operations.test.ts', 'test/crash/booking.test.ts'];
const jest = ['node_modules/jest/bin/jest.js', '--runInBand', ...tests];
const child = spawn(process.execPath, ['--experimental-vm-modules', '--no-warnings', ...jest], {
  cwd: root,
  env: { ...process.env, BOOKING_OPERATIONS, KILL_ROUNDS },
  stdio: 'inherit',
});
child.on('exit', (code) => process.exit(code ?? 1));
