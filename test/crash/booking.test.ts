import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { postgresPid } from '../harness/process.js';
import { told } from '../race/load/history.js';
import { Load } from '../race/load/load.js';
import { FLAWLESS } from '../race/load/verdict.js';
import { Random } from '../reference/random.js';
import { Stand } from './booking/stand.js';

/*
 * The random operations of test/race/operations.test.ts, while the service and PostgreSQL are killed at moments of chance.
 * KILL_ROUNDS says how many rounds of each kind, SEED repeats the draws.
 */
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 1);
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));
const CLIENTS = 20;
/** So many are under way or answered in each round before anything is killed, and go on meanwhile. */
const BEFORE = 10;

let stand: Stand;
beforeAll(async () => {
  stand = await Stand.set();
}, 120_000);
afterAll(() => stand.clear());

test(
  'kill -9 of the service and of PostgreSQL: nothing that was acknowledged is lost, and no key is applied twice',
  async () => {
    const random = new Random(SEED);
    const today = new Date(`${new Date().toISOString().slice(0, 10)}T00:00:00Z`);
    const load = new Load(stand.world, random, stand.sql, today);
    let unknown = 0;
    const round = async (killed: 'service' | 'PostgreSQL') => {
      const before = load.operations.length;
      let over = false;
      const running = load.run(
        CLIENTS,
        () => stand.url,
        () => !over,
      );
      try {
        while (load.operations.length < before + BEFORE) await sleep(5);
        await sleep(random.int(0, 1_500));
        if (killed === 'service') stand.service.kill('SIGKILL');
        else process.kill(postgresPid(stand.dataDir), 'SIGKILL');
        // Clients go on into the gap, and some reach what comes after it.
        await sleep(random.int(20, 300));
      } finally {
        over = true;
        await running;
      }
      await stand.recover(killed);
      unknown += await load.settle(stand.url);
    };
    for (const kill of random.shuffled(Array.from({ length: 2 * ROUNDS }, (_, n) => n % 2))) {
      await round(kill ? 'service' : 'PostgreSQL');
      stand.count++;
      if (ROUNDS > 5 && stand.count % 10 === 0) process.stderr.write(`booking, killed: ${stand.count} rounds\n`);
    }
    const { verdict, told: found } = await stand.judge(load.operations);
    process.stderr.write(
      `booking, killed: rounds ${ROUNDS} of each ${told(load.operations)} ${found} without an answer ${unknown} ended with PostgreSQL ${stand.endedWith} seed ${SEED}\n`,
    );
    expect(verdict).toEqual(FLAWLESS);
    expect(unknown).toBeGreaterThan(0);
  },
  180_000 + ROUNDS * 60_000,
);
