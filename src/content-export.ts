import { existsSync, readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { createApp } from './app.js';
import { Config } from './base/config/index.js';
import { DatabaseServer } from './base/database/index.js';
import { ExportQuestions } from './questions/index.js';

const HELP = `npm run content:export -- --into <folder>

Writes the published curated questions as files, with the references that they name and the study guides, in the form of content/:
questions/<area>/<slug>.yaml, references.yaml, guides/<area>.md. Loaded again they change nothing.

  --into <folder>   new or empty
  --help

Settings as for the service (DATABASE_URL, DATA_DIR).
`;

async function run(): Promise<void> {
  const { values } = parseArgs({ options: { into: { type: 'string' }, help: { type: 'boolean', default: false } } });
  const folder = values.into;
  if (values.help || folder === undefined) {
    process.stdout.write(HELP);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new Error(`${folder} is not empty.`);
  const config = new Config({ ...process.env, LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn' });
  const server = await DatabaseServer.start(config, 'either');
  try {
    const app = await createApp(config, server);
    try {
      const count = await app.get(ExportQuestions, { strict: false }).execute(folder);
      process.stdout.write(`${count} questions are in ${folder}.\n`);
    } finally {
      await app.close();
    }
  } finally {
    await server.stop();
  }
}

run().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
});
