// Writes what follows from other files: the TypeScript types of the schema, policy.yaml and docs/errors.md.
// `node tools/generate.mjs --check` writes nothing and fails when one of them is out of date.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import { buildASTSchema, Kind, parse, specifiedRules, validate, visit } from 'graphql';

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
  plugins: [
    {
      typescript: {
        enumsAsTypes: true,
        skipTypename: true,
        maybeValue: 'T | null',
        inputMaybeValue: 'T | null | undefined',
        scalars: {
          DateTime: instant,
          LocalDate: { input: 'Temporal.PlainDate', output: 'string' },
          LocalTime: 'string',
          TimeZone: 'string',
          UUID: 'string',
          URL: 'string',
        },
      },
    },
  ],
  pluginMap: { typescript },
});
put(
  'schema/types.d.ts',
  `// Written by tools/generate.mjs from schema/*.graphql.\nimport type { Temporal } from 'temporal-polyfill';\n\n${types.trim()}\n`,
);

// The operations that clients send, as far as the schema can answer them.
const operationFolder = join(root, 'test/contract/operations');
const definitions = readdirSync(operationFolder)
  .sort()
  .flatMap((file) => parse(readFileSync(join(operationFolder, file), 'utf8')).definitions);
const built = buildASTSchema(schema);
const validationRules = specifiedRules.filter(({ name }) => name !== 'NoUnusedFragmentsRule');
const fragments = new Map(
  definitions
    .filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)
    .map((fragment) => [fragment.name.value, fragment]),
);
function withFragments(definition, found = new Set([definition])) {
  visit(definition, {
    FragmentSpread: ({ name }) => {
      const fragment = fragments.get(name.value);
      if (!fragment || found.has(fragment)) return;
      found.add(fragment);
      withFragments(fragment, found);
    },
  });
  return [...found];
}
const known = definitions.filter(
  (definition) =>
    validate(built, { kind: Kind.DOCUMENT, definitions: withFragments(definition) }, validationRules).length === 0,
);
const operations = await codegen({
  filename: 'test/contract/types.d.ts',
  schema,
  documents: [{ location: 'operations', document: { kind: Kind.DOCUMENT, definitions: known } }],
  config: {},
  plugins: [
    {
      typescriptOperations: {
        skipTypename: true,
        enumsAsTypes: true,
        scalars: {
          DateTime: 'string',
          LocalDate: 'string',
          LocalTime: 'string',
          TimeZone: 'string',
          UUID: 'string',
          URL: 'string',
        },
      },
    },
  ],
  pluginMap: { typescriptOperations },
});
const names = known
  .filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
  .map(({ name, operation }) => [name.value, `${operation[0].toUpperCase()}${operation.slice(1)}`]);
const table = names
  .map(([name, kind]) => `  ${name}: { result: ${name}${kind}; variables: ${name}${kind}Variables };`)
  .join('\n');
put(
  'test/contract/types.d.ts',
  `// Written by tools/generate.mjs from schema/ and test/contract/operations/.\n${operations.trim()}\n\n/** Every operation of the contract that runs. */\nexport interface Operations {\n${table}\n}\n`,
);

// The policy table and the error catalogue, from the built code.
await import(join(root, 'dist/app.module.js'));
const { AccessModule } = await import(join(root, 'dist/base/access/index.js'));
const { CATALOGUE } = await import(join(root, 'dist/base/errors/index.js'));

const rules = Object.entries(Object.assign({}, ...AccessModule.declared)).sort(([a], [b]) => (a < b ? -1 : 1));
const rule = ({ allow, allAreas, verified, withoutToken, recent, credentials, scope }) =>
  [
    `allow: [${allow.join(', ')}]`,
    ...(allAreas ? ['allAreas: true'] : []),
    ...(verified ? ['verified: true'] : []),
    ...(withoutToken ? ['withoutToken: true'] : []),
    ...(recent ? ['recent: true'] : []),
    ...(credentials ? ['credentials: true'] : []),
    ...(scope ? [`scope: ${scope}`] : []),
  ].join(', ');
put(
  'policy.yaml',
  `# Who may use which root field; everything else is denied. Written by tools/generate.mjs from the modules' policies.
# allAreas: of moderators only those who aren't kept to one skill area. verified: the account's address must be verified. withoutToken: a bad or ended access token is no obstacle. recent: signed in
# within the last ten minutes. credentials: one of these an operation. scope: what an API key needs; none opens the others.
${rules.map(([field, entry]) => `${field}: { ${rule(entry)} }`).join('\n')}
`,
);

const errorRows = Object.entries(CATALOGUE).map(
  ([code, { meaning, retryable, status }]) => `| \`${code}\` | ${meaning} | ${retryable ? 'yes' : 'no'} | ${status} |`,
);
put(
  'docs/errors.md',
  `# Errors

Expected answers “no” are results of mutations (\`Refusal\` in the schema). What is left are the top-level errors below, each with
\`extensions { code, retryable, requestId }\` and, where waiting helps, \`retryAfterMs\`. Written by tools/generate.mjs from
src/base/errors/catalogue.ts.

| code | meaning | try again | HTTP status |
|---|---|---|---|
${errorRows.join('\n')}
`,
);

process.exit(stale > 0 ? 1 : 0);
