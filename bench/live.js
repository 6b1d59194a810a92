// `npm run bench:live`: how long it takes from a commit until subscribers have heard of it.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const HELP = `npm run bench:live -- [options]

  --subscribers N            sockets with one subscription each (500)
  --viewers N                accounts that they belong to, each with at most 10 sockets a process (50)
  --rate N                   events written a second (200)
  --seconds N                how long is written in a round (20)
  --rounds N                 rounds (3)
  --size small|large         how large a community (small)
  --seed N                   another community of the same kind (1)
  --help`;

const { values: options } = parseArgs({
  options: {
    subscribers: { type: 'string', default: '500' },
    viewers: { type: 'string', default: '50' },
    rate: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '3' },
    size: { type: 'string', default: 'small' },
    seed: { type: 'string', default: '1' },
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

const { benchLive } = await import('./lib/live.js');
const { size, ...numbers } = options;
delete numbers.help;
await benchLive({
  size,
  ...Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, Number(value)])),
});
