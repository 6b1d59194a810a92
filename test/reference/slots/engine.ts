import type { Obstacle, SlotCase, Span } from './case.js';
import { WallClock } from './wall.js';

const MINUTE = 60_000;
const DAY = 1_440;
const LONGEST = 240;

type Minutes = readonly { readonly from: number; readonly to: number }[];

/** What a date gives: its zone, its hours (none overlap or touch), and those that the week alone would give it. */
interface DateHours {
  readonly zone: string;
  readonly hours: Minutes;
  readonly usual: Minutes;
}

/**
 * docs/booking.md once more, as slowly as it is written there: each minute is looked at by itself, on the clocks of the zones
 * that matter. Nothing of it comes from src/.
 */
export class SlotEngine {
  readonly #dates = new Map<number, DateHours>();
  readonly #zones: readonly string[];
  readonly #overridden: ReadonlySet<number>;
  readonly #open: ReadonlySet<number>;
  /** Of each minute of the range and some after it: 0 not asked, 1 no, 2 yes. */
  readonly #there: Uint8Array;
  readonly #starts: Uint8Array;
  readonly #first: number;

  constructor(readonly asked: SlotCase) {
    this.#zones = [...new Set([asked.timeZone, ...asked.journeys.map(({ timeZone }) => timeZone)])];
    this.#overridden = new Set(asked.overrides.map(({ date }) => date));
    this.#open = new Set(asked.sessions.filter(({ same, open }) => same && open).map(({ start }) => start));
    this.#first = Math.floor(asked.range.start / MINUTE);
    this.#there = new Uint8Array(Math.ceil(asked.range.end / MINUTE) - this.#first + LONGEST + 1);
    this.#starts = new Uint8Array(this.#there.length);
  }

  obstacle(start: number): Obstacle | null {
    const { terms, capacity, now, learner } = this.asked;
    const joins = this.#open.has(start);
    if (!joins && !this.#isStart(start))
      return this.#overridden.size > 0 && this.#overridden.has(this.date(start)) ? 'OTHER_HOURS' : 'OUTSIDE_HOURS';
    if (capacity.pausedUntil !== null && now < capacity.pausedUntil) return 'PAUSED';
    if (start < now + terms.noticeMinutes * MINUTE) return 'NOTICE';
    if (start >= now + terms.horizonDays * DAY * MINUTE) return 'HORIZON';
    const full = joins ? null : this.#mentorCannot(start);
    if (full) return full;
    const interview = { start, end: start + terms.durationMinutes * MINUTE };
    if (learner.busy.some((other) => meet(interview, other))) return 'LEARNER_BUSY';
    if (terms.maxPerLearner !== null && learner.upcoming >= terms.maxPerLearner) return 'LEARNER_LIMIT';
    return null;
  }

  /** What could be booked if neither time nor the learner stood in the way. */
  isFree(start: number): boolean {
    return this.#open.has(start) || (this.#isStart(start) && this.#mentorCannot(start) === null);
  }

  /** What a person might look for: a start of the hours as they are, or as they would be without overrides. */
  isCandidate(start: number): boolean {
    if (this.#open.has(start)) return true;
    if (start % MINUTE !== 0) return false;
    const onGrid = (hours: Minutes, shown: number): boolean =>
      hours.some(({ from, to }) => from <= shown && shown < to && (shown - from) % this.asked.terms.stepMinutes === 0);
    return this.#shown(start / MINUTE, ({ hours, usual }, shown) => onGrid(hours, shown) || onGrid(usual, shown));
  }

  /** The local date where the mentor is. */
  date(instant: number): number {
    const minute = Math.floor(instant / MINUTE);
    const nearby = minute >= this.#first && minute < this.#first + this.#there.length;
    const dateIn = (zone: string): number => {
      const clock = WallClock.of(zone);
      return Math.floor((nearby ? clock.at(minute) : clock.once(minute)) / DAY);
    };
    const { journeys, timeZone } = this.asked;
    for (const journey of journeys) {
      const date = dateIn(journey.timeZone);
      if (journey.from <= date && date <= journey.until) return date;
    }
    return dateIn(timeZone);
  }

  #mentorCannot(start: number): Obstacle | null {
    const { terms, capacity, sessions, busy } = this.asked;
    const held = { start, end: start + (terms.durationMinutes + terms.gapMinutes) * MINUTE };
    if ([...sessions, ...busy].some((taken) => meet(held, taken))) return 'MENTOR_BUSY';
    const day = this.date(start);
    const like = (unit: (date: number) => number, same: boolean): number =>
      sessions.filter((session) => (session.same || !same) && unit(this.date(session.start)) === unit(day)).length;
    const reaches = (count: () => number, most: number | null): boolean => most !== null && count() >= most;
    if (reaches(() => like((date) => date, true), terms.maxPerDay)) return 'DAY_FULL';
    if (reaches(() => like(mondayOf, true), terms.maxPerWeek)) return 'WEEK_FULL';
    if (reaches(() => like(mondayOf, false), capacity.maxPerWeek)) return 'MENTOR_WEEK_FULL';
    if (reaches(() => like(firstOfMonth, false), capacity.maxPerMonth)) return 'MENTOR_MONTH_FULL';
    return null;
  }

  #isStart(start: number): boolean {
    if (start % MINUTE !== 0) return false;
    const minute = start / MINUTE;
    const place = minute - this.#first;
    if (this.#starts[place] === 0) this.#starts[place] = this.#begins(minute) ? 2 : 1;
    return this.#starts[place] === 2;
  }

  #begins(minute: number): boolean {
    const { stepMinutes, durationMinutes } = this.asked.terms;
    const begins = this.#shown(minute, ({ hours }, shown) =>
      hours.some(({ from, to }) => from <= shown && shown < to && (shown - from) % stepMinutes === 0),
    );
    if (!begins) return false;
    for (let more = 0; more < durationMinutes; more++) if (!this.#isThere(minute + more)) return false;
    return true;
  }

