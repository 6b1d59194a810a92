import ICAL from 'ical.js';

import type { Interval } from '../../base/time/index.js';
import { type CalendarClocks, type CalendarTime, wallOf } from './calendar-times.js';

const DAY = 86_400_000;
/** So often at most a repetition is followed. */
const MOST_STEPS = 10_000;
/** What can be skipped as a whole, in hours, since each is like the other; there are few months and years. */
const SKIPPED: Readonly<Record<string, number>> = { HOURLY: 1, DAILY: 24, WEEKLY: 7 * 24 };
const HOUR = 3_600_000;

/** An event repeats more often than anybody's interviews. */
export class RepeatsTooOften extends Error {}

/** The times of one VEVENT that reach into a range; of one that repeats, those but the exceptions. */
export function occurrencesOf(
  event: ICAL.Component,
  clocks: CalendarClocks,
  range: Interval,
  exceptions: ReadonlySet<number>,
): Interval[] {
  const start = timeOf(event, 'dtstart', clocks);
  if (!start) return [];
  const lengthOf = lengths(event, start, clocks);
  const excluded = excludedStarts(event, clocks);
  const found: Interval[] = [];
  const seen = new Set<number>();
  const reach = { start: range.start - (lengthOf(start) - clocks.instant(start)), end: range.end };
  for (const time of startsOf(event, start, clocks, reach)) {
    const at = clocks.instant(time);
    if (seen.has(at) || exceptions.has(at) || excluded.instants.has(at) || isOn(excluded.dates, time)) continue;
    seen.add(at);
    const end = lengthOf(time);
    if (at < range.end && range.start < end) found.push({ start: at, end });
  }
  return found;
}

/** When a time of an event that repeats has been replaced by another. */
export function replacedStart(event: ICAL.Component, clocks: CalendarClocks): number | undefined {
  const time = timeOf(event, 'recurrence-id', clocks);
  return time && clocks.instant(time);
}

function timeOf(event: ICAL.Component, name: string, clocks: CalendarClocks): CalendarTime | undefined {
  const property = event.getFirstProperty(name);
  const value = property?.getFirstValue();
  return property && value instanceof ICAL.Time ? clocks.read(value, property) : undefined;
}

/** The end of an occurrence: as long on the clock as the first one, or, where it ends by another clock, as long in fact. */
function lengths(
  event: ICAL.Component,
  start: CalendarTime,
  clocks: CalendarClocks,
): (occurrence: CalendarTime) => number {
  const end = timeOf(event, 'dtend', clocks);
  if (end && end.clock !== start.clock) {
    const length = clocks.instant(end) - clocks.instant(start);
    return (time) => clocks.instant(time) + length;
  }
  const duration = event.getFirstPropertyValue('duration');
  const given = duration instanceof ICAL.Duration ? duration.toSeconds() * 1_000 : start.isDate ? DAY : 0;
  const length = end ? end.wall - start.wall : given;
  return (time) => clocks.instant(time.at(time.wall + length));
}

function* startsOf(
  event: ICAL.Component,
  start: CalendarTime,
  clocks: CalendarClocks,
  reach: Interval,
): Generator<CalendarTime> {
  const rules = event.getAllProperties('rrule').map((property) => property.getFirstValue());
  yield start;
  for (const property of event.getAllProperties('rdate'))
    for (const value of property.getValues()) {
      const time: unknown = value instanceof ICAL.Period ? value.start : value;
      if (time instanceof ICAL.Time) yield clocks.read(time, property);
    }
  for (const rule of rules) if (rule instanceof ICAL.Recur) yield* repeated(event, rule, start, clocks, reach);
}

function* repeated(
  event: ICAL.Component,
  rule: ICAL.Recur,
  start: CalendarTime,
  clocks: CalendarClocks,
  reach: Interval,
): Generator<CalendarTime> {
  const first = event.getFirstPropertyValue('dtstart');
  if (!(first instanceof ICAL.Time)) return;
  // The end is looked at here: the package compares it by what the clocks show, whatever their zones.
  const last = lastOf(rule.until, start, clocks);
  rule.until = null;
  const iterator = rule.iterator(skipped(rule, first, start, reach));
  for (let steps = 0; ; steps++) {
    const next = iterator.next() as ICAL.Time | null;
    if (!next) return;
    if (steps === MOST_STEPS) throw new RepeatsTooOften();
    const time = start.at(wallOf(next));
    const at = clocks.instant(time);
    if (at > last || at >= reach.end) return;
    yield time;
  }
}

/** Where a repetition can be followed from: two of its steps and two days before the range, as on each of its steps. */
function skipped(rule: ICAL.Recur, first: ICAL.Time, start: CalendarTime, reach: Interval): ICAL.Time {
  const hours = (SKIPPED[rule.freq] ?? 0) * rule.interval;
  if (hours === 0 || rule.count) return first;
  const steps = Math.floor((reach.start - 2 * DAY - start.wall) / (hours * HOUR)) - 2;
  if (steps <= 0) return first;
  const from = first.clone();
  from.adjust(Math.floor((steps * hours) / 24), (steps * hours) % 24, 0, 0);
  return from;
}

/** The last instant of a repetition; a date is meant to its end. */
function lastOf(until: ICAL.Time | null | undefined, start: CalendarTime, clocks: CalendarClocks): number {
  if (!until) return Infinity;
  if (until.zone === ICAL.Timezone.utcTimezone && !until.isDate) return wallOf(until);
  return clocks.instant(start.at(wallOf(until) + (until.isDate && !start.isDate ? DAY - 1 : 0)));
}

function excludedStarts(
  event: ICAL.Component,
  clocks: CalendarClocks,
): { readonly instants: ReadonlySet<number>; readonly dates: ReadonlySet<number> } {
  const [instants, dates] = [new Set<number>(), new Set<number>()];
  for (const property of event.getAllProperties('exdate'))
    for (const value of property.getValues()) {
      if (!(value instanceof ICAL.Time)) continue;
      const time = clocks.read(value, property);
      if (time.isDate) dates.add(time.wall);
      else instants.add(clocks.instant(time));
    }
  return { instants, dates };
}

function isOn(dates: ReadonlySet<number>, { wall }: CalendarTime): boolean {
  return dates.has(Math.floor(wall / DAY) * DAY);
}
