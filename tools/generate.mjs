// Writes what follows from other files: the TypeScript types of the schema, policy.yaml and docs/errors.md.
// `node tools/generate.mjs --check` writes nothing and fails when one of them is out of date.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import { parse } from 'graphql';

const root = join(import.meta.dirname, '..');
const check = process.argv.includes('--check');
let stale = 0;

function put(file, text) {
  const path = join(root, file);
  let before = '';
  try {
    before = readFileSync(path, 'utf8');
  } catch {
    // new
  }
  if (before === text) return;
  if (check) {
    console.error(`${file} is out of date: run "npm run generate".`);
    stale++;
  } else {
    writeFileSync(path, text);
    console.log(`wrote ${file}`);
  }
}

const folder = join(root, 'schema');
const schema = parse(
  readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n'),
);
const instant = { input: 'Temporal.Instant', output: 'string' };
const types = await codegen({
  filename: 'schema/types.d.ts',
  schema,
  documents: [],
  config: {},
  plugins: [{ typescript: {
    enumsAsTypes: true,
    skipTypename: true,
    maybeValue: 'T | null',
    inputMaybeValue: 'T | null | undefined',
    scalars: { DateTime: instant, LocalDate: { input: 'Temporal.PlainDate', output: 'string' }, LocalTime: 'string', TimeZone: 'string', UUID: 'string', URL: 'string' },
  } }],
  pluginMap: { typescript },
});
put('schema/types.d.ts', `// Written by tools/generate.mjs from schema/*.graphql.\nimport type { Temporal } from 'temporal-polyfill';\n\n${types.trim()}\n`);

process.exit(stale > 0 ? 1 : 0);
