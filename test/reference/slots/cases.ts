import type { DayWindow } from '../../../src/availability/schedule.js';
import { Random } from '../random.js';
import type { Lying, SlotCase, Span } from './case.js';

const MINUTE = 60_000;
const DAY = 1_440;
const DAY_MS = DAY * MINUTE;

/** Where clocks change, by the date around which it happens; what nothing happens on has weeks and months that end. */
export const TRANSITIONS: readonly (readonly [zone: string, ...dates: string[]])[] = [
  ['Europe/Berlin', '2026-03-29', '2026-10-25'],
  ['America/New_York', '2026-03-08', '2026-11-01'],
  // At midnight: the day begins at 01:00, or its last hour comes twice.
  ['America/Santiago', '2026-04-05', '2026-09-06'],
  ['Africa/Cairo', '2026-04-24', '2026-10-30'],
  ['Asia/Beirut', '2026-03-29', '2026-10-25'],
  ['America/Havana', '2026-03-08', '2026-11-01'],
  ['Atlantic/Azores', '2026-03-29', '2026-10-25'],
  // A minute after midnight.
  ['America/St_Johns', '2010-03-14', '2010-11-07'],
  // Half an hour; a quarter of one, for good.
  ['Australia/Lord_Howe', '2026-04-05', '2026-10-04'],
  ['Asia/Kathmandu', '1986-01-01', '2026-03-01'],
  // Dates that were left out.
  ['Pacific/Kiritimati', '1994-12-31', '2026-06-01'],
  ['Pacific/Apia', '2011-12-30'],
  // Around Ramadan.
  ['Africa/Casablanca', '2026-02-15', '2026-03-22'],
  ['UTC', '2026-05-31'],
];

/** The case with this number of the run with this seed, whichever came before it. */
export function caseOf(seed: number, number: number): SlotCase {
  const random = new Random(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b));
  const [timeZone, ...dates] = random.pick(TRANSITIONS);
  const around = Date.parse(random.pick(dates)) / DAY_MS;
  const start = (around - 2) * DAY_MS + random.int(0, 48) * 30 * MINUTE;
  const range = { start, end: start + 4 * DAY_MS };
  const durationMinutes = random.pick([15, 20, 30, 45, 60, 60, 90, 240]);
  const gapMinutes = random.pick([0, 0, 5, 15, 60, 240]);
  const pausing = random.int(0, 9);
  const now = nowAbout(random, range);
  return {
    range,
    now,
    timeZone,
    windows: weekOf(random),
    overrides: overridesOf(random, around),
    journeys: journeysOf(random, around),
    terms: {
      durationMinutes,
      stepMinutes: random.pick([5, 7, 15, 30, 30, 45, 50, 60, 90, 240]),
      gapMinutes,
      noticeMinutes: random.pick([0, 0, 0, 60, 720, 3_000]),
      horizonDays: random.pick([1, 2, 4, 28, 28, 28, 90]),
      maxPerDay: limit(random, 2),
      maxPerWeek: limit(random, 3),
      maxPerLearner: limit(random, 3),
    },
    capacity: {
      maxPerWeek: limit(random, 5),
      maxPerMonth: limit(random, 8),
      pausedUntil: pausing === 0 ? now + 1 : pausing === 1 ? now : pausing === 2 ? now - DAY_MS : null,
    },
    sessions: sessionsOf(random, range, durationMinutes + gapMinutes),
    busy: spans(random, range, random.pick([0, 0, 1, 4])),
    learner: { busy: spans(random, range, random.pick([0, 0, 2])), upcoming: random.pick([0, 0, 1, 3]) },
  };
}

/** Often at a round time, so that notice and horizon end just where something can begin. */
function nowAbout(random: Random, { start, end }: Span): number {
  const round = random.pick([1, 30, 60]) * MINUTE;
  const latest = random.chance(0.4) ? end : start;
  const now =
    Math.floor((start - 3 * DAY_MS + random.int(0, (latest - start) / MINUTE + 3 * DAY) * MINUTE) / round) * round;
  return random.chance(0.2) ? now + random.int(1, 59_999) : now;
}

