import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { AccessTokens } from '../../src/identity/access/access-tokens.js';
import { type Service, startService } from '../harness/service.js';
import { Random } from '../reference/random.js';
import { answersOf, told } from './load/history.js';
import { Load } from './load/load.js';
import { endOverdue, FLAWLESS, judge } from './load/verdict.js';
import { aWorld, type World } from './load/world.js';

/*
 * People book, cancel, move, confirm and decline at random and all at once, some twice under one key, while requests run out. Then
 * everything that is stored is held against everything that was answered. BOOKING_OPERATIONS says how many, SEED repeats the draws
 * (not the order in which they meet).
 */
const OPERATIONS = Number(process.env.BOOKING_OPERATIONS ?? 400);
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));
const CLIENTS = 50;

let service: Service;
let world: World;
beforeAll(async () => {
  service = await startService();
  world = await aWorld(service.sql, service.app.get(AccessTokens, { strict: false }), service.url);
}, 60_000);
afterAll(() => service.stop());

test(
  'whatever meets whatever: nothing overlaps, histories are legal, and what was answered is what is there, with each effect once',
  async () => {
    const today = new Date(`${new Date().toISOString().slice(0, 10)}T00:00:00Z`);
    const load = new Load(world, new Random(SEED), service.sql, today);
    let over = false as boolean;
    const expiring = (async () => {
      while (!over) {
        // A worker tries again as well, when the pool is busy.
        await endOverdue(service.app).catch(() => undefined);
        await sleep(100);
      }
    })();
    const begun = performance.now();
    await load.run(
      CLIENTS,
      () => service.url,
      () => load.operations.length < OPERATIONS,
    );
    const seconds = (performance.now() - begun) / 1_000;
    over = true;
    await expiring;
    const again = await load.settle(service.url);
    const { verdict, told: found } = await judge(service.app, service.sql, load.operations);
    process.stderr.write(
      `booking: ${told(load.operations)} ${found} tried again ${again} a second ${Math.round(OPERATIONS / seconds)} seed ${SEED}\n`,
    );
    const answers = answersOf(load.operations);
    if (OPERATIONS > 400) process.stderr.write(`${JSON.stringify(answers)}\n`);
    expect(verdict).toEqual(FLAWLESS);
    // A machine that is too busy may say UNAVAILABLE; what became of those requests the verdict has looked at.
    expect(Object.keys(answers).filter((name) => /INTERNAL|NO_/.test(name))).toEqual([]);
    // The draws reach what they are for.
    expect(Object.keys(answers)).toEqual(
      expect.arrayContaining(['book ok', 'book SLOT_TAKEN', 'cancel ok', 'confirm ok', 'reschedule ok', 'decline ok']),
    );
  },
  60_000 + OPERATIONS * 100,
);
