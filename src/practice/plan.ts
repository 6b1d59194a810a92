import { dateOf } from './learning-day.js';
import { afterReview, type Memory } from './replay.js';

/** What an attempt takes until the learner has timed one. */
export const USUAL_MS = 180_000;
/** A device that times nothing must not make cards cost nothing. */
const LEAST_MS = 1_000;
const MINUTE_MS = 60_000;
export const MOST_DAYS = 60;

/** Days are learner's days since 1970. */
export interface PlannedCard extends Memory {
  /** When it falls due; long ago is today. */
  readonly due: number;
  readonly lastDay: number;
}

export interface Situation {
  readonly today: number;
  /** The day of the interview, of which nothing is planned. */
  readonly interview: number;
  readonly minutesPerDay: number;
  /** The median of what the learner's attempts took; null without a timed one. */
  readonly medianMs: number | null;
  readonly cards: readonly PlannedCard[];
  /** Questions there are that the learner hasn't tried. */
  readonly untried: number;
  readonly reviewsPerDay: number;
  readonly newPerDay: number;
  /** What today had already. */
  readonly soFar: { readonly attempts: number; readonly reviews: number; readonly newQuestions: number };
}

export interface PlannedDay {
  readonly date: string;
  readonly reviews: number;
  readonly newQuestions: number;
  /** What they take, rounded up: never more than the budget. */
  readonly minutes: number;
}

/**
 * What fits until the interview: on each day the reviews that are due, the longest due first, then new questions, as far as the
 * budget and the caps go; what doesn't fit is due the day after. What was planned counts as known, and comes again when FSRS wants it. On the
 * eve there are only reviews: what is new then would not be seen again.
 */
export function planUntil(situation: Situation): PlannedDay[] {
  const { today, interview, soFar } = situation;
  const costMs = Math.max(LEAST_MS, situation.medianMs ?? USUAL_MS);
  const fit = Math.floor((situation.minutesPerDay * MINUTE_MS) / costMs);
  const end = Math.min(interview, today + MOST_DAYS);
  const falling = new Map<number, PlannedCard[]>();
  const fall = (card: PlannedCard) => {
    const due = Math.max(card.due, today);
    if (due >= end) return;
    const known = falling.get(due);
    if (known) known.push(card);
    else falling.set(due, [card]);
  };
  for (const card of [...situation.cards].sort((a, b) => a.due - b.due)) fall(card);

  const days: PlannedDay[] = [];
  let waiting: PlannedCard[] = [];
  let untried = situation.untried;
  for (let day = today; day < end; day++) {
    const done = day === today ? soFar : NOTHING;
    waiting = waiting.concat(falling.get(day) ?? []);
    const left = Math.max(0, fit - done.attempts);
    const reviews = Math.min(waiting.length, left, Math.max(0, situation.reviewsPerDay - done.reviews));
    const room = day === interview - 1 ? 0 : Math.max(0, situation.newPerDay - done.newQuestions);
    const newQuestions = Math.min(untried, left - reviews, room);
    for (const card of waiting.slice(0, reviews)) fall(again(card, day));
    for (let n = 0; n < newQuestions; n++) fall(again(undefined, day));
    waiting = waiting.slice(reviews);
    untried -= newQuestions;
    const minutes = Math.ceil(((reviews + newQuestions) * costMs) / MINUTE_MS);
    days.push({ date: dateOf(day), reviews, newQuestions, minutes });
  }
  return days;
}

const NOTHING: Situation['soFar'] = { attempts: 0, reviews: 0, newQuestions: 0 };

function again(card: PlannedCard | undefined, day: number): PlannedCard {
  const { memory, days } = afterReview(card ?? null, Math.max(0, day - (card?.lastDay ?? day)));
  return { ...memory, lastDay: day, due: day + days };
}
