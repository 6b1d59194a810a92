import { type Interval, toWall, union, wallGrid, wallWindow } from '../base/time/index.js';

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
/** Local days reach up to 14 hours around UTC's, and a window up to a day into the next one. */
const DAYS_AROUND = 3;

/** Minutes of wall time since midnight of a day; an end beyond 1440 lies on the next day. */
export interface DayWindow {
  readonly startMinute: number;
  readonly endMinute: number;
}

/** Local dates are counted in days since 1970-01-01. */
export interface Schedule {
  /** Where the mentor is, but for {@link stays}. */
  readonly timeZone: string;
  /** The hours of the week, by ISO day. */
  readonly windows: readonly (DayWindow & { readonly day: number })[];
  /** Dates that have other hours than their day of the week; none closes the date. */
  readonly overrides?: ReadonlyMap<number, readonly DayWindow[]>;
  /** Dates (both included) on which the mentor is in another zone; they don't overlap. */
  readonly stays?: readonly { readonly from: number; readonly until: number; readonly timeZone: string }[];
}

/** A window of one date: wall milliseconds, and the zone that they are meant in. */
interface DatedWindow extends Interval {
  readonly timeZone: string;
  /** Of the week, on a date that has other hours or reaching into one. */
  readonly replaced: boolean;
}

/** The hours of a schedule as instants, and the starts that they give. */
export class Hours {
  readonly #windows: readonly DatedWindow[];
  readonly open: readonly Interval[];

  constructor(
    private readonly schedule: Schedule,
    private readonly range: Interval,
  ) {
    this.#windows = datedWindows(schedule, range).filter(({ replaced }) => !replaced);
    this.open = union(this.#windows.flatMap((window) => wallWindow(window.timeZone, window)));
  }

  /** The starts of every window, `step` minutes apart, in order. */
  grid(step: number): Set<number> {
    return gridOf(this.#windows, step);
  }

  /** The starts that the week would have given if no date had other hours, as far as such a date takes them away. */
  replacedGrid(step: number): Set<number> {
    const replaced = datedWindows(this.schedule, this.range).filter((window) => window.replaced);
    return gridOf(replaced, step);
  }
}

/** Days since 1970 of the date that it is for the mentor at an instant. */
export function dateAt(schedule: Schedule, instant: number): number {
  for (const { from, until, timeZone } of schedule.stays ?? []) {
    const date = Math.floor(toWall(timeZone, instant) / DAY);
    if (from <= date && date <= until) return date;
  }
  return Math.floor(toWall(schedule.timeZone, instant) / DAY);
}

/** Weeks from Monday; 1970 began on a Thursday. */
export function weekOf(date: number): number {
  return Math.floor((date + 3) / 7);
}

/** Months since 1970. */
export function monthOf(date: number): number {
  const day = new Date(date * DAY);
  return (day.getUTCFullYear() - 1970) * 12 + day.getUTCMonth();
}

function gridOf(windows: readonly DatedWindow[], step: number): Set<number> {
  const starts = windows.flatMap((window) => wallGrid(window.timeZone, window, step * MINUTE));
  return new Set(starts.sort((a, b) => a - b));
}

/**
 * The windows of every date that can touch the range. Those of one date that overlap or touch are one, so that starts are
 * counted from where the mentor's time really begins. A window that reaches into a date with hours of its own ends at its
 * midnight: whoever closes a date has all of it.
 */
function datedWindows({ timeZone, windows, overrides = new Map(), stays = [] }: Schedule, range: Interval) {
  const week = new Map<number, DayWindow[]>();
  for (const window of windows) week.set(window.day, [...(week.get(window.day) ?? []), window]);
  const found: DatedWindow[] = [];
  const [first, last] = [Math.floor(range.start / DAY) - DAYS_AROUND, Math.floor(range.end / DAY) + DAYS_AROUND];
  for (let date = first; date <= last; date++) {
    const zone = stays.find(({ from, until }) => from <= date && date <= until)?.timeZone ?? timeZone;
    const end = overrides.has(date + 1) ? DAY : 2 * DAY;
    const add = (hours: readonly DayWindow[], until: number, replaced: boolean) => {
      for (const window of wholes(hours))
        found.push({
          timeZone: zone,
          start: date * DAY + window.start,
          end: date * DAY + Math.min(window.end, until),
          replaced,
        });
    };
    const override = overrides.get(date);
    const usual = week.get(isoDay(date)) ?? [];
    add(override ?? usual, end, false);
    if (override || end === DAY) add(usual, 2 * DAY, true);
  }
  return found;
}

function isoDay(date: number): number {
  return ((((date + 3) % 7) + 7) % 7) + 1;
}

function wholes(windows: readonly DayWindow[]): Interval[] {
  return union(windows.map(({ startMinute, endMinute }) => ({ start: startMinute * MINUTE, end: endMinute * MINUTE })));
}
