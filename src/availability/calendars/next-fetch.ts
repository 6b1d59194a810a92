import type { Instant } from '../../base/time/index.js';

const MINUTES = 30;
const LONGEST_MINUTES = 24 * 60;

/** When a calendar is due again: twice as long after each failure in a row, a day at most. */
export function nextFetch(now: Instant, failures: number): Instant {
  return now.add({ minutes: Math.min(MINUTES * 2 ** Math.min(failures, 10), LONGEST_MINUTES) });
}
