import { setImmediate as turn } from 'node:timers/promises';

import { expect, test } from '@jest/globals';

import { Batches } from '../../src/base/live/batches.js';

const KEY = {};

/** Batches whose answers wait until the test lets them go. */
function batches(atATime: number, most: number) {
  const asked: (readonly number[])[] = [];
  const go: (() => void)[] = [];
  const answer = async (_key: object, requests: readonly number[]): Promise<string[]> => {
    asked.push(requests);
    await new Promise<void>((resolve) => go.push(resolve));
    if (requests.includes(0)) throw new Error('nothing for 0');
    return requests.map((request) => `answer ${request}`);
  };
  return { asked, go, batches: new Batches(answer, atATime, most) };
}

test('what is asked together is answered together, each with its own answer', async () => {
  const { asked, go, batches: them } = batches(1, 10);
  const answers = [1, 2, 3].map((request) => them.ask(KEY, request));
  await turn();
  go[0]?.();
  expect(await Promise.all(answers)).toEqual(['answer 1', 'answer 2', 'answer 3']);
  expect(asked).toEqual([[1, 2, 3]]);
});

test('what is asked meanwhile waits, keys apart and no more than fit into one', async () => {
  const { asked, go, batches: them } = batches(1, 2);
  const other = {};
  const answers = [them.ask(KEY, 1), them.ask(other, 2)];
  await turn();
  answers.push(...[3, 4, 5].map((request) => them.ask(KEY, request)));
  for (let n = 0; n < 4; n++) {
    await turn();
    go[n]?.();
  }
  expect(await Promise.all(answers)).toEqual([1, 2, 3, 4, 5].map((request) => `answer ${request}`));
  expect(asked).toEqual([[1], [2], [3, 4], [5]]);
});

test('one that can’t be answered spoils none of the others', async () => {
  const { go, batches: them } = batches(2, 10);
  const answers = [1, 0, 2].map((request) => them.ask(KEY, request).catch((error: Error) => error.message));
  for (let n = 0; n < 4; n++) {
    await turn();
    go[n]?.();
  }
  expect(await Promise.all(answers)).toEqual(['answer 1', 'nothing for 0', 'answer 2']);
});
