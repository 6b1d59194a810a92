import { expect, test } from '@jest/globals';

import { SharedReads } from '../../src/base/live/shared-reads.js';

/** Reads that end when the test says so. */
function reads() {
  const ends: ((answer: string) => void)[] = [];
  return { ends, read: () => new Promise<string>((resolve) => ends.push(resolve)) };
}

test('what is asked alike meanwhile is read once, what is asked afterwards anew', async () => {
  const shared = new SharedReads<string>();
  const { ends, read } = reads();
  const both = [shared.take('a', 'x', read), shared.take('a', 'x', read)];
  void shared.take('a', 'y', read);
  void shared.take('b', 'x', read);
  expect(ends).toHaveLength(3);
  ends[0]?.('one');
  expect(await Promise.all(both)).toEqual(['one', 'one']);
  void shared.take('a', 'x', read);
  expect(ends).toHaveLength(4);
});

test('whoever has heard of news never gets what was begun before', async () => {
  const shared = new SharedReads<string>();
  const { ends, read } = reads();
  const before = shared.take('a', 'x', read);
  shared.news('a');
  const after = shared.take('a', 'x', read);
  expect(ends).toHaveLength(2);
  ends[0]?.('old');
  await before;
  const also = shared.take('a', 'x', read); // the end of the old one takes nothing from the new one
  expect(ends).toHaveLength(2);
  ends[1]?.('new');
  expect(await Promise.all([after, also])).toEqual(['new', 'new']);
});
