import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { formatLocal, instantFromMs, Temporal } from '../../src/base/time/index.js';
import { composeDigest, type Unread } from '../../src/notifications/digest/compose-digest.js';
import { type Frequency, localDate, nextDigestAt } from '../../src/notifications/digest/due-time.js';

const date = (text: string) => Temporal.PlainDate.from(text);

function dueAfter(frequency: Frequency, zone: string, now: string, lastOn?: string): string | undefined {
  return nextDigestAt(frequency, zone, Temporal.Instant.from(now), lastOn ? date(lastOn) : null)?.toString();
}

describe('when a digest is due', () => {
  test('at 09:00 of the reader’s Monday, on both sides of a change of clocks', () => {
    expect(dueAfter('WEEKLY', 'America/New_York', '2026-03-01T00:00Z')).toBe('2026-03-02T14:00:00Z');
    expect(dueAfter('WEEKLY', 'America/New_York', '2026-03-02T14:00Z')).toBe('2026-03-09T13:00:00Z');
    expect(dueAfter('WEEKLY', 'Pacific/Auckland', '2026-04-05T20:59Z')).toBe('2026-04-05T21:00:00Z');
    expect(dueAfter('WEEKLY', 'Asia/Kathmandu', '2026-03-08T12:00Z')).toBe('2026-03-09T03:15:00Z');
    expect(dueAfter('DAILY', 'Asia/Kathmandu', '2026-03-09T03:15Z')).toBe('2026-03-10T03:15:00Z');
    expect(dueAfter('NEVER', 'Asia/Kathmandu', '2026-03-09T03:15Z')).toBeUndefined();
  });

  test('where the clock leaves 09:00 out, as soon as it has gone past it', () => {
    // Athens went from 09:00 to 10:00.
    expect(dueAfter('DAILY', 'Europe/Athens', '1979-03-31T12:00Z')).toBe('1979-04-01T07:00:00Z');
    expect(dueAfter('DAILY', 'Europe/Athens', '1979-04-01T07:00Z')).toBe('1979-04-02T06:00:00Z');
  });

  test('not on a day that a zone left out', () => {
    // Samoa went from the 29th to the 31st of December 2011.
    expect(dueAfter('DAILY', 'Pacific/Apia', '2011-12-29T18:00Z')).toBe('2011-12-29T19:00:00Z');
    expect(dueAfter('DAILY', 'Pacific/Apia', '2011-12-29T19:00Z')).toBe('2011-12-30T19:00:00Z');
    expect(localDate(Temporal.Instant.from('2011-12-30T19:00Z'), 'Pacific/Apia').toString()).toBe('2011-12-31');
  });

  test('once a date, wherever the reader has moved', () => {
    const sunday = '2026-03-01T22:00Z'; // Monday in Auckland, where the one of the 2nd has come
    expect(dueAfter('WEEKLY', 'America/New_York', sunday, '2026-03-02')).toBe('2026-03-09T13:00:00Z');
    expect(dueAfter('DAILY', 'America/New_York', sunday, '2026-03-02')).toBe('2026-03-03T14:00:00Z');
    expect(dueAfter('WEEKLY', 'America/New_York', sunday)).toBe('2026-03-02T14:00:00Z');
  });

  test('in UTC for what is no zone', () => {
    expect(dueAfter('DAILY', 'Mars/Olympus', '2026-03-01T08:00Z')).toBe('2026-03-01T09:00:00Z');
  });

  test('any time in any zone: after now, on the first day that has none yet, at 09:00', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    const from = Date.UTC(2012, 0, 1); // since then no zone has left out a day, or 09:00
    const instants = fc.integer({ min: 0, max: 25 * 365 * 24 * 60 }).map((minutes) => from + minutes * 60_000);
    const frequencies = fc.constantFrom<Frequency>('DAILY', 'WEEKLY');
    fc.assert(
      fc.property(
        instants,
        fc.constantFrom(...zones),
        frequencies,
        fc.option(fc.integer({ min: -7, max: 1 })),
        (ms, zone, frequency, ago) => {
          const now = instantFromMs(ms);
          const today = now.toZonedDateTimeISO(zone).toPlainDate();
          const lastOn = ago === null ? null : today.add({ days: ago });
          const expected = Array.from({ length: 16 }, (_, days) => today.add({ days }))
            .filter((day) => lastOn === null || Temporal.PlainDate.compare(day, lastOn) > 0)
            .filter((day) => frequency === 'DAILY' || day.dayOfWeek === 1)
            .map((day) => day.toZonedDateTime({ timeZone: zone, plainTime: '09:00' }).epochMilliseconds)
            .find((at) => at > ms);
          const due = nextDigestAt(frequency, zone, now, lastOn);
          expect(due?.epochMilliseconds).toBe(expected);
          expect(due && formatLocal(due, zone).slice(10, 19)).toBe('T09:00:00');
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('what a digest says', () => {
  const unread = (...given: (readonly [Unread['kind'], string])[]): Unread[] =>
    given.map(([kind, text], index) => ({ id: String(index), kind, text }));
  const linesOf = (all: readonly Unread[]) =>
    composeDigest('Lena', all).body.filter((part): part is Exclude<typeof part, object> => typeof part === 'string');

  test('by kind, what is to be acted on first; what says the same once', () => {
    const all = unread(
      ['POST_PUBLISHED', 'Ann published “A”.'],
      ['COMMENT_ADDED', 'Ben commented.'],
      ['INTERVIEW_REQUESTED', 'Cho asks for “X” with you.'],
      ['COMMENT_ADDED', 'Ann commented.'],
      ['COMMENT_ADDED', 'Ben commented.'],
    );
    expect(linesOf(all)).toEqual([
      'Hello Lena,',
      'this is what you were told and have not read.',
      'Interviews that you are asked for (1)',
      '– Cho asks for “X” with you.',
      'Comments on what you wrote (3)',
      '– Ben commented. (2 times)',
      '– Ann commented.',
      'New posts of people you follow (1)',
      '– Ann published “A”.',
    ]);
    expect(composeDigest('Lena', all).subject).toBe('5 new notifications');
    expect(composeDigest('Lena', all.slice(0, 1)).subject).toBe('One new notification');
  });

  test('five lines a kind, and how many more there are', () => {
    const all = unread(
      ...Array.from({ length: 9 }, (_, n) => ['REPLY_ADDED', `No. ${n < 3 ? 0 : n} replied.`] as const),
    );
    expect(linesOf(all).slice(2)).toEqual([
      'Replies to your comments (9)',
      '– No. 0 replied. (3 times)',
      '– No. 3 replied.',
      '– No. 4 replied.',
      '– No. 5 replied.',
      '– No. 6 replied.',
      '– and 2 more',
    ]);
  });

  test('what people typed is no link', () => {
    expect(linesOf(unread(['COMMENT_ADDED', 'evil.example commented.']))[3]).toBe('– evil. example commented.');
  });
});
