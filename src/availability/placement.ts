import { covers, type Interval, meets, overlap, union } from '../base/time/index.js';
import { dateAt, DAY, Hours, MINUTE, monthOf, type Schedule, weekOf } from './schedule.js';

/** The terms of an offering that decide where an interview can lie. */
export interface Terms {
  readonly durationMinutes: number;
  readonly stepMinutes: number;
  readonly gapMinutes: number;
  readonly noticeMinutes: number;
  readonly horizonDays: number;
  readonly maxPerDay: number | null;
  readonly maxPerWeek: number | null;
  /** Of one learner's, at a time. */
  readonly maxPerLearner?: number | null;
}

/** What a mentor takes in all, whichever the offering, and until when nothing new. */
export interface Capacity {
  readonly maxPerWeek: number | null;
  readonly maxPerMonth: number | null;
  readonly pausedUntil: number | null;
}

/** What already lies there; instants in milliseconds. */
export interface Diary {
  /** The mentor's times that are taken, gaps included. */
  readonly busy: readonly Interval[];
  /** Starts of the live sessions of this offering, pending ones too. */
  readonly starts: readonly number[];
  /** The same of all offerings. */
  readonly allStarts?: readonly number[];
  /** Starts of this offering's sessions that have a seat left. */
  readonly open?: readonly number[];
}

/** The learner's side. */
export interface LearnerDiary {
  readonly busy: readonly Interval[];
  /** How many interviews of this offering they have before them. */
  readonly upcoming: number;
  /** The start of this offering that they hold. */
  readonly held?: number | undefined;
}

/** Why an interview can't begin at an instant, in the order in which it is looked at. */
export type Obstacle =
  | 'OUTSIDE_HOURS'
  | 'OTHER_HOURS'
  | 'PAUSED'
  | 'NOTICE'
  | 'HORIZON'
  | 'MENTOR_BUSY'
  | 'DAY_FULL'
  | 'WEEK_FULL'
  | 'MENTOR_WEEK_FULL'
  | 'MENTOR_MONTH_FULL'
  | 'LEARNER_BUSY'
  | 'LEARNER_LIMIT';

export interface PlacedBy {
  readonly byMentor?: boolean;
  readonly outsideHours?: boolean;
}

const UNLIMITED: Capacity = { maxPerWeek: null, maxPerMonth: null, pausedUntil: null };

/**
 * Where interviews of one offering can lie: pure, and the only judge, for what is listed, held and booked as for where
 * something is moved to. docs/booking.md says the rules in words. All instants in milliseconds.
 */
export class Placement {
  readonly #hours: Hours;
  readonly #grid: ReadonlySet<number>;
  readonly #busy: readonly Interval[];
  readonly #open: ReadonlySet<number>;
  readonly #perDay: Counts;
  readonly #perWeek: Counts;
  readonly #allPerWeek: Counts;
  readonly #allPerMonth: Counts;

  /** @param range the starts that will be asked about */
  constructor(
    private readonly schedule: Schedule,
    private readonly terms: Terms,
    diary: Diary,
    range: Interval,
    private readonly capacity: Capacity = UNLIMITED,
  ) {
    this.#hours = new Hours(schedule, range);
    this.#grid = this.#hours.grid(terms.stepMinutes);
    this.#busy = union(diary.busy);
    this.#open = new Set(diary.open);
    const dates = diary.starts.map((start) => dateAt(schedule, start));
    const allDates = (diary.allStarts ?? diary.starts).map((start) => dateAt(schedule, start));
    this.#perDay = countsOf(dates, (date) => date);
    this.#perWeek = countsOf(dates, weekOf);
    this.#allPerWeek = countsOf(allDates, weekOf);
    this.#allPerMonth = countsOf(allDates, monthOf);
  }

