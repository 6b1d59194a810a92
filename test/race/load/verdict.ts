import type { INestApplicationContext } from '@nestjs/common';
import type pg from 'pg';

import { Jobs } from '../../../src/base/jobs/index.js';
import { drain } from '../../harness/drain.js';
import { compare, illegal, keysOf, overlapping, type Told } from './checks.js';
import { wrongEffects } from './effects.js';
import type { Operation } from './history.js';
import { givingBack, idleTimes, staleStarts } from './starts.js';
import { storedInterviews } from './stored.js';

export interface Verdict extends Told {
  readonly overlaps: readonly string[];
  readonly illegal: readonly string[];
  readonly keys: readonly string[];
  readonly starts: readonly string[];
  readonly effects: readonly unknown[];
  readonly deadLetters: readonly string[];
}

export const FLAWLESS: Verdict = {
  lost: [],
  phantom: [],
  dup: [],
  resurrect: [],
  otherwise: [],
  overlaps: [],
  illegal: [],
  keys: [],
  starts: [],
  effects: [],
  deadLetters: [],
};

/** Ends what is overdue, does all that is still to be done, and compares what is there with what was answered. */
export async function judge(
  app: INestApplicationContext,
  sql: pg.Pool,
  operations: readonly Operation[],
): Promise<{ readonly verdict: Verdict; readonly told: string }> {
  await endOverdue(app);
  // Starts are right without anything that comes after a commit, but for time that a job is still to give back.
  const starts = await staleStarts(app, sql, await givingBack(sql));
  await drain(app, sql);
  const interviews = await storedInterviews(sql);
  const { wrong, effects } = await wrongEffects(sql);
  const changes = interviews.reduce((sum, { revisions }) => sum + revisions.length, 0);
  const expired = interviews.filter(({ status }) => status === 'EXPIRED').length;
  const answered = compare(operations, interviews);
  const verdict = {
    ...answered,
    overlaps: overlapping(interviews),
    illegal: illegal(interviews),
    keys: await keysOf(sql, operations),
    starts: [...starts, ...(await staleStarts(app, sql)), ...(await idleTimes(sql))],
    effects: wrong,
    deadLetters: await deadLetters(sql),
  };
  const { lost, phantom, dup, resurrect } = answered;
  const told =
    `interviews ${interviews.length} changes ${changes} expired ${expired} notifications ${effects.notifications} mails ${effects.mails} ` +
    `lost ${lost.length} phantom ${phantom.length} dup ${dup.length} resurrect ${resurrect.length} overlaps ${verdict.overlaps.length} ` +
    `illegal ${verdict.illegal.length} effects wrong ${wrong.length}`;
  return { verdict, told };
}

export async function endOverdue(app: INestApplicationContext): Promise<void> {
  await app
    .get(Jobs, { strict: false })
    .repeated.find(({ name }) => name === 'Ending what nobody confirmed')
    ?.work();
}

async function deadLetters(sql: pg.Pool): Promise<string[]> {
  const { rows } = await sql.query<{ told: string }>(
    `SELECT concat_ws(' ', job, payload, error) AS told FROM dead_letter ORDER BY died_at, id`,
  );
  return rows.map(({ told }) => told);
}
