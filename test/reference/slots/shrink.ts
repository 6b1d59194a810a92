import type { SlotCase } from './case.js';

const PLAIN = {
  durationMinutes: 60,
  stepMinutes: 60,
  gapMinutes: 0,
  noticeMinutes: 0,
  horizonDays: 90,
  maxPerDay: null,
  maxPerWeek: null,
  maxPerLearner: null,
};
const NO_LIMIT = { maxPerWeek: null, maxPerMonth: null, pausedUntil: null };
const LISTS = ['windows', 'overrides', 'journeys', 'sessions', 'busy'] as const;
const QUARTER = 15;

/** The case with as little in it as possible that still `differs`. */
export function shrink(asked: SlotCase, differs: (smaller: SlotCase) => boolean): SlotCase {
  let smallest = asked;
  for (let again = true; again;) {
    again = false;
    for (const smaller of smallerThan(smallest)) {
      if (JSON.stringify(smaller) === JSON.stringify(smallest) || !differs(smaller)) continue;
      smallest = smaller;
      again = true;
      break;
    }
  }
  return smallest;
}

function* smallerThan(asked: SlotCase): Generator<SlotCase> {
  for (const list of LISTS) {
    yield { ...asked, [list]: [] };
    for (let index = 0; index < asked[list].length; index++) yield { ...asked, [list]: without(asked[list], index) };
  }
  yield { ...asked, learner: { busy: [], upcoming: 0 } };
  for (const [key, value] of Object.entries(PLAIN)) yield { ...asked, terms: { ...asked.terms, [key]: value } };
  for (const [key, value] of Object.entries(NO_LIMIT))
    yield { ...asked, capacity: { ...asked.capacity, [key]: value } };
  yield { ...asked, timeZone: 'UTC' };
  yield { ...asked, now: asked.range.start };
  yield {
    ...asked,
    windows: asked.windows.map((window) => ({
      ...window,
      startMinute: window.startMinute - (window.startMinute % QUARTER),
    })),
  };
}

const without = (list: readonly unknown[], index: number): unknown[] => list.filter((_item, at) => at !== index);
