import {
  formatLocal,
  type Instant,
  instantFromMs,
  isBefore,
  isTimeZone,
  Temporal,
  wallWindow,
} from '../../base/time/index.js';

export type Frequency = 'NEVER' | 'DAILY' | 'WEEKLY';

const HOUR_MS = 3_600_000;
const MORNING_MS = 9 * HOUR_MS;
const DAY_MS = 24 * HOUR_MS;
const MONDAY = 1;

/** The date that a calendar on the reader's wall shows. */
export function localDate(instant: Instant, timeZone: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(formatLocal(instant, known(timeZone)).slice(0, 10));
}

/**
 * When a digest is due next: at 09:00 of a day of the reader's, or as soon as the clock has gone past it, should it leave 09:00
 * out. A day that a zone leaves out has no digest.
 * @param now it is due after this
 * @param lastOn the date on which the last one was due; there is one a date, wherever the reader has moved since
 * @returns null for NEVER
 */
export function nextDigestAt(
  frequency: Frequency,
  timeZone: string,
  now: Instant,
  lastOn: Temporal.PlainDate | null,
): Instant | null {
  if (frequency === 'NEVER') return null;
  const today = localDate(now, timeZone);
  let date = lastOn && Temporal.PlainDate.compare(lastOn, today) >= 0 ? lastOn.add({ days: 1 }) : today;
  for (;;) {
    const at = frequency === 'DAILY' || date.dayOfWeek === MONDAY ? morningOf(date, known(timeZone)) : undefined;
    if (at && isBefore(now, at)) return at;
    date = date.add({ days: 1 });
  }
}

function morningOf(date: Temporal.PlainDate, timeZone: string): Instant | undefined {
  const midnight = date.toZonedDateTime('UTC').epochMilliseconds;
  const [first] = wallWindow(timeZone, { start: midnight + MORNING_MS, end: midnight + DAY_MS });
  return first && instantFromMs(first.start);
}

/** What an older or newer server took for a zone must not stand in the way of everybody else's digests. */
function known(timeZone: string): string {
  return isTimeZone(timeZone) ? timeZone : 'UTC';
}
