import { LRUCache } from 'lru-cache';
import { Temporal } from 'temporal-polyfill';

import { formatInstant, type Instant, instantFromMs } from './instant.js';
import type { Interval } from './interval.js';

/**
 * The one place where wall time meets instants. Wall time is counted in "wall milliseconds": the milliseconds since 1970
 * that a clock in UTC would have passed when it shows that date and time. Between two transitions of a zone
 * `instant = wall - offset`, so the zone's transitions are found once (Temporal) and the rest is arithmetic.
 */
interface Stretch extends Interval {
  /** Wall milliseconds minus instant milliseconds, the same throughout the stretch. */
  readonly offset: number;
}

const YEAR_MS = 366 * 86_400_000;
const cache = new LRUCache<string, Stretch[]>({ max: 2_000 });
/** To make a format takes longer than all else about a booking's zone. */
const zones = new LRUCache<string, boolean>({ max: 2_000 });

/** IANA names and aliases, as typed. Offsets (`+05:30`, `UTC+5`) are none: they can't say what a summer does. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/.test(name)) return false;
  let known = zones.get(name);
  if (known === undefined) zones.set(name, (known = hasZone(name)));
  return known;
}

function hasZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The stretches of `zone` that cover [start, end), in order, cut to nothing: the first and last may reach beyond. */
function stretches(zone: string, { start, end }: Interval): Stretch[] {
  const found: Stretch[] = [];
  for (let year = Math.floor(start / YEAR_MS); year * YEAR_MS < end; year++) {
    for (const stretch of stretchesOfYear(zone, year))
      if (stretch.start < end && start < stretch.end) found.push(stretch);
  }
  return found;
}

function stretchesOfYear(zone: string, year: number): Stretch[] {
  const key = `${zone} ${year}`;
  const known = cache.get(key);
  if (known) return known;
  const found: Stretch[] = [];
  const yearEnd = (year + 1) * YEAR_MS;
  let at = Temporal.Instant.fromEpochMilliseconds(year * YEAR_MS).toZonedDateTimeISO(zone);
  while (at.epochMilliseconds < yearEnd) {
    const next = at.getTimeZoneTransition('next');
    const end = Math.min(next?.epochMilliseconds ?? yearEnd, yearEnd);
    found.push({ start: at.epochMilliseconds, end, offset: at.offsetNanoseconds / 1e6 });
    if (!next) break;
    at = next;
  }
  cache.set(key, found);
  return found;
}

const LONGEST_OFFSET = 27 * 3_600_000;

function around({ start, end }: Interval): Interval {
  return { start: start - LONGEST_OFFSET, end: end + LONGEST_OFFSET };
}

/**
 * The instants at which a clock in `zone` shows a time in [start, end) of wall milliseconds. In a gap there are none; an
 * hour that happens twice gives both. Not merged.
 */
export function wallWindow(zone: string, window: Interval): Interval[] {
  return stretches(zone, around(window))
    .map(({ start, end, offset }) => ({
      start: Math.max(start, window.start - offset),
      end: Math.min(end, window.end - offset),
    }))
    .filter(({ start, end }) => start < end);
}

/** The instants (ms) of the wall times start, start + step ... of a window, in order; `step` in milliseconds. */
export function wallGrid(zone: string, window: Interval, step: number): number[] {
  return stretches(zone, around(window)).flatMap(({ start, end, offset }) => {
    const first = Math.max(window.start, start + offset);
    const until = Math.min(window.end, end + offset);
    const found: number[] = [];
    for (let wall = window.start + Math.ceil((first - window.start) / step) * step; wall < until; wall += step)
      found.push(wall - offset);
    return found;
  });
}

/** Per zone the stretch that was asked about last: mostly the next instant lies in it, too. */
const recent = new LRUCache<string, Stretch>({ max: 500 });

function offsetAt(zone: string, epochMs: number): number {
  const last = recent.get(zone);
  if (last && last.start <= epochMs && epochMs < last.end) return last.offset;
  const [found] = stretches(zone, { start: epochMs, end: epochMs + 1 }) as [Stretch];
  recent.set(zone, found);
  return found.offset;
}

/**
 * The instant at which a clock in `zone` shows a wall time: the first one where it happens twice; where it is left out, when a clock
 * that nobody put on would show it (RFC 5545, 3.3.5).
 */
export function fromWall(zone: string, wall: number): number {
  const [first] = wallGrid(zone, { start: wall, end: wall + 1 }, 1);
  return first ?? wall - offsetAt(zone, wall - LONGEST_OFFSET);
}

/**
 * The instant (ms) at which a clock in `zone` shows the same time of day so many days later. Of an hour that happens twice, the one with
 * the offset of `start`, or else the first; none where the hour is left out.
 */
export function daysLater(zone: string, start: number, days: number): number | undefined {
  const wall = toWall(zone, start) + days * 86_400_000;
  const found = wallGrid(zone, { start: wall, end: wall + 1 }, 1);
  const offset = offsetAt(zone, start);
  return found.find((instant) => offsetAt(zone, instant) === offset) ?? found[0];
}

/** What a clock in `zone` shows at an instant, in wall milliseconds. */
export function toWall(zone: string, epochMs: number): number {
  return epochMs + offsetAt(zone, epochMs);
}

/** Wall time with its offset, `2026-11-01T01:30:00-04:00`, so that the two 01:30 of that night can be told apart. */
export function formatLocal(instant: Instant, zone: string): string {
  const offset = offsetAt(zone, instant.epochMilliseconds);
  const wall = formatInstant(instantFromMs(instant.epochMilliseconds + offset)).slice(0, 19);
  const minutes = Math.floor(Math.abs(offset) / 60_000);
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${wall}${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}
