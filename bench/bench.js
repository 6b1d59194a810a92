// `npm run bench`: installs what the servers need, then runs. Everything that it writes lies under bench/.data and bench/results.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const HELP = `npm run bench -- [options]

  --size small|large|both    how large a community (both)
  --rounds N                 rounds, each with every server in turn (5)
  --seconds N                how long each server is asked in a round (4)
  --connections N            how many clients ask at once (16)
  --servers a,b              of floor, postgraphile, mercurius, usual, sevenfold (all)
  --operations a,b           of Feed, SkillAreaPage, Questions, Mentors, PostPage (all)
  --seed N                   another community of the same kind (1)
  --fresh                    makes the communities anew instead of using those of the last run
  --help`;

const { values: options } = parseArgs({
  options: {
    size: { type: 'string', default: 'both' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    connections: { type: 'string', default: '16' },
    servers: { type: 'string', default: 'floor,postgraphile,mercurius,usual,sevenfold' },
    operations: { type: 'string', default: 'Feed,SkillAreaPage,Questions,Mentors,PostPage' },
    seed: { type: 'string', default: '1' },
    fresh: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  console.log(HELP);
  process.exit(0);
}

function run(what, command, args, cwd) {
  process.stdout.write(`${what} ... `);
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  console.log(status === 0 ? 'ok' : `failed\n${stdout}${stderr}`);
  if (status !== 0) process.exit(1);
}

const root = join(import.meta.dirname, '..');
const servers = options.servers.split(',');
run('building Sevenfold', 'npm', ['run', '--silent', 'build'], root);
for (const folder of ['.', ...servers.map((name) => `servers/${name}`)]) {
  const path = join(import.meta.dirname, folder);
  const manifest = join(path, 'package.json');
  if (!existsSync(manifest)) continue;
  // PostGraphile asks for a newer Node than installs it; it gets one from the npm package `node`. npm hands the strictness of
  // the project that `npm run` is of down to this one, past its .npmrc.
  if (!existsSync(join(path, 'node_modules')))
    run(`installing bench/${folder}`, 'npm', ['ci', '--engine-strict=false'], path);
  if (JSON.parse(readFileSync(manifest, 'utf8')).scripts?.build)
    run(`building bench/${folder}`, 'npm', ['run', '--silent', 'build'], path);
}

const { bench } = await import('./lib/run.js');
await bench({
  sizes: options.size === 'both' ? ['small', 'large'] : [options.size],
  rounds: Number(options.rounds),
  seconds: Number(options.seconds),
  connections: Number(options.connections),
  servers,
  operations: options.operations.split(','),
  seed: Number(options.seed),
  fresh: options.fresh,
});
