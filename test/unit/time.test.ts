import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import {
  covers,
  daysLater,
  formatInstant,
  formatLocal,
  type Interval,
  isTimeZone,
  meets,
  overlap,
  parseDatabaseInstant,
  Temporal,
  toWall,
  union,
  wallGrid,
  wallWindow,
} from '../../src/base/time/index.js';

const MINUTE = 60_000;
const MICROS = 1_000_000n;
const wall = (text: string) => Date.parse(`${text}Z`);
const instant = (ms: number) => new Date(ms).toISOString().slice(0, 16);
const span = ({ start, end }: Interval) => [instant(start), instant(end)];
const window = (zone: string, from: string, to: string) =>
  wallWindow(zone, { start: wall(from), end: wall(to) }).map(span);

describe('wall time to instants', () => {
  test('on an ordinary day', () => {
    expect(window('Europe/Berlin', '2026-07-01T09:00', '2026-07-01T17:00')).toEqual([
      ['2026-07-01T07:00', '2026-07-01T15:00'],
    ]);
    expect(window('Asia/Kathmandu', '2026-07-01T09:00', '2026-07-01T10:00')).toEqual([
      ['2026-07-01T03:15', '2026-07-01T04:15'],
    ]);
    expect(window('Pacific/Kiritimati', '2026-07-01T00:00', '2026-07-02T00:00')).toEqual([
      ['2026-06-30T10:00', '2026-07-01T10:00'],
    ]);
  });

  test('in a gap there is none', () => {
    expect(window('America/New_York', '2026-03-08T02:00', '2026-03-08T03:00')).toEqual([]);
    expect(window('America/New_York', '2026-03-08T01:30', '2026-03-08T03:30')).toEqual([
      ['2026-03-08T06:30', '2026-03-08T07:00'],
      ['2026-03-08T07:00', '2026-03-08T07:30'],
    ]);
    expect(window('America/Santiago', '2026-09-06T00:00', '2026-09-06T01:00')).toEqual([]);
    expect(window('Africa/Cairo', '2026-04-24T00:30', '2026-04-24T00:45')).toEqual([]);
    expect(window('Australia/Lord_Howe', '2026-10-04T02:00', '2026-10-04T02:30')).toEqual([]);
  });

  test('an hour that happens twice gives both', () => {
    expect(window('America/New_York', '2026-11-01T01:00', '2026-11-01T02:00')).toEqual([
      ['2026-11-01T05:00', '2026-11-01T06:00'],
      ['2026-11-01T06:00', '2026-11-01T07:00'],
    ]);
    expect(window('Australia/Lord_Howe', '2026-04-05T01:30', '2026-04-05T02:00')).toEqual([
      ['2026-04-04T14:30', '2026-04-04T15:00'],
      ['2026-04-04T15:00', '2026-04-04T15:30'],
    ]);
  });

  test('a grid follows the wall clock', () => {
    const grid = (zone: string, from: string, to: string, minutes: number) =>
      wallGrid(zone, { start: wall(from), end: wall(to) }, minutes * MINUTE).map(instant);
    expect(grid('America/New_York', '2026-03-08T01:00', '2026-03-08T04:00', 45)).toEqual([
      '2026-03-08T06:00',
      '2026-03-08T06:45',
      '2026-03-08T07:15',
    ]);
    expect(grid('America/New_York', '2026-11-01T00:30', '2026-11-01T02:00', 30)).toEqual([
      '2026-11-01T04:30',
      '2026-11-01T05:00',
      '2026-11-01T05:30',
      '2026-11-01T06:00',
      '2026-11-01T06:30',
    ]);
  });

  const ZONES = [
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'America/Santiago',
    'America/St_Johns',
    'Africa/Cairo',
    'Asia/Beirut',
    'Asia/Kathmandu',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Pacific/Kiritimati',
    'Pacific/Chatham',
    'Africa/Casablanca',
    'America/Havana',
  ];

  test('agrees with Temporal for every instant', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2032, 0, 1) }),
        (zone, ms) => {
          const expected = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
          expect(toWall(zone, ms)).toBe(ms + expected.offsetNanoseconds / 1e6);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('a window holds an instant just when the clock there shows a time in it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) }),
        fc.integer({ min: 1, max: 3 * 1_440 }),
        fc.integer({ min: -2_000, max: 6_000 }),
        (zone, start, minutes, probe) => {
          const around = { start, end: start + minutes * MINUTE };
          const ms = start + probe * MINUTE;
          const shown = toWall(zone, ms);
          const inside = wallWindow(zone, around).some((found) => found.start <= ms && ms < found.end);
          expect(inside).toBe(around.start <= shown && shown < around.end);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('the same time of day some days later', () => {
  const NEW_YORK = 'America/New_York';
  const later = (from: string, days: number) => {
    const found = daysLater(NEW_YORK, Date.parse(from), days);
    return found === undefined ? undefined : instant(found);
  };

  test('is what the clock shows, whatever it does between', () => {
    expect(later('2031-03-05T15:00Z', 7)).toBe('2031-03-12T14:00');
    expect(later('2031-10-29T14:00Z', 7)).toBe('2031-11-05T15:00');
    expect(later('2031-06-01T14:00Z', 28)).toBe('2031-06-29T14:00');
  });

  test('is none where the hour is left out, and of two the one with the same offset', () => {
    expect(later('2031-03-02T07:30Z', 7)).toBe(undefined); // 2:30 on 9 March
    expect(later('2031-10-26T05:30Z', 7)).toBe('2031-11-02T05:30'); // 1:30 in summer time
    expect(daysLater(NEW_YORK, Date.parse('2031-11-09T06:30Z'), -7)).toBe(Date.parse('2031-11-02T06:30Z')); // in winter time
  });
});

describe('zones', () => {
  test.each([
    'Europe/Kyiv',
    'Europe/Kiev',
    'Asia/Calcutta',
    'Asia/Kolkata',
    'UTC',
    'Etc/GMT+5',
    'America/Argentina/Buenos_Aires',
  ])('%s is one', (name) => expect(isTimeZone(name)).toBe(true));
  test.each([
    '',
    'UTC+5',
    '+05:30',
    'GMT+5',
    'Europe/Atlantis',
    'Europe/Berlin; DROP TABLE',
    '../UTC',
    'a'.repeat(100),
  ])('%j is none', (name) => expect(isTimeZone(name)).toBe(false));
});

describe('formats', () => {
  test('instants have milliseconds, and microseconds where there are any', () => {
    const format = (text: string) => formatInstant(Temporal.Instant.from(text));
    expect(format('2026-11-01T05:30:00Z')).toBe('2026-11-01T05:30:00.000Z');
    expect(format('2026-11-01T05:30:00.12Z')).toBe('2026-11-01T05:30:00.120Z');
    expect(format('2026-11-01T05:30:00.000123Z')).toBe('2026-11-01T05:30:00.000123Z');
    expect(format('2026-11-01T07:30:00+02:00')).toBe('2026-11-01T05:30:00.000Z');
  });

  test('what the database writes is read to the microsecond', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -62_000_000_000n * MICROS, max: 250_000_000_000n * MICROS }),
        fc.constantFrom(0, 3, 6),
        (micros, digits) => {
          const unit = 10n ** BigInt(6 - digits);
          const instant = Temporal.Instant.fromEpochNanoseconds((micros / unit) * unit * 1_000n);
          const text = instant.toString().replace('T', ' ').replace('Z', '+00');
          expect(parseDatabaseInstant(text).epochNanoseconds).toBe(instant.epochNanoseconds);
        },
      ),
    );
  });

  test('local times tell the two 01:30 of a night apart', () => {
    const local = (text: string, zone: string) => formatLocal(Temporal.Instant.from(text), zone);
    expect(local('2026-11-01T05:30:00Z', 'America/New_York')).toBe('2026-11-01T01:30:00-04:00');
    expect(local('2026-11-01T06:30:00Z', 'America/New_York')).toBe('2026-11-01T01:30:00-05:00');
    expect(local('2026-07-01T00:00:00Z', 'Asia/Kathmandu')).toBe('2026-07-01T05:45:00+05:45');
    expect(local('2026-07-01T00:00:00Z', 'America/St_Johns')).toBe('2026-06-30T21:30:00-02:30');
    expect(local('2026-07-01T00:00:00Z', 'UTC')).toBe('2026-07-01T00:00:00+00:00');
  });
});

