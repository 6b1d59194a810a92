import { readFileSync, writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { parseArgs } from 'node:util';

import { concatAST, parse, print, separateOperations } from 'graphql';

import { createApp } from './app.js';
import { Config } from './base/config/index.js';
import { DatabaseServer } from './base/database/index.js';
import { TrustedDocuments, UnfitDocumentError } from './base/graphql/index.js';

const HELP = `npm run trust -- [--manifest <file>] <file>...

Registers the documents that a client sends, so that it can name them by hash, and so that TRUSTED_DOCUMENTS=only runs them.

  <file>.graphql      operations and fragments; each operation becomes a document of its own with the fragments it uses
  <file>.json         a manifest: {"operations": [{"body": "..."}]} as Apollo's tools write it, or {"<hash>": "..."}
  --manifest <file>   writes what was registered, in the form of Apollo's tools, for the client's build
  --help

What isn't valid is refused, and then nothing is registered. Settings as for the service (DATABASE_URL, DATA_DIR).
`;

interface ManifestEntry {
  readonly id: string;
  readonly name: string;
  readonly body: string;
}

/** Documents by what they are called in messages. */
function documentsOf(files: readonly string[]): [name: string, text: string][] {
  const texts = files.filter((file) => extname(file) !== '.json').map((file) => parse(readFileSync(file, 'utf8')));
  const separate = Object.entries(separateOperations(concatAST(texts)));
  const listed = files
    .filter((file) => extname(file) === '.json')
    .flatMap((file) => {
      const manifest = JSON.parse(readFileSync(file, 'utf8')) as
        Record<string, string> | { operations: ManifestEntry[] };
      if (Array.isArray(manifest.operations))
        return manifest.operations.map(({ name, body }): [string, string] => [name, body]);
      return Object.entries(manifest as Record<string, string>);
    });
  return [...separate.map(([name, document]): [string, string] => [name, print(document)]), ...listed];
}

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { manifest: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help || positionals.length === 0) {
    process.stdout.write(HELP);
    return;
  }
  const documents = documentsOf(positionals);
  const config = new Config({ ...process.env, LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn' });
  const server = await DatabaseServer.start(config);
  try {
    const app = await createApp(config, server);
    const hashes = await app.get(TrustedDocuments, { strict: false }).register(documents.map(([, text]) => text));
    await app.close();
    const operations = documents.map(([name, body], index): ManifestEntry => ({ id: hashes[index] ?? '', name, body }));
    for (const { id, name } of operations) process.stdout.write(`sha256:${id}  ${name}\n`);
    const manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations };
    if (values.manifest) writeFileSync(values.manifest, `${JSON.stringify(manifest, null, 2)}\n`);
  } finally {
    await server.stop();
  }
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof UnfitDocumentError ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = 1;
});
