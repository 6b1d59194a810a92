import type { INestApplicationContext } from '@nestjs/common';
import type pg from 'pg';

import { Relay } from '../../src/base/events/index.js';
import { Worker } from '../../src/base/jobs/index.js';

/** No machine dies that often while one job is tried; tests do that. */
const MOST_ATTEMPTS = 3;

/** Has all done that is to be done after commits, what waits for its time or was locked by the dead included. Nobody else may be working. */
export async function drain(app: INestApplicationContext, sql: pg.Pool): Promise<void> {
  for (let rounds = 0; ; rounds++) {
    await sql.query(
      `UPDATE graphile_worker._private_jobs SET run_at = least(run_at, now()), locked_at = NULL, locked_by = NULL, attempts = least(attempts, ${MOST_ATTEMPTS})`,
    );
    await app.get(Relay, { strict: false }).run();
    await app.get(Worker, { strict: false }).runDue();
    const { rows } = await sql.query<{ left: number }>(
      `SELECT ((SELECT count(*) FROM event WHERE relayed_at IS NULL) + (SELECT count(*) FROM event_delivery)
         + (SELECT count(*) FROM graphile_worker._private_jobs))::int AS left`,
    );
    if (rows[0]?.left === 0) return;
    if (rounds > 200) throw new Error(`${rows[0]?.left} are never done`);
  }
}
