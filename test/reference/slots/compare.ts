import { createHash } from 'node:crypto';

import { Placement } from '../../../src/availability/placement.js';
import type { SlotCase } from './case.js';
import { SlotEngine } from './engine.js';

const MINUTE = 60_000;

export interface Compared {
  /** The same bytes wherever the process thinks that it is. */
  readonly digest: string;
  /** Where code and engine part, the first few. */
  readonly differences: readonly string[];
  /** How many minutes had each answer. */
  readonly counts: Readonly<Record<string, number>>;
}

export function placementOf(asked: SlotCase): Placement {
  const { range, timeZone, windows, overrides, journeys, terms, capacity, sessions, busy } = asked;
  const same = sessions.filter((session) => session.same);
  const schedule = {
    timeZone,
    windows,
    overrides: new Map(overrides.map((override) => [override.date, override.windows])),
    stays: journeys,
  };
  const diary = {
    busy: [...sessions.map(({ start, end }) => ({ start, end })), ...busy],
    starts: same.map(({ start }) => start),
    allStarts: sessions.map(({ start }) => start),
    open: same.filter(({ open }) => open).map(({ start }) => start),
  };
  return new Placement(schedule, terms, diary, range, capacity);
}

/** Asks both about every minute of the range, and about half a minute past it now and then. */
export function compare(asked: SlotCase, most = 3): Compared {
  const { range, now, learner } = asked;
  const engine = new SlotEngine(asked);
  const placement = placementOf(asked);
  const starts = new Set(placement.starts(range));
  const candidates = new Set(placement.candidates(range));
  const differences: string[] = [];
  const counts: Record<string, number> = {};
  const said: string[] = [];
  const hold = (what: string, instant: number, code: unknown, right: unknown): void => {
    if (code === right || differences.length >= most) return;
    differences.push(`${what} at ${new Date(instant).toISOString()}: code ${String(code)}, engine ${String(right)}`);
  };
  for (let instant = range.start; instant < range.end; instant += MINUTE) {
    const code = placement.obstacle(instant, now, learner);
    hold('obstacle', instant, code, engine.obstacle(instant));
    hold('start', instant, starts.delete(instant), engine.isFree(instant));
    hold('candidate', instant, candidates.delete(instant), engine.isCandidate(instant));
    counts[code ?? 'free'] = (counts[code ?? 'free'] ?? 0) + 1;
    said.push(code ?? '');
    if (instant % 97 === 0)
      hold(
        'obstacle',
        instant + 30_000,
        placement.obstacle(instant + 30_000, now, learner),
        engine.obstacle(instant + 30_000),
      );
  }
  for (const left of [...starts, ...candidates]) hold('start or candidate', left, true, false);
  const digest = createHash('sha256').update(
    JSON.stringify([said, placement.starts(range), placement.candidates(range)]),
  );
  return { digest: digest.digest('base64url').slice(0, 16), differences, counts };
}
