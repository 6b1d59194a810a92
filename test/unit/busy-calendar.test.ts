import { describe, expect, test } from '@jest/globals';

import { CalendarProblem } from '../../src/availability/calendars/calendar-problem.js';
import { readCalendar } from '../../src/availability/calendars/read-calendar.js';

const RANGE = { start: Date.parse('2026-11-01T00:00:00Z'), end: Date.parse('2027-02-09T00:00:00Z') };
const BERLIN_TOLD = `BEGIN:VTIMEZONE\nTZID:Somewhere\nBEGIN:DAYLIGHT\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nDTSTART:19700329T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT\nBEGIN:STANDARD\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nDTSTART:19701025T030000\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\nEND:VTIMEZONE\n`;

const calendar = (...events: readonly (readonly string[])[]) =>
  `BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n${BERLIN_TOLD}${events.map((lines, index) => ['BEGIN:VEVENT', ...(lines[0]?.startsWith('UID:') ? [] : [`UID:${index}`]), 'DTSTAMP:20261101T000000Z', ...lines, 'END:VEVENT'].join('\n')).join('\n')}\nEND:VCALENDAR\n`.replaceAll(
    '\n',
    '\r\n',
  );
const read = (text: string, zone = 'America/New_York') => readCalendar(text, { range: RANGE, zoneOn: () => zone });
const times = (text: string, zone?: string) => read(text, zone).busy.map(({ start, end }) => `${at(start)} ${at(end)}`);
const at = (ms: number) => new Date(ms).toISOString().slice(0, 16);

describe('one event', () => {
  test.each([
    ['in UTC', ['DTSTART:20261110T090000Z', 'DTEND:20261110T100000Z'], '2026-11-10T09:00 2026-11-10T10:00'],
    [
      'in a zone by name',
      ['DTSTART;TZID=Asia/Tokyo:20261110T090000', 'DTEND;TZID=Asia/Tokyo:20261110T100000'],
      '2026-11-10T00:00 2026-11-10T01:00',
    ],
    [
      'in a zone that the file describes',
      ['DTSTART;TZID=Somewhere:20261110T090000', 'DTEND;TZID=Somewhere:20261110T100000'],
      '2026-11-10T08:00 2026-11-10T09:00',
    ],
    [
      'from one zone into another',
      ['DTSTART;TZID=Asia/Tokyo:20261110T090000', 'DTEND;TZID=Europe/Berlin:20261110T090000'],
      '2026-11-10T00:00 2026-11-10T08:00',
    ],
    [
      'floating: in the mentor’s zone',
      ['DTSTART:20261110T090000', 'DURATION:PT90M'],
      '2026-11-10T14:00 2026-11-10T15:30',
    ],
    ['all day: the mentor’s day', ['DTSTART;VALUE=DATE:20261110'], '2026-11-10T05:00 2026-11-11T05:00'],
    ['of some days', ['DTSTART;VALUE=DATE:20261110', 'DTEND;VALUE=DATE:20261113'], '2026-11-10T05:00 2026-11-13T05:00'],
    [
      'that began before and goes on',
      ['DTSTART:20261001T000000Z', 'DTEND:20261102T000000Z'],
      '2026-11-01T00:00 2026-11-02T00:00',
    ],
  ])('%s', (_, lines, expected) => {
    expect(times(calendar(lines))).toEqual([expected]);
  });

  test.each([
    ['free', ['DTSTART:20261110T090000Z', 'DTEND:20261110T100000Z', 'TRANSP:TRANSPARENT']],
    ['cancelled', ['DTSTART:20261110T090000Z', 'DTEND:20261110T100000Z', 'STATUS:CANCELLED']],
    [
      'an interview of ours',
      ['UID:01a20961-9355-75d6-a997-5398af8ae4a3@sevenfold', 'DTSTART:20261110T090000Z', 'DTEND:20261110T100000Z'],
    ],
    ['over', ['DTSTART:20261010T090000Z', 'DTEND:20261010T100000Z']],
    ['without a length', ['DTSTART:20261110T090000Z']],
    ['without a beginning', ['DTEND:20261110T090000Z']],
    ['backwards', ['DTSTART:20261110T090000Z', 'DTEND:20261110T080000Z']],
  ])('that is %s takes no time', (_, lines) => {
    expect(read(calendar(lines))).toEqual({ busy: [], problem: null });
  });
});

