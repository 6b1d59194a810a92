import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { MOST_DAYS, planUntil, type PlannedCard, type Situation, USUAL_MS } from '../../src/practice/plan.js';

const TODAY = 22_345; // 2031-03-07
const NOTHING = { attempts: 0, reviews: 0, newQuestions: 0 };
const situation = (given: Partial<Situation>): Situation => ({
  today: TODAY,
  interview: TODAY + 3,
  minutesPerDay: 30,
  medianMs: null,
  cards: [],
  untried: 100,
  reviewsPerDay: 100,
  newPerDay: 10,
  soFar: NOTHING,
  ...given,
});
const card = (due: number, given: Partial<PlannedCard> = {}): PlannedCard => ({
  due: TODAY + due,
  lastDay: TODAY + due - 3,
  stability: 3,
  difficulty: 5,
  ...given,
});
const counts = (given: Partial<Situation>) =>
  planUntil(situation(given)).map(({ reviews, newQuestions }) => [reviews, newQuestions]);

describe('the plan', () => {
  test('has new questions, and them again when FSRS wants it, on the eve nothing new', () => {
    expect(planUntil(situation({ interview: TODAY + 4, newPerDay: 6 }))).toEqual([
      { date: '2031-03-07', reviews: 0, newQuestions: 6, minutes: 18 },
      { date: '2031-03-08', reviews: 0, newQuestions: 6, minutes: 18 },
      { date: '2031-03-09', reviews: 6, newQuestions: 4, minutes: 30 },
      { date: '2031-03-10', reviews: 6, newQuestions: 0, minutes: 18 },
    ]);
  });

  test('has reviews first, and puts off what doesn’t fit, the longest due first', () => {
    const cards = Array.from({ length: 14 }, (_, index) => card(-index, { stability: 300 }));
    expect(counts({ cards, untried: 4 })).toEqual([
      [10, 0],
      [4, 4],
      [0, 0],
    ]);
    // The four that are forgotten soon come again one day later where they were due last, and so reviewed a day later.
    const comesAgain = (isShaky: (due: number) => boolean, reviewedOn: number) => {
      const given = cards.map((each) =>
        isShaky(TODAY - each.due) ? { ...each, stability: 0.1, lastDay: TODAY + reviewedOn - 1 } : each,
      );
      return counts({ cards: given, untried: 0, interview: TODAY + 9 }).findIndex(
        ([reviews], day) => day > 1 && reviews === 4,
      );
    };
    const again = comesAgain((late) => late > 9, 0);
    expect(again).toBeGreaterThan(1);
    expect(comesAgain((late) => late < 4, 1)).toBe(again + 1);
  });

  test('prices a card at the learner’s median, or at three minutes', () => {
    expect(USUAL_MS).toBe(180_000);
    expect(counts({ newPerDay: 100, interview: TODAY + 2 })[0]).toEqual([0, 10]);
    expect(counts({ newPerDay: 100, interview: TODAY + 2, medianMs: 90_000 })[0]).toEqual([0, 20]);
    expect(counts({ newPerDay: 100, interview: TODAY + 2, medianMs: 1_800_001 })[0]).toEqual([0, 0]);
    // Nothing costs nothing.
    expect(counts({ newPerDay: 100, interview: TODAY + 2, medianMs: 0, minutesPerDay: 1 })[0]).toEqual([0, 60]);
  });

  test('takes off what today had already', () => {
    const soFar = { attempts: 7, reviews: 98, newQuestions: 9 };
    expect(counts({ cards: [card(0), card(0), card(0)], soFar }).slice(0, 2)).toEqual([
      [2, 1],
      [1, 9],
    ]);
  });

  test('is empty from the day of the interview on, and ends after 60 days', () => {
    expect(counts({ interview: TODAY })).toEqual([]);
    expect(counts({ interview: TODAY - 5 })).toEqual([]);
    expect(counts({ interview: TODAY + 1 })).toEqual([[0, 0]]);
    const long = counts({ interview: TODAY + 500, untried: 100_000 });
    expect(long.length).toBe(MOST_DAYS);
    expect(counts({ interview: TODAY + 500, untried: 100_000, reviewsPerDay: 0 }).at(-1)).toEqual([0, 10]);
  });
});

const situations = fc.record({
  today: fc.constant(TODAY),
  interview: fc.integer({ min: TODAY - 2, max: TODAY + 90 }),
  minutesPerDay: fc.integer({ min: 1, max: 240 }),
  medianMs: fc.option(fc.integer({ min: 0, max: 900_000 })),
  cards: fc.array(
    fc.record({
      due: fc.integer({ min: TODAY - 30, max: TODAY + 80 }),
      lastDay: fc.integer({ min: TODAY - 60, max: TODAY }),
      stability: fc.double({ min: 0.1, max: 100, noNaN: true }),
      difficulty: fc.double({ min: 1, max: 10, noNaN: true }),
    }),
    { maxLength: 60 },
  ),
  untried: fc.integer({ min: 0, max: 300 }),
  reviewsPerDay: fc.integer({ min: 0, max: 60 }),
  newPerDay: fc.integer({ min: 0, max: 30 }),
  soFar: fc.record({
    attempts: fc.integer({ min: 0, max: 40 }),
    reviews: fc.integer({ min: 0, max: 40 }),
    newQuestions: fc.integer({ min: 0, max: 40 }),
  }),
});

test('whatever the situation: never beyond the budget or a cap, and nothing new on the eve', () => {
  fc.assert(
    fc.property(situations, (given) => {
      const days = planUntil(given);
      expect(days.length).toBe(Math.min(MOST_DAYS, Math.max(0, given.interview - TODAY)));
      const cost = Math.max(1_000, given.medianMs ?? USUAL_MS);
      const wrong = days.filter(({ date, reviews, newQuestions, minutes }, index) => {
        const done = index === 0 ? given.soFar : NOTHING;
        const left = Math.max(0, given.minutesPerDay * 60_000 - done.attempts * cost);
        return (
          Date.parse(date) !== (TODAY + index) * 86_400_000 ||
          (reviews + newQuestions) * cost > left ||
          minutes > given.minutesPerDay ||
          reviews > Math.max(0, given.reviewsPerDay - done.reviews) ||
          newQuestions > Math.max(0, given.newPerDay - done.newQuestions) ||
          (TODAY + index === given.interview - 1 && newQuestions > 0)
        );
      });
      expect(wrong).toEqual([]);
      expect(days.reduce((sum, { newQuestions }) => sum + newQuestions, 0)).toBeLessThanOrEqual(given.untried);
      // The order in which cards are read doesn't matter, where no two are due on one day.
      const distinct = [...new Map(given.cards.map((each) => [each.due, each])).values()];
      expect(planUntil({ ...given, cards: distinct.toReversed() })).toEqual(planUntil({ ...given, cards: distinct }));
    }),
  );
});

test('a day’s due cards are all reviewed before anything is new', () => {
  fc.assert(
    fc.property(situations, (given) => {
      const due = given.cards.filter((each) => each.due <= TODAY).length;
      const [day] = planUntil(given);
      if (day && day.newQuestions > 0)
        expect(day.reviews).toBe(Math.min(due, Math.max(0, given.reviewsPerDay - given.soFar.reviews)));
    }),
  );
});
