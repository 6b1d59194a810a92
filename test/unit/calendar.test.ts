import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';

import { type CalendarEvent, type CalendarMethod, calendarText } from '../../src/base/calendar/index.js';
import { Temporal } from '../../src/base/time/index.js';

const UID = '018f3c1e-0000-7000-8000-0123456789ab@sevenfold';

function event(given: Partial<CalendarEvent> = {}): CalendarEvent {
  return {
    uid: UID,
    sequence: 3,
    changedAt: Temporal.Instant.from('2026-10-01T08:00:00Z'),
    startsAt: Temporal.Instant.from('2026-11-01T05:30:00Z'),
    endsAt: Temporal.Instant.from('2026-11-01T06:30:00Z'),
    status: 'CONFIRMED',
    summary: 'Mock interview',
    ...given,
  };
}

const parsed = (text: string) => new ICAL.Component(ICAL.parse(text) as unknown[]);

/** What two parsers that know nothing of each other make of the only event. */
function instantsIn(text: string): { starts: string[]; ends: string[] } {
  const one = new ICAL.Event(parsed(text).getFirstSubcomponent('vevent') as ICAL.Component);
  const other = Object.values(nodeIcal.sync.parseICS(text)).find((part) => part?.type === 'VEVENT') as {
    start: Date;
    end: Date;
  };
  const asText = (date: Date) => new Date(date.getTime()).toISOString();
  return {
    starts: [asText(one.startDate.toJSDate()), asText(other.start)],
    ends: [asText(one.endDate.toJSDate()), asText(other.end)],
  };
}

/** All property names of a component, and of those within it. */
function names(component: ICAL.Component): string[] {
  return [
    ...component.getAllProperties().map(({ name }) => `${component.name}.${name}`),
    ...component.getAllSubcomponents().flatMap(names),
  ].sort();
}

const EVENT = ['uid', 'sequence', 'dtstamp', 'dtstart', 'dtend', 'summary', 'last-modified', 'status'];
const PEOPLE_AND_TEXT = ['description', 'location', 'organizer', 'attendee'];

describe('instants', () => {
  test.each([
    ['America/New_York', '2026-11-01T00:30', '2026-03-08T01:30'],
    ['Europe/Berlin', '2026-10-25T01:30', '2026-03-29T01:30'],
    ['Australia/Lord_Howe', '2026-04-05T01:15', '2026-10-04T01:45'],
  ])('are the same for every reader around a change of clocks in %s', (zone, ...walls) => {
    for (const wall of walls) {
      const first = Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).toInstant();
      for (let quarter = 0; quarter < 12; quarter++) {
        const startsAt = first.add({ minutes: quarter * 15 });
        const endsAt = startsAt.add({ minutes: 60 });
        const { starts, ends } = instantsIn(calendarText('REQUEST', [event({ startsAt, endsAt })]));
        expect(starts).toEqual(Array(2).fill(new Date(startsAt.epochMilliseconds).toISOString()));
        expect(ends).toEqual(Array(2).fill(new Date(endsAt.epochMilliseconds).toISOString()));
      }
    }
  });
});

test.each<CalendarMethod>(['REQUEST', 'CANCEL', 'PUBLISH'])('a %s says what it is', (method) => {
  const calendar = parsed(calendarText(method, [event(), event({ sequence: 4 })]));
  expect(calendar.getFirstPropertyValue('method')).toBe(method);
  expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
  const events = calendar.getAllSubcomponents('vevent');
  expect(events.map((found) => [found.getFirstPropertyValue('uid'), found.getFirstPropertyValue('sequence')])).toEqual([
    [UID, 3],
    [UID, 4],
  ]);
});

