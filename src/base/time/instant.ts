import { Temporal } from 'temporal-polyfill';

/** A point on the time line. The domain knows no other form of "when"; wall time lives in zone.ts alone. */
export type Instant = Temporal.Instant;

/**
 * ISO 8601 in UTC as every answer carries it: milliseconds always, microseconds where there are any
 * (2026-11-01T05:30:00.000Z, 2026-11-01T05:30:00.000123Z). views/json.ts writes the same form in SQL; a test compares.
 */
export function formatInstant(instant: Instant): string {
  const micros = Number((instant.epochNanoseconds / 1_000n) % 1_000n);
  // Date writes whole milliseconds a good deal faster than Temporal does, and every statement takes the time.
  if (micros === 0) return new Date(instant.epochMilliseconds).toISOString();
  return instant.toString({ fractionalSecondDigits: 6 });
}

export function instantFromMs(epochMs: number): Instant {
  return Temporal.Instant.fromEpochMilliseconds(epochMs);
}

export function addMinutes(instant: Instant, minutes: number): Instant {
  return instant.add({ minutes });
}

export function isBefore(a: Instant, b: Instant): boolean {
  return Temporal.Instant.compare(a, b) < 0;
}

/**
 * An instant of the years 1900 to 2999 as clients mostly send it: in UTC, with at most milliseconds. Date reads it a good deal faster than Temporal
 * does, but also takes the 30th of February; that and all other forms are Temporal's to read, and undefined here.
 */
export function parseUsualInstant(text: string): Instant | undefined {
  if (!/^(19|2)\d.*Z$/.test(text) || text.length > 24) return undefined;
  const date = new Date(text);
  const isThat = !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 19) === text.slice(0, 19);
  return isThat ? instantFromMs(date.getTime()) : undefined;
}

const WHOLE_MILLISECONDS = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,3})?\+00$/;

/** What pg's timestamptz text (with TimeZone=UTC) stands for: `2026-11-01 05:30:00.000123+00`. */
export function parseDatabaseInstant(text: string): Instant {
  // Most have no microseconds, and Date reads them a good deal faster than Temporal does.
  if (WHOLE_MILLISECONDS.test(text)) return instantFromMs(Date.parse(`${text.slice(0, -3).replace(' ', 'T')}Z`));
  return Temporal.Instant.from(text);
}
