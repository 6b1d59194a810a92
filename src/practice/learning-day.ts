import { formatInstant, fromWall, instantFromMs, isTimeZone, toWall } from '../base/time/index.js';

const DAY_MS = 86_400_000;
/** Whoever practises after midnight is still at the day before. */
const BEGINS_MS = 4 * 3_600_000;

/** What an older or newer server took for a zone must not stand in the way of what was practised. */
function known(timeZone: string): string {
  return isTimeZone(timeZone) ? timeZone : 'UTC';
}

/** The learner's day at an instant (ms), in days since 1970. */
export function learningDay(ms: number, timeZone: string): number {
  return Math.floor((toWall(known(timeZone), ms) - BEGINS_MS) / DAY_MS);
}

/** The instant (ms) at which a learner's day begins: at 04:00, or when the clock first shows more where that is left out. */
export function beginOfDay(day: number, timeZone: string): number {
  return fromWall(known(timeZone), day * DAY_MS + BEGINS_MS);
}

/** `2026-11-01` */
export function dateOf(day: number): string {
  return formatInstant(instantFromMs(day * DAY_MS)).slice(0, 10);
}

export function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}