  /**
   * The first rule that forbids a start, or null. `now` is for the rules that time alone turns.
   * @param how a mentor who moves an interview is not held to notice, horizon and pause, nor to their hours where they say so
   */
  obstacle(start: number, now: number, learner?: LearnerDiary, how: PlacedBy = {}): Obstacle | null {
    if (learner && learner.held === start && now < start) return this.#whileHeld(start, now, learner);
    const outside = how.outsideHours ? null : this.#outside(start);
    return outside ?? (how.byMentor ? null : this.#atThisTime(start, now)) ?? this.#forLearner(start, learner);
  }

  /** Every start in `range` that only pause, notice, horizon and the learner can still forbid, in order. */
  starts(range: Interval): number[] {
    return this.#within([...this.#grid, ...this.#open], range).filter(
      (start) => this.#isStart(start) && this.#taken(start) === null,
    );
  }

  /** Every start in `range` that somebody might expect to be free, those of hours that a date has not included. */
  candidates(range: Interval): number[] {
    return this.#within([...this.#grid, ...this.#open, ...this.#hours.replacedGrid(this.terms.stepMinutes)], range);
  }

  #within(starts: readonly number[], range: Interval): number[] {
    const wanted = starts.filter((start) => range.start <= start && start < range.end);
    return [...new Set(wanted)].sort((a, b) => a - b);
  }

  #outside(start: number): Obstacle | null {
    if (this.#isStart(start)) return null;
    return this.schedule.overrides?.has(dateAt(this.schedule, start)) ? 'OTHER_HOURS' : 'OUTSIDE_HOURS';
  }

  #isStart(start: number): boolean {
    if (this.#open.has(start)) return true; // it takes place anyway
    const end = start + this.terms.durationMinutes * MINUTE;
    return this.#grid.has(start) && covers(this.#hours.open, { start, end });
  }

  #atThisTime(start: number, now: number): Obstacle | null {
    const { noticeMinutes, horizonDays } = this.terms;
    if (this.#isPaused(now)) return 'PAUSED';
    if (start < now + noticeMinutes * MINUTE) return 'NOTICE';
    return start >= now + horizonDays * DAY ? 'HORIZON' : null;
  }

  /** It was free when they took it, and nobody has it but them. */
  #whileHeld(start: number, now: number, learner: LearnerDiary): Obstacle | null {
    return this.#isPaused(now) ? 'PAUSED' : this.#ofLearner(start, learner);
  }

  #isPaused(now: number): boolean {
    return this.capacity.pausedUntil !== null && now < this.capacity.pausedUntil;
  }

  #forLearner(start: number, learner: LearnerDiary | undefined): Obstacle | null {
    const taken = this.#taken(start);
    return taken || !learner ? taken : this.#ofLearner(start, learner);
  }

  #ofLearner(start: number, learner: LearnerDiary): Obstacle | null {
    const { durationMinutes, maxPerLearner = null } = this.terms;
    const lies = { start, end: start + durationMinutes * MINUTE };
    if (learner.busy.some((other) => overlap(other, lies))) return 'LEARNER_BUSY';
    return maxPerLearner !== null && learner.upcoming >= maxPerLearner ? 'LEARNER_LIMIT' : null;
  }

  #taken(start: number): Obstacle | null {
    if (this.#open.has(start)) return null; // a seat in what lies there already
    const { durationMinutes, gapMinutes, maxPerDay, maxPerWeek } = this.terms;
    if (meets(this.#busy, { start, end: start + (durationMinutes + gapMinutes) * MINUTE })) return 'MENTOR_BUSY';
    const date = dateAt(this.schedule, start);
    if (isFull(this.#perDay, date, maxPerDay)) return 'DAY_FULL';
    if (isFull(this.#perWeek, weekOf(date), maxPerWeek)) return 'WEEK_FULL';
    if (isFull(this.#allPerWeek, weekOf(date), this.capacity.maxPerWeek)) return 'MENTOR_WEEK_FULL';
    return isFull(this.#allPerMonth, monthOf(date), this.capacity.maxPerMonth) ? 'MENTOR_MONTH_FULL' : null;
  }
}

type Counts = ReadonlyMap<number, number>;

function countsOf(dates: readonly number[], unit: (date: number) => number): Counts {
  const counts = new Map<number, number>();
  for (const date of dates) counts.set(unit(date), (counts.get(unit(date)) ?? 0) + 1);
  return counts;
}

function isFull(counts: Counts, unit: number, most: number | null): boolean {
  return most !== null && (counts.get(unit) ?? 0) >= most;
}
