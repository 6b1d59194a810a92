import { FSRS6_DEFAULT_DECAY, FSRSAlgorithm, type Grade as Rating, generatorParameters } from 'ts-fsrs';

import { beginOfDay, learningDay } from './learning-day.js';

export type Grade = 'AGAIN' | 'HARD' | 'GOOD' | 'EASY';

/** An entry of the log, as far as a card follows from it. */
export interface Attempt {
  /** ms */
  readonly at: number;
  readonly grade: Grade;
  /** Where the learner was. */
  readonly timeZone: string;
  readonly durationMs: number | null;
  readonly answerRevealed: boolean;
}

/** What FSRS knows of a card. */
export interface Memory {
  readonly stability: number;
  readonly difficulty: number;
}

/** Instants in ms, days since 1970. */
export interface Card extends Memory {
  readonly dueAt: number;
  readonly reps: number;
  readonly lapses: number;
  readonly lastDay: number;
  readonly firstUntil: number;
  readonly lastUntil: number;
  readonly meanMs: number | null;
  readonly revealed: boolean;
  /** Of the first attempt: 0 not known, 1 with difficulty, 2 known; null when something was shown before. */
  readonly score: number | null;
}

const RATINGS: Readonly<Record<Grade, Rating>> = { AGAIN: 1, HARD: 2, GOOD: 3, EASY: 4 };
const SCORES: Readonly<Record<Grade, number>> = { AGAIN: 0, HARD: 1, GOOD: 2, EASY: 2 };

/** What wasn't known is asked again in the same sitting. */
const AGAIN_MS = 10 * 60_000;
/** Nobody prepares for longer than that; whatever is known this well is asked once a year. */
const LONGEST_DAYS = 365;

/**
 * FSRS-6 with its published weights, written out: another release of the library must not move cards in silence. No fuzz: the same log
 * gives the same cards, whoever replays it.
 */
const WEIGHTS = [
  0.212,
  1.2931,
  2.3065,
  8.2956,
  6.4133,
  0.8334,
  3.0194,
  0.001,
  1.8722,
  0.1666,
  0.796,
  1.4835,
  0.0614,
  0.2629,
  1.6483,
  0.6014,
  1.8729,
  0.5425,
  0.0912,
  0.0658,
  FSRS6_DEFAULT_DECAY,
];
const fsrs = new FSRSAlgorithm(
  generatorParameters({
    w: WEIGHTS,
    request_retention: 0.9,
    maximum_interval: LONGEST_DAYS,
    enable_fuzz: false,
    enable_short_term: true,
  }),
);

/**
 * The card that follows from all attempts of one account at one question. Time runs in whole learner's days: two attempts of one
 * evening are one day's, however late it was. The library's own scheduler isn't used: it takes reviews as they come, and throws at one
 * that comes late.
 * @param attempts in order of time, at least one
 * @param shownAt ms; the first thing that was shown of the question
 */
export function replay(attempts: readonly Attempt[], shownAt: number | null): Card {
  const first = attempts[0];
  if (!first) throw new Error('A card needs an attempt');
  let memory: Memory | null = null;
  let day = learningDay(first.at, first.timeZone);
  const firstUntil = beginOfDay(day + 1, first.timeZone);
  let last = first;
  let lapses = 0;
  let [timed, totalMs] = [0, 0];
  for (const attempt of attempts) {
    const today = learningDay(attempt.at, attempt.timeZone);
    // Somebody who has flown west may be a day back.
    memory = fsrs.next_state(memory, Math.max(0, today - day), RATINGS[attempt.grade]);
    if (attempt !== first && attempt.grade === 'AGAIN' && last.grade !== 'AGAIN') lapses++;
    if (attempt.durationMs !== null) [timed, totalMs] = [timed + 1, totalMs + attempt.durationMs];
    [day, last] = [today, attempt];
  }
  const { stability, difficulty } = memory as unknown as Memory;
  const revealed = first.answerRevealed || (shownAt !== null && shownAt <= first.at);
  return {
    dueAt:
      last.grade === 'AGAIN' ? last.at + AGAIN_MS : beginOfDay(day + fsrs.next_interval(stability, 0), last.timeZone),
    reps: attempts.length,
    lapses,
    stability,
    difficulty,
    lastDay: day,
    firstUntil,
    lastUntil: beginOfDay(day + 1, last.timeZone),
    meanMs: timed === 0 ? null : Math.round(totalMs / timed),
    revealed,
    score: revealed ? null : SCORES[first.grade],
  };
}

/** What a card is after it was known, and in how many days it comes again. @param before null while it is new */
export function afterReview(before: Memory | null, elapsedDays: number): { memory: Memory; days: number } {
  const memory = fsrs.next_state(before, elapsedDays, RATINGS.GOOD);
  return { memory, days: fsrs.next_interval(memory.stability, 0) };
}