describe('intervals', () => {
  const interval = fc
    .tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 30 }))
    .map(([start, length]) => ({ start, end: start + length }));

  test('touching ones do not overlap, but are one in a union', () => {
    expect(overlap({ start: 0, end: 5 }, { start: 5, end: 9 })).toBe(false);
    expect(
      union([
        { start: 5, end: 9 },
        { start: 0, end: 5 },
        { start: 3, end: 3 },
      ]),
    ).toEqual([{ start: 0, end: 9 }]);
  });

  test('a union holds the same points, apart and in order; covers and meets ask it rightly', () => {
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 12 }), interval, (list, wanted) => {
        const merged = union(list);
        const holds = (all: readonly Interval[], point: number) =>
          all.some(({ start, end }) => start <= point && point < end);
        for (let point = 0; point <= 240; point++) expect(holds(merged, point)).toBe(holds(list, point));
        for (let index = 1; index < merged.length; index++)
          expect((merged[index - 1] as Interval).end).toBeLessThan((merged[index] as Interval).start);
        const points = Array.from({ length: wanted.end - wanted.start }, (_, index) => wanted.start + index);
        if (points.length > 0) {
          expect(covers(merged, wanted)).toBe(points.every((point) => holds(list, point)));
          expect(meets(merged, wanted)).toBe(points.some((point) => holds(list, point)));
        }
      }),
      { numRuns: 500 },
    );
  });
});
