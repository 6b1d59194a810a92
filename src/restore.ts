import { parseArgs } from 'node:util';

import { Logger } from '@nestjs/common';

import { restoreBackup, told } from './base/backup/index.js';
import { Config } from './base/config/index.js';
import { DatabaseServer } from './base/database/index.js';

const HELP = `npm run restore -- <file>

Fills an empty database from a file that npm run backup has written: with DATABASE_URL that one, otherwise a new embedded one under
DATA_DIR. The file is checked first; then it is restored in one transaction, so that a restore that is interrupted leaves the
database as empty as it was. Start the service afterwards: it brings the tables up to date and does what was still to be done,
mail that was not sent yet included.

  --help

Use the SECRET_KEY (in development DATA_DIR/secret-key) of the service that was backed up, or sessions and links in mails end.
`;

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean', default: false } },
  });
  const [file] = positionals;
  if (values.help || file === undefined) {
    process.stdout.write(HELP);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const config = new Config(process.env);
  const server = await DatabaseServer.reach(config, 'own', new Logger('Database'));
  try {
    const { tables, takenAt } = await restoreBackup(server.directUrl, file, told('Checking'), told('Restoring'));
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    process.stdout.write(`${rows.toLocaleString('en')} rows of ${tables.length} tables are back, as of ${takenAt}.\n`);
  } finally {
    await server.stop();
  }
}

run().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
});
