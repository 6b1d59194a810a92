import { describe, expect, test } from '@jest/globals';

import { Placement, type Terms } from '../../src/availability/placement.js';
import type { Schedule } from '../../src/availability/schedule.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const at = (text: string) => Date.parse(`${text}:00Z`);
const TERMS: Terms = {
  durationMinutes: 60,
  stepMinutes: 30,
  gapMinutes: 0,
  noticeMinutes: 0,
  horizonDays: 28,
  maxPerDay: null,
  maxPerWeek: null,
};
const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const hours = (timeZone: string, ...windows: [day: number, start: string, end: string][]): Schedule => ({
  timeZone,
  windows: windows.map(([day, start, end]) => ({
    day,
    startMinute: minutes(start),
    endMinute: minutes(end) > minutes(start) ? minutes(end) : minutes(end) + 1_440,
  })),
});

function starts(
  schedule: Schedule,
  terms: Partial<Terms>,
  from: string,
  to: string,
  diary = { busy: [] as { start: number; end: number }[], starts: [] as number[] },
): string[] {
  const range = { start: at(from), end: at(to) };
  return new Placement(schedule, { ...TERMS, ...terms }, diary, range)
    .starts(range)
    .map((ms) => new Date(ms).toISOString().slice(0, 16));
}

// 2026-06-01 is a Monday.
describe('starts', () => {
  test('lie on the grid of the window and leave room for the whole interview', () => {
    expect(starts(hours('UTC', [1, '09:00', '11:00']), {}, '2026-06-01T00:00', '2026-06-08T00:00')).toEqual([
      '2026-06-01T09:00',
      '2026-06-01T09:30',
      '2026-06-01T10:00',
    ]);
    expect(
      starts(hours('UTC', [1, '09:10', '11:00']), { stepMinutes: 45 }, '2026-06-01T00:00', '2026-06-08T00:00'),
    ).toEqual(['2026-06-01T09:10', '2026-06-01T09:55']);
  });

  test('windows that touch or overlap are one', () => {
    const split = starts(
      hours('UTC', [1, '09:00', '10:00'], [1, '10:00', '11:00'], [1, '09:30', '10:30']),
      {},
      '2026-06-01T00:00',
      '2026-06-02T00:00',
    );
    expect(split).toEqual(starts(hours('UTC', [1, '09:00', '11:00']), {}, '2026-06-01T00:00', '2026-06-02T00:00'));
  });

  test('windows across midnight are whole, as one or as two', () => {
    const expected = ['2026-06-01T22:00', '2026-06-01T23:00', '2026-06-02T00:00', '2026-06-02T01:00'];
    expect(
      starts(hours('UTC', [1, '22:00', '02:00']), { stepMinutes: 60 }, '2026-06-01T00:00', '2026-06-03T00:00'),
    ).toEqual(expected);
    expect(
      starts(
        hours('UTC', [1, '22:00', '24:00'], [2, '00:00', '02:00']),
        { stepMinutes: 60 },
        '2026-06-01T00:00',
        '2026-06-03T00:00',
      ),
    ).toEqual(expected);
    expect(
      starts(
        hours('UTC', [1, '22:30', '24:00'], [2, '00:00', '02:00']),
        { stepMinutes: 60 },
        '2026-06-01T23:00',
        '2026-06-02T00:00',
      ),
    ).toEqual(['2026-06-01T23:30']);
  });

  test('skip what a transition skips, and take what it repeats', () => {
    expect(
      starts(
        hours('America/New_York', [7, '01:30', '04:00']),
        { durationMinutes: 30 },
        '2026-03-08T00:00',
        '2026-03-09T00:00',
      ),
    ).toEqual(['2026-03-08T06:30', '2026-03-08T07:00', '2026-03-08T07:30']);
    expect(
      starts(
        hours('America/New_York', [7, '01:00', '02:00']),
        { durationMinutes: 30 },
        '2026-11-01T00:00',
        '2026-11-02T00:00',
      ),
    ).toEqual(['2026-11-01T05:00', '2026-11-01T05:30', '2026-11-01T06:00', '2026-11-01T06:30']);
    expect(
      starts(hours('America/Santiago', [7, '00:00', '02:00']), {}, '2026-09-06T00:00', '2026-09-07T00:00'),
    ).toEqual(['2026-09-06T04:00']);
  });

  test('leave the gap after an interview free, and promise none before one', () => {
    const diary = { busy: [{ start: at('2026-06-01T10:00'), end: at('2026-06-01T11:15') }], starts: [] };
    expect(
      starts(
        hours('UTC', [1, '08:00', '13:00']),
        { gapMinutes: 15, stepMinutes: 15 },
        '2026-06-01T00:00',
        '2026-06-02T00:00',
        diary,
      ),
    ).toEqual([
      '2026-06-01T08:00',
      '2026-06-01T08:15',
      '2026-06-01T08:30',
      '2026-06-01T08:45',
      '2026-06-01T11:15',
      '2026-06-01T11:30',
      '2026-06-01T11:45',
      '2026-06-01T12:00',
    ]);
  });

  test('days and weeks of limits are the mentor’s', () => {
    // 2026-06-01T13:00Z is already Tuesday in Auckland.
    const diary = { busy: [], starts: [at('2026-06-01T13:00')] };
    const open = hours(
      'Pacific/Auckland',
      ...[1, 2, 3, 4, 5, 6, 7].map((day): [number, string, string] => [day, '09:00', '10:00']),
    );
    expect(starts(open, { maxPerDay: 1 }, '2026-06-01T00:00', '2026-06-04T00:00', diary)).toEqual([
      '2026-06-02T21:00',
      '2026-06-03T21:00',
    ]);
    expect(starts(open, { maxPerWeek: 1 }, '2026-05-30T00:00', '2026-06-16T00:00', diary)).toEqual(
      [
        '2026-05-30T21:00',
        ...Array.from({ length: 7 }, (_, day) => `2026-06-${String(day + 7).padStart(2, '0')}T21:00`),
        '2026-06-14T21:00',
        '2026-06-15T21:00',
      ].slice(0, 10),
    );
  });
});

