import type { Capacity, LearnerDiary, Obstacle, Terms } from '../../../src/availability/placement.js';
import type { DayWindow } from '../../../src/availability/schedule.js';

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A session of the mentor's that lies there. */
export interface Lying {
  readonly start: number;
  /** With its gap. */
  readonly end: number;
  /** Of the offering that is asked about. */
  readonly same: boolean;
  /** Has a seat left. */
  readonly open: boolean;
}

/** All that decides about starts. Instants in milliseconds, dates in days since 1970. */
export interface SlotCase {
  readonly range: Span;
  readonly now: number;
  readonly timeZone: string;
  readonly windows: readonly (DayWindow & { readonly day: number })[];
  readonly overrides: readonly { readonly date: number; readonly windows: readonly DayWindow[] }[];
  readonly journeys: readonly { readonly from: number; readonly until: number; readonly timeZone: string }[];
  readonly terms: Terms & { readonly maxPerLearner: number | null };
  readonly capacity: Capacity;
  readonly sessions: readonly Lying[];
  readonly busy: readonly Span[];
  readonly learner: LearnerDiary;
}

export type { Obstacle };
