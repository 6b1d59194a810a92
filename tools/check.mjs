// `npm run check`: everything about the code that needs no running service. Installs what it needs into tools/ first.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const bin = (tool) => join(import.meta.dirname, 'node_modules/.bin', tool);

/** Resolves to whether it succeeded; its output is printed in one piece, and only if it didn't. */
async function run(title, command, args, cwd = root) {
  const started = performance.now();
  let output = '';
  const status = await new Promise((resolve) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', (error) => {
      output += error;
      resolve(1);
    });
    child.on('close', resolve);
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(status === 0 ? `${title} ... ok (${seconds} s)` : `${title} ... FAILED (${seconds} s)\n${output}`);
  return status === 0;
}

async function oneAfterTheOther(...steps) {
  let passed = true;
  for (const step of steps) passed = (await run(...step)) && passed;
  return passed;
}

if (!existsSync(join(import.meta.dirname, 'node_modules'))) {
  if (!(await run('installing the tools', 'npm', ['ci'], import.meta.dirname))) process.exit(1);
}
// Linting takes as long as all the rest: each has a core.
const passed = await Promise.all([
  run('lint', bin('eslint'), ['--config', 'tools/eslint.config.js', 'src', 'test', 'schema']),
  oneAfterTheOther(
    ['types', bin('tsc'), ['--noEmit']],
    ['generated files', process.execPath, ['tools/generate.mjs', '--check']],
    ['format', bin('prettier'), ['--check', '--log-level', 'warn', '.']],
    ['content', process.execPath, ['dist/content-check.js']],
    ['unused code and dependencies', bin('knip'), ['--config', 'tools/knip.json']],
  ),
]);
process.exit(passed.every(Boolean) ? 0 : 1);