test('an alarm is one only where it is asked for', () => {
  const [none, some] = [undefined, 15].map((alarmMinutesBefore) =>
    parsed(calendarText('REQUEST', [event({ alarmMinutesBefore })]))
      .getFirstSubcomponent('vevent')
      ?.getAllSubcomponents('valarm'),
  );
  expect(none).toEqual([]);
  expect(some?.map((alarm) => String(alarm.getFirstPropertyValue('trigger')))).toEqual(['-PT15M']);
});

test('a UID never holds text, and an address never more than an address', () => {
  expect(() => calendarText('REQUEST', [event({ uid: 'x\r\nATTENDEE:mailto:eve@example.org' })])).toThrow('UID');
  for (const email of ['eve', 'a@b\r\nX:1', 'a@b;X=1', 'a,b@c', 'a"@b', 'a@b\u2028'])
    expect(() => calendarText('REQUEST', [event({ organizer: { name: 'x', email } })])).toThrow('mail address');
});

const HOSTILE = [
  '\r\nATTENDEE:mailto:eve@example.org',
  '\nEND:VEVENT\nBEGIN:VEVENT',
  '\r',
  '\u2028X-EVIL:1',
  '\u2029',
  '\u0085',
  '\u0000',
  '\u001b',
  '\t',
  '"',
  '";X=1:',
  '\\',
  '\\n',
  ';',
  ',',
  ':',
  '=',
  '^n',
  "^'",
  '👩‍🔬',
  'é',
  '漢'.repeat(40),
  '\ud800',
  ' ',
];
const typed = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ maxLength: 20 })), { maxLength: 20 })
    .map((all) => all.join('')),
);

/** What remains of a text, told in another way than the code tells it. */
function remaining(text: string, keepLines: boolean): string {
  const lines = [...text.replaceAll('\r\n', '\n').replaceAll('\r', '\n')]
    .filter((char) => char === '\n' || !/[\p{Cc}\u2028\u2029]/u.test(char))
    .map((char) => (/^[\ud800-\udfff]$/.test(char) ? '\ufffd' : char))
    .join('');
  return keepLines ? lines : lines.split(/\s+/).filter(Boolean).join(' ');
}

test('whatever people type, a file has the properties that were meant and their whole text', () => {
  fc.assert(
    fc.property(typed, typed, typed, typed, (summary, description, location, name) => {
      const person = { name, email: 'x@example.org' };
      const text = calendarText('REQUEST', [
        event({
          summary,
          description: `d${description}`,
          location: `l${location}`,
          organizer: person,
          attendees: [person],
        }),
      ]);
      const calendar = parsed(text);
      expect(names(calendar)).toEqual(
        [
          ...['version', 'prodid', 'method'].map((property) => `vcalendar.${property}`),
          ...[...EVENT, ...PEOPLE_AND_TEXT].map((property) => `vevent.${property}`),
        ].sort(),
      );
      const found = calendar.getFirstSubcomponent('vevent') as ICAL.Component;
      expect(found.getFirstPropertyValue('summary')).toBe(remaining(summary, false));
      expect(found.getFirstPropertyValue('description')).toBe(remaining(`d${description}`, true));
      expect(found.getFirstPropertyValue('location')).toBe(remaining(`l${location}`, false));
      for (const property of ['organizer', 'attendee'])
        expect(found.getFirstPropertyValue(property)).toMatch(/^mailto:x@example\.org$/i);
      expect(Object.keys(nodeIcal.sync.parseICS(text)).filter((key) => key.includes('@'))).toEqual([UID]);
    }),
    { numRuns: 300 },
  );
});

test('no line is longer than 75 bytes, none is broken within a character, and all end in CRLF', () => {
  fc.assert(
    fc.property(typed, (summary) => {
      const text = calendarText('PUBLISH', [event({ summary, description: summary.repeat(3) })]);
      const bytes = Buffer.from(text, 'utf8');
      expect(bytes.toString('utf8')).toBe(text);
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      for (const line of text.split('\r\n')) {
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(line).not.toMatch(/\p{Cs}/u);
      }
    }),
    { numRuns: 100 },
  );
});
