import { existsSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { Logger } from '@nestjs/common';

import { told, writeBackup } from './base/backup/index.js';
import { Config } from './base/config/index.js';
import { DatabaseServer } from './base/database/index.js';
import { UNDONE_JOBS } from './base/jobs/index.js';

const HELP = `npm run backup -- [--force] <file>

Writes everything that is stored into one file, as it is at one moment. The service may go on running and being used: what is
written meanwhile is in the backup whole or not at all. npm run restore brings it back.

  <file>      a zip; it appears when it is complete
  --force     overwrites a file that is there
  --help

The keys that derive from SECRET_KEY are not in it: keep SECRET_KEY (in development DATA_DIR/secret-key) apart from it. Without the
key sessions and links in mails end. Settings as for the service (DATABASE_URL, DATA_DIR).
`;

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { force: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  });
  const [file] = positionals;
  if (values.help || file === undefined) {
    process.stdout.write(HELP);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  if (existsSync(file) && !values.force) throw new Error(`${file} is there already; --force overwrites it.`);
  const config = new Config(process.env);
  const server = await DatabaseServer.reach(config, 'either', new Logger('Database'));
  try {
    const { tables, takenAt } = await writeBackup(server.directUrl, file, [UNDONE_JOBS], told('Writing'));
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    process.stdout.write(
      `${file}: ${rows.toLocaleString('en')} rows of ${tables.length} tables as of ${takenAt}, ${statSync(file).size.toLocaleString('en')} bytes.\n`,
    );
  } finally {
    await server.stop();
  }
}

run().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
});
