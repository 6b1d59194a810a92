import { setTimeout as sleep } from 'node:timers/promises';

import { expect, test } from '@jest/globals';

import { HashQueue, QueueFullError } from '../../src/identity/passwords/hash-queue.js';

test('so many run at a time, in the order in which they came', async () => {
  const queue = new HashQueue({ atATime: 2, patienceMs: 5_000, mostWaiting: 10 });
  const [begun, running] = [[] as number[], { now: 0, most: 0 }];
  const work = (n: number) => async () => {
    begun.push(n);
    running.most = Math.max(running.most, ++running.now);
    await sleep(5);
    running.now--;
    return n;
  };
  expect(await Promise.all([0, 1, 2, 3, 4, 5].map((n) => queue.take(work(n))))).toEqual([0, 1, 2, 3, 4, 5]);
  expect({ begun, most: running.most }).toEqual({ begun: [0, 1, 2, 3, 4, 5], most: 2 });
});

test('nobody waits longer than their patience, and what was given up is never begun', async () => {
  const queue = new HashQueue({ atATime: 1, patienceMs: 50, mostWaiting: 10 });
  let begun = 0;
  const slow = queue.take(() => sleep(300));
  const began = performance.now();
  const waiting = await Promise.allSettled([1, 2, 3].map(() => queue.take(() => Promise.resolve(begun++))));
  expect(performance.now() - began).toBeLessThan(250);
  for (const each of waiting) expect(each).toMatchObject({ reason: expect.any(QueueFullError) });
  await slow;
  expect(begun).toBe(0);
  expect(await queue.take(() => Promise.resolve('again'))).toBe('again');
});

test('a line that is full takes nobody, and work that fails gives its place on', async () => {
  const queue = new HashQueue({ atATime: 1, patienceMs: 5_000, mostWaiting: 1 });
  const failing = queue.take(async () => {
    await sleep(20);
    throw new Error('on purpose');
  });
  const second = queue.take(() => Promise.resolve('second'));
  await expect(queue.take(() => Promise.resolve('third'))).rejects.toThrow(QueueFullError);
  await expect(failing).rejects.toThrow('on purpose');
  expect(await second).toBe('second');
});
