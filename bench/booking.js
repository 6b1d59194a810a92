// `npm run bench:booking`: bookings a second beside the same statements by hand, and two hundred learners on one slot.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const HELP = `npm run bench:booking -- [options]

  --seconds N    how long each side books in a round (6)
  --rounds N     rounds, the sides in turn (3)
  --clients N    bookings at a time (8)
  --rush N       learners who want one slot (200)
  --help`;

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '6' },
    rounds: { type: 'string', default: '3' },
    clients: { type: 'string', default: '8' },
    rush: { type: 'string', default: '200' },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  console.log(HELP);
  process.exit(0);
}

const built = spawnSync('npm', ['run', '--silent', 'build'], {
  cwd: join(import.meta.dirname, '..'),
  encoding: 'utf8',
});
if (built.status !== 0) {
  console.error(`${built.stdout}${built.stderr}`);
  process.exit(1);
}

const { benchBooking } = await import('./lib/booking.js');
delete options.help;
await benchBooking(Object.fromEntries(Object.entries(options).map(([name, value]) => [name, Number(value)])));