const limit = (random: Random, most: number): number | null => (random.chance(0.3) ? random.int(1, most) : null);

/** Where something begins: mostly at round times, often about midnight and where clocks change. */
function minuteOfDay(random: Random): number {
  const round = random.pick([1, 5, 15, 30, 60]);
  const minute = random.chance(0.5) ? random.int(-180, 240) : random.int(0, DAY - 1);
  return (Math.floor(minute / round) * round + DAY) % DAY;
}

function windowOf(random: Random): DayWindow {
  if (random.chance(0.1)) return { startMinute: 0, endMinute: DAY };
  const startMinute = minuteOfDay(random);
  const endMinute = random.chance(0.15) ? DAY : minuteOfDay(random);
  return { startMinute, endMinute: endMinute > startMinute ? endMinute : endMinute + DAY };
}

/** Some that touch the one before, some that overlap it. */
function windowsOf(random: Random, most: number): DayWindow[] {
  const windows: DayWindow[] = [];
  for (let count = random.int(0, most); count > 0; count--) {
    const before = windows.at(-1);
    if (before && before.endMinute < DAY && random.chance(0.4)) {
      const startMinute = Math.max(0, before.endMinute - (random.chance(0.5) ? 0 : random.int(1, 60)));
      windows.push({ startMinute, endMinute: startMinute + random.int(1, 300) });
    } else windows.push(windowOf(random));
  }
  return random.shuffled(windows);
}

function weekOf(random: Random): SlotCase['windows'] {
  const days = [1, 2, 3, 4, 5, 6, 7];
  if (random.chance(0.3)) {
    const daily = windowsOf(random, 3);
    return days.flatMap((day) => daily.map((window) => ({ day, ...window })));
  }
  return random.some(days, 0.8).flatMap((day) => windowsOf(random, 3).map((window) => ({ day, ...window })));
}

function overridesOf(random: Random, around: number): SlotCase['overrides'] {
  if (random.chance(0.4)) return [];
  const dates = [-3, -2, -1, 0, 1, 2, 3].map((days) => around + days);
  return random
    .some(dates, random.pick([0.2, 0.5]))
    .map((date) => ({ date, windows: random.chance(0.35) ? [] : windowsOf(random, 3) }));
}

function journeysOf(random: Random, around: number): SlotCase['journeys'] {
  const journeys: { from: number; until: number; timeZone: string }[] = [];
  if (random.chance(0.5)) return journeys;
  let from = around + random.int(-4, 2);
  for (let count = random.int(1, 2); count > 0; count--) {
    const until = from + random.int(0, 3);
    journeys.push({ from, until, timeZone: random.pick(TRANSITIONS)[0] });
    from = until + random.int(1, 2);
  }
  return journeys;
}

function instantIn(random: Random, { start, end }: Span): number {
  return start + random.int(0, (end - start) / (15 * MINUTE)) * 15 * MINUTE;
}

function spans(random: Random, range: Span, count: number): Span[] {
  return Array.from({ length: count }, () => {
    const start = instantIn(random, range) + (random.chance(0.1) ? random.int(1, 59_999) : 0);
    return { start, end: start + random.int(1, 36) * 5 * MINUTE };
  });
}

function sessionsOf(random: Random, range: Span, held: number): Lying[] {
  const far = { start: range.start - 35 * DAY_MS, end: range.end + 35 * DAY_MS };
  return Array.from({ length: random.pick([0, 1, 2, 5, 9]) }, () => {
    const start = instantIn(random, random.chance(0.7) ? range : far);
    const same = random.chance(0.6);
    return {
      start,
      end: start + (same ? held : random.int(15, 300)) * MINUTE,
      same,
      open: same && random.chance(0.25),
    };
  });
}