  #isThere(minute: number): boolean {
    const place = minute - this.#first;
    if (this.#there[place] === 0)
      this.#there[place] = this.#shown(minute, ({ hours }, shown) =>
        hours.some(({ from, to }) => from <= shown && shown < to),
      )
        ? 2
        : 1;
    return this.#there[place] === 2;
  }

  /** Whether it holds for a date whose clock shows, at this minute, so many minutes since the midnight that began it. */
  #shown(minute: number, holds: (date: DateHours, shown: number) => boolean): boolean {
    for (const zone of this.#zones) {
      const wall = WallClock.of(zone).at(minute);
      const today = Math.floor(wall / DAY);
      for (const date of [today, today - 1]) {
        const given = this.#hoursOf(date);
        if (given.zone === zone && holds(given, wall - date * DAY)) return true;
      }
    }
    return false;
  }

  #hoursOf(date: number): DateHours {
    let given = this.#dates.get(date);
    if (!given) this.#dates.set(date, (given = this.#written(date)));
    return given;
  }

  #written(date: number): DateHours {
    const { timeZone, journeys, windows, overrides } = this.asked;
    const isoDay = new Date(date * DAY * MINUTE).getUTCDay() || 7;
    const week = windows.filter(({ day }) => day === isoDay);
    const own = overrides.find((override) => override.date === date)?.windows ?? week;
    const ends = this.#overridden.has(date + 1) ? DAY : 2 * DAY;
    return {
      zone: journeys.find(({ from, until }) => from <= date && date <= until)?.timeZone ?? timeZone,
      hours: together(own.map(({ startMinute, endMinute }) => ({ from: startMinute, to: Math.min(endMinute, ends) }))),
      usual: together(week.map(({ startMinute, endMinute }) => ({ from: startMinute, to: endMinute }))),
    };
  }
}

const meet = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/** Runs of minutes that belong to one window at least; a minute is marked, not an interval reckoned. */
function together(windows: Minutes): Minutes {
  const marked = new Uint8Array(2 * DAY + 1);
  for (const { from, to } of windows) marked.fill(1, from, to);
  const runs: { from: number; to: number }[] = [];
  for (let minute = 0; minute <= 2 * DAY; minute++) {
    const last = runs.at(-1);
    if (marked[minute] === 0) continue;
    if (last?.to === minute) last.to = minute + 1;
    else runs.push({ from: minute, to: minute + 1 });
  }
  return runs;
}

function mondayOf(date: number): number {
  const day = new Date(date * DAY * MINUTE).getUTCDay() || 7;
  return date - (day - 1);
}

function firstOfMonth(date: number): number {
  const day = new Date(date * DAY * MINUTE);
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), 1);
}
