import { parseArgs } from 'node:util';

import { createApp } from './app.js';
import { Config } from './base/config/index.js';
import { DatabaseServer } from './base/database/index.js';
import { Refusal } from './base/errors/index.js';
import { type CommandedGrant, GrantFirst } from './moderation/index.js';

const ROLES = ['MENTOR', 'MODERATOR', 'ADMIN'] as const;
const HELP = `npm run grant -- --email <address> --role <role> [--area <number>] [--reason <text>]

Gives a role to the account with this address, which must be verified: the first admin, who then grants the others. The audit log
keeps it, the person gets a mail. The service may go on running; it knows within moments.

  --email <address>   of an account that was made in the usual way
  --role <role>       ${ROLES.join(', ')}
  --area <number>     1 to 7: keeps a moderator to one skill area
  --reason <text>     for the audit log and the mail
  --help

Settings as for the service (DATABASE_URL, DATA_DIR, PUBLIC_URL).
`;

function asked(): CommandedGrant | undefined {
  const { values } = parseArgs({
    options: {
      email: { type: 'string' },
      role: { type: 'string' },
      area: { type: 'string' },
      reason: { type: 'string', default: 'Granted by whoever runs the service.' },
      help: { type: 'boolean', default: false },
    },
  });
  const role = ROLES.find((known) => known === values.role?.toUpperCase());
  if (values.help || values.email === undefined || !role) {
    process.stdout.write(HELP);
    process.exitCode = values.help ? 0 : 2;
    return undefined;
  }
  return {
    email: values.email,
    role,
    area: values.area === undefined ? null : Number(values.area),
    reason: values.reason,
  };
}

async function run(): Promise<void> {
  const grant = asked();
  if (!grant) return;
  const config = new Config({ ...process.env, LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn' });
  const server = await DatabaseServer.start(config, 'either');
  try {
    const app = await createApp(config, server);
    try {
      const handle = await app.get(GrantFirst, { strict: false }).execute(grant);
      process.stdout.write(`${handle} is ${grant.role} now.\n`);
    } finally {
      await app.close();
    }
  } finally {
    await server.stop();
  }
}

run().catch((error: unknown) => {
  const known = error instanceof Refusal || (error instanceof Error && error.constructor === Error);
  process.stderr.write(`${known ? (error as Error).message : String((error as Error).stack)}\n`);
  process.exitCode = 1;
});
