import { expect, test } from '@jest/globals';

import { type Answered, Calibration, correlation } from '../../src/practice/evidence/calibration.js';
import { signalsOf } from '../../src/practice/evidence/signals.js';
import { Random } from '../reference/random.js';

/** Normal, by the sum of twelve. */
const normal = (random: Random) => Array.from({ length: 12 }, () => random.next()).reduce((a, b) => a + b) - 6;
const chance = (logit: number) => 1 / (1 + Math.exp(-logit));
const pause = () => Promise.resolve();

function ranks(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2);
}
const spearman = (xs: readonly number[], ys: readonly number[]) => correlation(ranks(xs), ranks(ys));

interface Simulated {
  readonly truth: readonly number[];
  readonly answered: readonly Answered[];
  readonly learners: number;
}

/** Learners who differ as much as questions do; each question is tried by `attempts` of them, by chance. */
function simulate(seed: number, attempts: number, isGuessed: (question: number) => boolean = () => false): Simulated {
  const random = new Random(seed);
  const learners = 400;
  const abilities = Array.from({ length: learners }, () => normal(random));
  const truth = Array.from({ length: 200 }, () => normal(random));
  const answered = truth.map((difficulty, question) => {
    const chosen = random.shuffled(abilities.map((_, learner) => learner)).slice(0, attempts);
    const scores = chosen.map((learner) => {
      const logit = isGuessed(question) ? 0 : (abilities[learner] as number) - difficulty;
      return random.chance(chance(logit)) ? 2 : 0;
    });
    return { learners: chosen, scores };
  });
  return { truth, answered, learners };
}

test.each([1, 2, 3, 4, 5])('at 50 attempts a question the order of difficulty is found: learners %i', async (seed) => {
  const { truth, answered, learners } = simulate(seed, 50);
  const estimates = await new Calibration(answered, learners).estimates(pause);
  expect(
    spearman(
      truth,
      estimates.map(({ rating }) => rating),
    ),
  ).toBeGreaterThanOrEqual(0.9);
});

test('the uncertainty that is told is what there is, and falls with attempts', async () => {
  const told: number[] = [];
  for (const attempts of [20, 80, 320]) {
    const { truth, answered, learners } = simulate(7, attempts);
    const estimates = await new Calibration(answered, learners).estimates(pause);
    const mean = truth.reduce((sum, each) => sum + each, 0) / truth.length;
    const within = estimates.filter(
      ({ rating, uncertainty }, index) =>
        Math.abs(rating - 1_500 - (400 / Math.LN10) * ((truth[index] as number) - mean)) <= 2 * uncertainty,
    ).length;
    expect(within / truth.length).toBeGreaterThan(0.85);
    told.push(estimates.reduce((sum, { uncertainty }) => sum + uncertainty, 0) / estimates.length);
  }
  expect(told[1]).toBeLessThan((told[0] as number) * 0.7);
  expect(told[2]).toBeLessThan((told[1] as number) * 0.7);
});

test('it doesn’t depend on the order in which attempts came', async () => {
  const { answered, learners } = simulate(9, 30);
  const turned = answered.map(({ learners: who, scores }) => ({
    learners: [...who].reverse(),
    scores: [...scores].reverse(),
  }));
  const ratings = async (each: readonly Answered[]) =>
    (await new Calibration(each, learners).estimates(pause)).map(({ rating }) => rating);
  expect(await ratings(turned)).toEqual(await ratings(answered));
});

test('questions that knowledge doesn’t help with are told from others', async () => {
  const isGuessed = (question: number) => question % 10 === 0;
  const { answered, learners } = simulate(11, 100, isGuessed);
  const estimates = await new Calibration(answered, learners).estimates(pause);
  const flagged = estimates.map(({ rating, uncertainty, discrimination }) =>
    signalsOf({ label: 2, rating, uncertainty, attempts: 100, learners: 100, revealRate: 0, discrimination }).includes(
      'LOW_DISCRIMINATION',
    ),
  );
  const share = (which: (question: number) => boolean) =>
    flagged.filter((is, question) => is && which(question)).length /
    flagged.filter((_, question) => which(question)).length;
  expect(share(isGuessed)).toBeGreaterThan(0.7);
  expect(share((question) => !isGuessed(question))).toBeLessThan(0.05);
});

test('signals need enough attempts, and what chance can’t explain', () => {
  const usual = {
    label: 2,
    rating: 1_500,
    uncertainty: 50,
    attempts: 40,
    learners: 50,
    revealRate: 0.2,
    discrimination: 0.4,
  };
  expect(signalsOf(usual)).toEqual([]);
  expect(signalsOf({ ...usual, discrimination: 0.05 })).toEqual(['LOW_DISCRIMINATION']);
  expect(signalsOf({ ...usual, discrimination: 0.05, attempts: 29 })).toEqual([]);
  expect(signalsOf({ ...usual, revealRate: 0.61 })).toEqual(['OFTEN_REVEALED']);
  expect(signalsOf({ ...usual, revealRate: 0.61, learners: 29 })).toEqual([]);
  expect(signalsOf({ ...usual, label: 1, rating: 1_601 })).toEqual(['MISLABELLED']);
  expect(signalsOf({ ...usual, label: 1, rating: 1_600 })).toEqual([]);
  expect(signalsOf({ ...usual, label: 3, rating: 1_399 })).toEqual(['MISLABELLED']);
  expect(signalsOf({ ...usual, label: 2, rating: 1_861 })).toEqual(['MISLABELLED']);
  expect(signalsOf({ ...usual, label: 2, rating: 1_860 })).toEqual([]);
});
