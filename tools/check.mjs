// `npm run check`: everything about the code that needs no running service. Installs what it needs into tools/ first.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const bin = (tool) => join(import.meta.dirname, 'node_modules/.bin', tool);

function run(title, command, args, options = {}) {
  process.stdout.write(`${title} ... `);
  const started = performance.now();
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 100_000_000,
    ...options,
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (status === 0) console.log(`ok (${seconds} s)`);
  else console.log(`FAILED (${seconds} s)\n${stdout ?? ''}${stderr ?? ''}${error ?? ''}`);
  return status === 0;
}

if (!existsSync(join(import.meta.dirname, 'node_modules'))) {
  if (!run('installing the tools', 'npm', ['ci'], { cwd: import.meta.dirname })) process.exit(1);
}
const passed = [
  run('types', bin('tsc'), ['--noEmit']),
  run('generated files', process.execPath, ['tools/generate.mjs', '--check']),
  run('lint', bin('eslint'), ['--config', 'tools/eslint.config.js', 'src', 'test', 'schema']),
  run('format', bin('prettier'), ['--check', '--log-level', 'warn', '.']),
  run('content', process.execPath, ['dist/content-check.js']),
  run('unused code and dependencies', bin('knip'), ['--config', 'tools/knip.json']),
];
process.exit(passed.every(Boolean) ? 0 : 1);
