import { covers, type Interval, meets, toWall, union, wallGrid, wallWindow } from '../base/time/index.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A mentor's week: minutes of wall time since midnight; an end beyond 1440 lies on the next day. */
export interface Schedule {
  readonly timeZone: string;
  readonly windows: readonly { readonly day: number; readonly startMinute: number; readonly endMinute: number }[];
}

/** The terms of an offering that decide where an interview can lie. */
export interface Terms {
  readonly durationMinutes: number;
  readonly stepMinutes: number;
  readonly gapMinutes: number;
  readonly noticeMinutes: number;
  readonly horizonDays: number;
  readonly maxPerDay: number | null;
  readonly maxPerWeek: number | null;
}

/** What already lies there. */
export interface Diary {
  /** The mentor's times that are taken, gaps included. */
  readonly busy: readonly Interval[];
  /** Starts (ms) of the live interviews of this offering, pending ones too. */
  readonly starts: readonly number[];
}

/** Why an interview can't begin at an instant. */
export type Obstacle = 'OUTSIDE_HOURS' | 'NOTICE' | 'HORIZON' | 'MENTOR_BUSY' | 'DAY_FULL' | 'WEEK_FULL';

/**
 * Where interviews of one offering can lie: pure, and the only judge, for what is listed as for what is booked. All
 * instants in milliseconds.
 */
export class Placement {
  readonly #hours: readonly Interval[];
  readonly #grid: ReadonlySet<number>;
  readonly #busy: readonly Interval[];
  readonly #perDay = new Map<number, number>();
  readonly #perWeek = new Map<number, number>();

  /** @param range the starts that will be asked about */
  constructor(
    private readonly schedule: Schedule,
    private readonly terms: Terms,
    diary: Diary,
    range: Interval,
  ) {
    const windows = wallWindows(schedule, range);
    this.#hours = union(windows.flatMap((window) => wallWindow(schedule.timeZone, window)));
    this.#grid = new Set(windows.flatMap((window) => wallGrid(schedule.timeZone, window, terms.stepMinutes * MINUTE)));
    this.#busy = union(diary.busy);
    for (const start of diary.starts) {
      const day = this.#dayOf(start);
      this.#perDay.set(day, (this.#perDay.get(day) ?? 0) + 1);
      this.#perWeek.set(weekOf(day), (this.#perWeek.get(weekOf(day)) ?? 0) + 1);
    }
  }

  /** The first rule that forbids a start, or null. `now` is for the rules that time alone turns. */
  obstacle(start: number, now: number): Obstacle | null {
    const { durationMinutes, noticeMinutes, horizonDays } = this.terms;
    const end = start + durationMinutes * MINUTE;
    if (!this.#grid.has(start) || !covers(this.#hours, { start, end })) return 'OUTSIDE_HOURS';
    if (start < now + noticeMinutes * MINUTE) return 'NOTICE';
    if (start >= now + horizonDays * DAY) return 'HORIZON';
    return this.#taken(start);
  }

  /** Every start in `range` that only notice and horizon can still forbid, in order. */
  starts(range: Interval): number[] {
    const { durationMinutes } = this.terms;
    return [...this.#grid]
      .filter(
        (start) =>
          range.start <= start &&
          start < range.end &&
          covers(this.#hours, { start, end: start + durationMinutes * MINUTE }) &&
          this.#taken(start) === null,
      )
      .sort((a, b) => a - b);
  }

  #taken(start: number): Obstacle | null {
    const { durationMinutes, gapMinutes, maxPerDay, maxPerWeek } = this.terms;
    if (meets(this.#busy, { start, end: start + (durationMinutes + gapMinutes) * MINUTE })) return 'MENTOR_BUSY';
    const day = this.#dayOf(start);
    if (maxPerDay !== null && (this.#perDay.get(day) ?? 0) >= maxPerDay) return 'DAY_FULL';
    if (maxPerWeek !== null && (this.#perWeek.get(weekOf(day)) ?? 0) >= maxPerWeek) return 'WEEK_FULL';
    return null;
  }

  /** Days since 1970 in the mentor's zone. */
  #dayOf(instant: number): number {
    return Math.floor(toWall(this.schedule.timeZone, instant) / DAY);
  }
}

/** Weeks from Monday; 1970 began on a Thursday. */
function weekOf(day: number): number {
  return Math.floor((day + 3) / 7);
}

/** The hours of a schedule as instants, merged. */
export function hoursWithin(schedule: Schedule, range: Interval): Interval[] {
  return union(wallWindows(schedule, range).flatMap((window) => wallWindow(schedule.timeZone, window)));
}

/**
 * The windows of every local day that can touch the range, in wall milliseconds. Those of one day that overlap or touch
 * are one, so that starts are counted from where the mentor's time really begins.
 */
function wallWindows({ windows }: Schedule, range: Interval): Interval[] {
  const byDay = new Map<number, Interval[]>();
  for (const { day, startMinute, endMinute } of windows) {
    byDay.set(day, union([...(byDay.get(day) ?? []), { start: startMinute * MINUTE, end: endMinute * MINUTE }]));
  }
  const found: Interval[] = [];
  // Local days reach up to 14 hours around UTC's, and a window up to a day into the next one.
  for (let date = Math.floor(range.start / DAY) - 3; date <= Math.floor(range.end / DAY) + 3; date++) {
    const weekday = ((((date + 3) % 7) + 7) % 7) + 1;
    for (const { start, end } of byDay.get(weekday) ?? [])
      found.push({ start: date * DAY + start, end: date * DAY + end });
  }
  return found;
}