describe('what repeats', () => {
  const WEEKLY = ['DTSTART;TZID=America/New_York:20261019T170000', 'DTEND;TZID=America/New_York:20261019T180000'];

  test('keeps its wall time through a change of clocks', () => {
    const text = calendar([
      'DTSTART;TZID=Europe/London:20270101T090000',
      'DTEND;TZID=Europe/London:20270101T100000',
      'RRULE:FREQ=WEEKLY;COUNT=20',
    ]);
    const { busy } = readCalendar(text, {
      range: { start: Date.parse('2027-03-20T00:00:00Z'), end: Date.parse('2027-04-05T00:00:00Z') },
      zoneOn: () => 'UTC',
    });
    expect(busy.map(({ start }) => at(start))).toEqual(['2027-03-26T09:00', '2027-04-02T08:00']);
  });

  test('ends with UNTIL in UTC, that instant included, east and west', () => {
    expect(
      times(calendar([...WEEKLY, 'RRULE:FREQ=WEEKLY;UNTIL=20261109T220000Z'])).map((time) => time.slice(0, 16)),
    ).toEqual(['2026-11-02T22:00', '2026-11-09T22:00']);
    const tokyo = ['DTSTART;TZID=Asia/Tokyo:20261109T090000', 'DTEND;TZID=Asia/Tokyo:20261109T100000'];
    expect(times(calendar([...tokyo, 'RRULE:FREQ=DAILY;UNTIL=20261110T000000Z']))).toHaveLength(2);
  });

  test('leaves out EXDATE, in its own zone, in UTC, or as a date', () => {
    const rule = 'RRULE:FREQ=WEEKLY;COUNT=6';
    const gone = [
      'EXDATE;TZID=America/New_York:20261102T170000',
      'EXDATE:20261109T220000Z',
      'EXDATE;VALUE=DATE:20261116',
    ];
    expect(times(calendar([...WEEKLY, rule, ...gone]))).toEqual(['2026-11-23T22:00 2026-11-23T23:00']);
  });

  test('has times that were moved, cancelled or made free', () => {
    const master = ['UID:0', ...WEEKLY, 'RRULE:FREQ=WEEKLY;COUNT=5'];
    const one = (id: string, ...lines: string[]) => ['UID:0', `RECURRENCE-ID;TZID=America/New_York:${id}`, ...lines];
    const text = calendar(
      one(
        '20261102T170000',
        'DTSTART;TZID=America/New_York:20261103T080000',
        'DTEND;TZID=America/New_York:20261103T083000',
      ),
      one('20261109T170000', 'DTSTART;TZID=America/New_York:20261109T170000', 'STATUS:CANCELLED'),
      master,
    );
    expect(times(text)).toEqual(['2026-11-03T13:00 2026-11-03T13:30', '2026-11-16T22:00 2026-11-16T23:00']);
  });

  test('has more times by RDATE, and one by two ways only once', () => {
    const lines = [
      ...WEEKLY,
      'RRULE:FREQ=WEEKLY;COUNT=3',
      'RDATE;TZID=America/New_York:20261102T170000,20261104T170000',
    ];
    expect(times(calendar(lines)).map((time) => time.slice(0, 16))).toEqual(['2026-11-02T22:00', '2026-11-04T22:00']);
  });

  test('for ever is followed to the end of the range', () => {
    const { busy } = read(calendar(['DTSTART:19990101T120000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY']));
    expect(busy).toHaveLength(100);
    const began = performance.now();
    const everyOther = [
      'DTSTART;TZID=Asia/Tokyo:20010103T090000',
      'DURATION:PT1H',
      'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE',
    ];
    const twice = times(calendar(...Array.from({ length: 100 }, () => everyOther)));
    expect([twice.length, twice[0]]).toEqual([15, '2026-11-02T00:00 2026-11-02T01:00']);
    expect(performance.now() - began).toBeLessThan(2_500);
  });
});

test('times that touch or overlap are one', () => {
  const hours = (from: string, to: string) => [`DTSTART:20261110T${from}0000Z`, `DTEND:20261110T${to}0000Z`];
  expect(times(calendar(hours('09', '11'), hours('10', '12'), hours('12', '13'), hours('15', '16')))).toEqual([
    '2026-11-10T09:00 2026-11-10T13:00',
    '2026-11-10T15:00 2026-11-10T16:00',
  ]);
});

describe('a hostile calendar', () => {
  test.each([
    ['every second', 'RRULE:FREQ=SECONDLY'],
    ['every minute for ever', 'RRULE:FREQ=MINUTELY;INTERVAL=1'],
    ['every second, by a filter', 'RRULE:FREQ=SECONDLY;BYSECOND=1,2,3,4,5,6,7,8,9'],
  ])('that repeats %s is refused', (_, rule) => {
    const began = performance.now();
    expect(() => read(calendar(['DTSTART:19990101T120000Z', 'DURATION:PT1S', rule]))).toThrow('repeats too often');
    expect(performance.now() - began).toBeLessThan(3_500);
  });

  test.each([
    'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'RRULE:FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31',
    'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1MO;BYMONTHDAY=20',
    'RRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30;BYHOUR=3',
    'RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30',
  ])('with a rule that has no next time ends: %s', (rule) => {
    const began = performance.now();
    try {
      read(calendar(['DTSTART:20261103T120000Z', 'DURATION:PT1H', rule]));
    } catch (error) {
      expect(error).toBeInstanceOf(CalendarProblem);
    }
    expect(performance.now() - began).toBeLessThan(4_000);
  });

  test.each([
    ['a page', '<html><body>BEGIN:VCALENDAR</body></html>', 'not a calendar'],
    ['nothing', '', 'not a calendar'],
    ['a part of one', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:2026', 'damaged'],
  ])('that is %s is told so', (_, text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  test('keeps what can be read of it', () => {
    const good = ['DTSTART:20261110T090000Z', 'DURATION:PT1H'];
    const { busy, problem } = read(calendar(['DTSTART:20261110T090000Z', 'RRULE:FREQ=WEEKLY;BYYEARDAY=1'], good));
    expect([busy.length, problem]).toEqual([1, 'One event could not be read.']);
    expect(read(calendar(['DTSTART;TZID=Mars/Olympus:20261110T090000', 'DURATION:PT1H']))).toEqual({
      busy: [{ start: Date.parse('2026-11-10T14:00:00Z'), end: Date.parse('2026-11-10T15:00:00Z') }],
      problem: 'Nobody knows the time zone “Mars/Olympus”; yours is taken for it.',
    });
  });

  test('with ten thousand events is cut, and in time', () => {
    const events = Array.from({ length: 10_000 }, (_, n) => [
      `DTSTART:${new Date(RANGE.start + n * 600_000).toISOString().replace(/[-:]|\.\d+/g, '')}`,
      'DURATION:PT5M',
    ]);
    const { busy, problem } = read(calendar(...events));
    expect([busy.length, problem]).toEqual([2_000, 'It has more than 2,000 times; the first ones count.']);
  });
});