describe('obstacles', () => {
  const range = { start: at('2026-06-01T00:00'), end: at('2026-06-30T00:00') };
  const placement = new Placement(
    hours('UTC', ...[1, 2, 3, 4, 5, 6, 7].map((day): [number, string, string] => [day, '09:00', '17:00'])),
    { ...TERMS, noticeMinutes: 120, horizonDays: 7, maxPerDay: 2, maxPerWeek: 3 },
    {
      busy: [{ start: at('2026-06-02T10:00'), end: at('2026-06-02T11:00') }],
      starts: [at('2026-06-03T09:00'), at('2026-06-03T12:00'), at('2026-06-04T12:00')],
    },
    range,
  );
  const now = at('2026-06-01T08:00');
  test.each([
    ['2026-06-01T08:30', 'OUTSIDE_HOURS'],
    ['2026-06-01T09:10', 'OUTSIDE_HOURS'],
    ['2026-06-01T16:30', 'OUTSIDE_HOURS'],
    ['2026-06-01T09:30', 'NOTICE'],
    ['2026-06-08T09:00', 'HORIZON'],
    ['2026-06-02T10:30', 'MENTOR_BUSY'],
    ['2026-06-03T15:00', 'DAY_FULL'],
    ['2026-06-05T15:00', 'WEEK_FULL'],
  ])('%s: %s', (start, obstacle) => expect(placement.obstacle(at(start), now)).toBe(obstacle));

  test('notice is kept to the millisecond, its end included', () => {
    expect(placement.obstacle(at('2026-06-01T10:00'), now + 1)).toBe('NOTICE');
    expect(
      new Placement(
        hours('UTC', [1, '09:00', '17:00']),
        { ...TERMS, noticeMinutes: 120 },
        { busy: [], starts: [] },
        range,
      ).obstacle(at('2026-06-01T10:00'), now),
    ).toBeNull();
  });

  test('every start that is listed has none but notice and horizon, and the other way round', () => {
    const listed = new Set(placement.starts(range));
    for (let start = range.start; start < range.end; start += 30 * MINUTE) {
      const obstacle = placement.obstacle(start, start - 3 * HOUR);
      expect([new Date(start).toISOString(), listed.has(start)]).toEqual([
        new Date(start).toISOString(),
        obstacle === null,
      ]);
    }
  });
});
