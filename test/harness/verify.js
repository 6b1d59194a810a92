// What the scripts of `npm run verify` share. Plain JavaScript: they run before Jest does.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const ROUNDS_OF_A_RUN = 10;

/** One test file as `npm run test:all` would run it, with these settings. Ends the process if it fails. */
export function verify(file, settings) {
  const jest = ['node_modules/jest/bin/jest.js', '--runInBand', file];
  const { status } = spawnSync(process.execPath, ['--experimental-vm-modules', '--no-warnings', ...jest], {
    cwd: root,
    env: { ...process.env, ...settings },
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

/**
 * Kill rounds, ten a run: each run has a database of its own, so that what is left over doesn't grow without end, and one that fails can
 * be brought back by its seed.
 */
export function verifyRounds(file, rounds) {
  for (let left = rounds; left > 0; left -= ROUNDS_OF_A_RUN) {
    console.log(`${file}: ${rounds - left} of ${rounds} rounds done`);
    verify(file, { KILL_ROUNDS: String(Math.min(left, ROUNDS_OF_A_RUN)) });
  }
  console.log(`${file}: ${rounds} of ${rounds} rounds done`);
}
