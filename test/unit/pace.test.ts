import { setImmediate } from 'node:timers/promises';

import { expect, test } from '@jest/globals';

import { Pace } from '../../src/base/turns/index.js';

test('no more begin in a turn of the event loop than may, all in order, and the first at once', async () => {
  const pace = new Pace(3);
  const begun: number[] = [];
  const passing = Array.from({ length: 10 }, async (_, n) => {
    const wait = pace.pass();
    if (wait) await wait;
    begun.push(n);
  });
  const counts = [begun.length];
  while (begun.length < 10) {
    await setImmediate();
    counts.push(begun.length);
  }
  await Promise.all(passing);
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(counts.map((count, turn) => count - (counts[turn - 1] ?? 0)).every((each) => each <= 3)).toBe(true);
  expect(counts[0]).toBe(3);
});

test('a turn later there is room again', async () => {
  const pace = new Pace(1);
  expect(pace.pass()).toBeUndefined();
  expect(pace.pass()).toBeDefined();
  for (let turns = 0; turns < 3; turns++) await setImmediate();
  expect(pace.pass()).toBeUndefined();
});
