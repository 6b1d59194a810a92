// `npm run bench:slots`: how long Placement takes for one mentor's next four weeks, in CPU time of the process.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

import { Placement } from '../dist/availability/placement.js';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const MOST_MS = 5;
const ZONES = ['Europe/Berlin', 'America/New_York', 'America/Santiago', 'Australia/Lord_Howe', 'Africa/Casablanca'];
const UNSEEN = [
  ...[
    'Europe/London',
    'Europe/Lisbon',
    'Africa/Cairo',
    'Asia/Beirut',
    'Asia/Kolkata',
    'America/Chicago',
    'America/Denver',
  ],
  ...['America/Havana', 'Pacific/Auckland', 'Pacific/Apia', 'Asia/Kathmandu', 'America/St_Johns', 'Asia/Jerusalem'],
];

const { values: options } = parseArgs({
  options: {
    processes: { type: 'string', default: '15' },
    once: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

/** A busy mentor: hours twice a day, a few dates of their own, a journey, 40 sessions and 60 times of a calendar elsewhere. */
function world(timeZone) {
  const start = Date.parse('2026-10-12T06:00:00Z');
  const range = { start, end: start + 28 * DAY };
  const today = Math.floor(start / DAY);
  const windows = [1, 2, 3, 4, 5, 6].flatMap((day) => [
    { day, startMinute: 540, endMinute: 780 },
    { day, startMinute: 1_080, endMinute: 1_530 },
  ]);
  const overrides = new Map(
    [3, 4, 10, 15].map((days) => [today + days, days % 2 ? [] : [{ startMinute: 600, endMinute: 900 }]]),
  );
  const stays = [{ from: today + 18, until: today + 22, timeZone: 'Asia/Tokyo' }];
  const taken = (count, hours) =>
    Array.from({ length: count }, (_, index) => ({
      start: start + index * hours * 60 * MINUTE,
      end: start + index * hours * 60 * MINUTE + 75 * MINUTE,
    }));
  const sessions = taken(40, 17);
  const starts = sessions.map((session) => session.start);
  const terms = { durationMinutes: 60, stepMinutes: 15, gapMinutes: 15, noticeMinutes: 720, horizonDays: 28 };
  const limits = { maxPerDay: 4, maxPerWeek: 20, maxPerLearner: 2 };
  const diary = { busy: [...sessions, ...taken(60, 11)], starts, allStarts: starts, open: [] };
  const capacity = { maxPerWeek: 30, maxPerMonth: 100, pausedUntil: null };
  return { schedule: { timeZone, windows, overrides, stays }, terms: { ...terms, ...limits }, diary, range, capacity };
}

/** CPU milliseconds of the two things that are asked for: the starts (`rewrite`), and each candidate with its reason. */
function measure({ schedule, terms, diary, range, capacity }) {
  const took = (work) => {
    const before = process.cpuUsage();
    const found = work();
    const { user, system } = process.cpuUsage(before);
    return { ms: (user + system) / 1_000, found };
  };
  const starts = took(() => new Placement(schedule, terms, diary, range, capacity).starts(range).length);
  const learner = { busy: diary.busy.slice(0, 5), upcoming: 0 };
  const explained = took(() => {
    const placement = new Placement(schedule, terms, diary, range, capacity);
    return placement.candidates(range).map((start) => placement.obstacle(start, range.start, learner)).length;
  });
  return { starts, explained };
}

const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

if (options.help) {
  console.log('npm run bench:slots -- [--processes N]   how many processes are asked what their first one takes (15)');
} else if (options.once) {
  // What a process has never done before: no code compiled, no zone known.
  console.log(measure(world(options.once)).starts.ms);
} else {
  const first = Array.from({ length: Number(options.processes) }, (_, index) => {
    const once = [import.meta.filename, '--once', ZONES[index % ZONES.length]];
    return Number(spawnSync(process.execPath, once, { encoding: 'utf8' }).stdout);
  });
  const warm = Array.from({ length: 400 }, (_, index) => measure(world(ZONES[index % ZONES.length]))).slice(100);
  const cold = UNSEEN.map((zone) => measure(world(zone)).starts.ms);
  const { starts, explained } = warm[0];
  const figures = {
    'starts, in a zone that the process has not met': median(cold),
    'starts, warm': median(warm.map((each) => each.starts.ms)),
    'every candidate with its reason, warm': median(warm.map((each) => each.explained.ms)),
  };
  console.log(`One mentor, four weeks: ${starts.found} starts of ${explained.found} candidates; medians, CPU ms`);
  for (const [what, ms] of Object.entries(figures)) console.log(`${ms.toFixed(2).padStart(8)}  ${what}`);
  console.log(
    `${median(first).toFixed(2).padStart(8)}  starts, the first thing that a process does (its code still being compiled)`,
  );
  if (Object.values(figures).some((ms) => ms > MOST_MS)) {
    console.log(`More than ${MOST_MS} ms`);
    process.exitCode = 1;
  }
}
