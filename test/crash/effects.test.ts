import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import type { ServiceProcess } from '../harness/process.js';
import { Random } from '../reference/random.js';
import { effectsOf } from './effects/outcome.js';
import { Stage, until } from './effects/stage.js';

/*
 * Processes are killed at every moment at which something could get lost or be done twice, while people comment and book. In the
 * end each effect is in the database once. KILL_ROUNDS says how many rounds of each kind, KILL_KINDS names some, KILL_OFTEN those that
 * come in every round while four of the others come in the first; SEED repeats their order and moments.
 */
/** Without, there is time for some of the kinds only; each run draws others. */
const SOME = 4;
const ALL = process.env.KILL_ROUNDS !== undefined;
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 1);
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));
const LATEST_PASS = 6;

let stage: Stage;
const random = new Random(SEED);
let sentAgain = 0;
let cutOff = 0;
beforeAll(async () => {
  stage = await Stage.set();
}, 60_000);
afterAll(() => stage.clear());

const works = (worker: ServiceProcess) =>
  until(`the worker works:\n${worker.output}`, () => worker.output.includes('Working:'));

/** People write through `api` until `victim` has ended. Somebody has been answered before it is struck. */
async function meanwhile(victim: ServiceProcess, api: ServiceProcess, strike: () => Promise<void>): Promise<void> {
  let over = false;
  const before = stage.load.acknowledged.length;
  const writing = stage.load.run(api.port, () => !over);
  try {
    await until('somebody is answered', () => stage.load.acknowledged.length > before);
    await strike();
    await until(`the end of\n${victim.output}`, () => victim.hasEnded);
  } finally {
    over = true;
    victim.kill('SIGKILL');
    await writing;
  }
}

const nothing = () => Promise.resolve();
const pass = (point: string, from = 1) => ({ FAULT_POINT: `${point}:${random.int(from, LATEST_PASS)}` });

async function workerAt(point: string): Promise<void> {
  const worker = stage.worker(pass(point));
  await meanwhile(worker, stage.survivor, nothing);
  const ended = await worker.exited;
  expect([ended, ended === 'SIGKILL' ? '' : worker.output]).toEqual(['SIGKILL', '']);
  const cut = await stage.bury();
  if (point !== 'after_send_before_mark') return;
  expect(cut).toBeGreaterThan(0);
  cutOff++;
}

async function workerAnytime(): Promise<void> {
  const worker = stage.worker();
  await meanwhile(worker, stage.survivor, async () => {
    await works(worker);
    await sleep(random.int(0, 400));
    worker.kill('SIGKILL');
  });
  await stage.bury();
}

async function apiAfterCommit(): Promise<void> {
  const [worker, api] = [stage.worker(), await stage.api(pass('after_commit_before_answer', 2))];
  await meanwhile(api, api, nothing);
  expect(await api.exited).toBe('SIGKILL');
  expect(stage.load.unanswered).toBeGreaterThan(0);
  sentAgain += stage.load.unanswered;
  await stage.load.sendAgain(stage.survivor.port);
  await works(worker);
  await worker.stop();
}

async function bothInOne(): Promise<void> {
  const service = await stage.api({ WORKER: 'on' });
  await meanwhile(service, service, async () => {
    await sleep(random.int(0, 500));
    service.kill('SIGKILL');
  });
  sentAgain += stage.load.unanswered;
  await stage.load.sendAgain(stage.survivor.port);
  await stage.bury();
}

/** Also while it starts: from when its handlers are there on, it ends in good order. */
async function workerStopped(): Promise<void> {
  const { rows: begun } = await stage.sql.query<{ at: string }>('SELECT clock_timestamp()::text AS at');
  const worker = stage.worker();
  await meanwhile(worker, stage.survivor, async () => {
    if (random.chance(0.5)) await works(worker);
    await sleep(random.int(0, 1_000));
    worker.kill('SIGTERM');
  });
  expect(worker.output).not.toMatch(/error|warn/i);
  expect([0, 'SIGTERM']).toContain(await worker.exited);
  const { rowCount } = await stage.sql.query('SELECT FROM graphile_worker._private_jobs WHERE locked_at > $1', [
    begun[0]?.at,
  ]);
  expect(rowCount).toBe(0);
  expect(await stage.bury()).toBe(0);
}

const AT_POINTS = [
  'mid_relay',
  'before_effect',
  'after_effect_before_ack',
  'after_job_before_done',
  'before_send',
  'after_send_before_mark',
];
const KINDS: readonly (readonly [string, () => Promise<void>])[] = [
  ...AT_POINTS.map((point) => [point, () => workerAt(point)] as const),
  ['anytime', workerAnytime],
  ['after_commit_before_answer', apiAfterCommit],
  ['both_in_one', bothInOne],
  ['sigterm', workerStopped],
];
const named = (setting: string | undefined) => KINDS.filter(([name]) => !setting || setting.split(',').includes(name));
const chosen = named(process.env.KILL_KINDS);
const often = process.env.KILL_OFTEN ? named(process.env.KILL_OFTEN) : chosen;
/** Where some are to be killed often, the first round has so many of the others, drawn anew. */
const SOME_OTHERS = 4;

function drawnFor(round: number): typeof KINDS {
  const others = random.shuffled(chosen.filter((kind) => !often.includes(kind))).slice(0, SOME_OTHERS);
  return random.shuffled(round === 0 ? [...often, ...others] : often).slice(0, ALL ? KINDS.length : SOME);
}

test(
  'whatever is killed when, each effect of what was acknowledged is there once',
  async () => {
    let kills = 0;
    for (let round = 0; round < ROUNDS; round++) {
      await stage.renewTokens();
      const drawn = drawnFor(round);
      for (const [, kind] of drawn) await kind();
      kills += drawn.length;
      if (ROUNDS > 5 && (round + 1) % 5 === 0) process.stderr.write(`effects: ${round + 1} rounds\n`);
    }
    await stage.drain();
    const { acknowledged } = stage.load;
    const { forgotten, lost, twice } = await effectsOf(stage.sql, acknowledged);
    const { mails, missing, again, unexcused, changed } = await stage.mail.settle();
    process.stderr.write(
      `effects: rounds ${ROUNDS} kills ${kills} acknowledged ${acknowledged.length} (sent again ${sentAgain}) ` +
        `lost ${forgotten.length + lost.length} twice ${twice.length} mails ${mails} mailed twice ${again} ` +
        `(${unexcused === 0 ? 'all between send and mark' : `${unexcused} not between send and mark`}) seed ${SEED}\n`,
    );
    expect({ forgotten, lost, twice }).toEqual({ forgotten: [], lost: [], twice: [] });
    expect((await stage.sql.query('SELECT * FROM dead_letter')).rows).toEqual([]);
    expect(new Set(acknowledged).size).toBe(acknowledged.length);
    expect({ missing, unexcused, changed }).toEqual({ missing: 0, unexcused: 0, changed: 0 });
    expect(again).toBeGreaterThanOrEqual(cutOff);
  },
  180_000 + ROUNDS * 300_000,
);
