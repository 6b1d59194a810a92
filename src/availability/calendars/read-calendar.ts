import { createContext, Script } from 'node:vm';

import ICAL from 'ical.js';

import { type Interval, union } from '../../base/time/index.js';
import { CalendarProblem } from './calendar-problem.js';
import { CalendarClocks, type ZoneOn } from './calendar-times.js';
import { occurrencesOf, RepeatsTooOften, replacedStart } from './occurrences.js';

export interface ReadCalendar {
  /** Sorted; none touch. */
  readonly busy: readonly Interval[];
  /** What could not be made sense of, in words for the owner; null where all could. */
  readonly problem: string | null;
}

export interface ReadOptions {
  /** Only what reaches into it. */
  readonly range: Interval;
  readonly zoneOn: ZoneOn;
  readonly mostBlocks?: number;
  readonly patienceMs?: number;
}

const MOST_BLOCKS = 2_000;
const PATIENCE_MS = 3_000;
/** Interviews that a calendar was told of by us: they are taken from our own diary, where they move and end. */
const OURS = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}@sevenfold$/i;

/**
 * When the owner of a calendar is busy (RFC 5545): no matter what it holds, in bounded time and space.
 * @throws CalendarProblem
 */
export function readCalendar(text: string, options: ReadOptions): ReadCalendar {
  if (!/^\uFEFF?\s*BEGIN:VCALENDAR\s/i.test(text)) throw new CalendarProblem('What is there is not a calendar.');
  return inTime(options.patienceMs ?? PATIENCE_MS, () => read(text.replace(/^\uFEFF?\s*/, ''), options));
}

function read(text: string, { range, zoneOn, mostBlocks = MOST_BLOCKS }: ReadOptions): ReadCalendar {
  const clocks = new CalendarClocks(zoneOn);
  const found: Interval[] = [];
  let unreadable = 0;
  for (const events of eventsByUid(text)) {
    const replaced = new Set<number>();
    // What takes the place of a time of an event comes first: it tells which.
    for (const event of [...events].sort((a, b) => Number(isReplacement(b)) - Number(isReplacement(a)))) {
      try {
        const place = isReplacement(event) ? replacedStart(event, clocks) : undefined;
        if (place !== undefined) replaced.add(place);
        if (isBusy(event))
          found.push(...occurrencesOf(event, clocks, range, place === undefined ? replaced : new Set()));
      } catch (error) {
        if (error instanceof RepeatsTooOften)
          throw new CalendarProblem('An event in it repeats too often to be followed.');
        unreadable++;
      }
    }
  }
  const busy = union(
    found.map(({ start, end }) => ({ start: Math.max(start, range.start), end: Math.min(end, range.end) })),
  );
  const problems = [
    unreadable > 0 && `${unreadable === 1 ? 'One event' : `${unreadable} events`} could not be read.`,
    busy.length > mostBlocks && `It has more than ${mostBlocks.toLocaleString('en')} times; the first ones count.`,
    clocks.unknown.size > 0 && `Nobody knows the time zone “${nameOf(clocks.unknown)}”; yours is taken for it.`,
  ];
  return { busy: busy.slice(0, mostBlocks), problem: problems.filter(Boolean).join(' ') || null };
}

/** An event and what takes the place of its times have one UID. */
function eventsByUid(text: string): Iterable<ICAL.Component[]> {
  const byUid = new Map<string, ICAL.Component[]>();
  for (const event of calendarsIn(text).flatMap((calendar) => calendar.getAllSubcomponents('vevent'))) {
    const uid = String(event.getFirstPropertyValue('uid') ?? `none ${byUid.size}`);
    if (OURS.test(uid)) continue;
    const known = byUid.get(uid);
    if (known) known.push(event);
    else byUid.set(uid, [event]);
  }
  return byUid.values();
}

function calendarsIn(text: string): ICAL.Component[] {
  try {
    const parsed = ICAL.parse(text) as unknown[];
    return (typeof parsed[0] === 'string' ? [parsed] : (parsed as unknown[][])).map((each) => new ICAL.Component(each));
  } catch {
    throw new CalendarProblem('The calendar is damaged: it could not be read.');
  }
}

function isReplacement(event: ICAL.Component): boolean {
  return event.hasProperty('recurrence-id');
}

function isBusy(event: ICAL.Component): boolean {
  const said = (name: string) => String(event.getFirstPropertyValue(name) ?? '').toUpperCase();
  return said('transp') !== 'TRANSPARENT' && said('status') !== 'CANCELLED';
}

const nameOf = ([first]: ReadonlySet<string>): string => String(first).slice(0, 60);

/** Ends work that would go on for too long: some rules of repetition have no next time, and are looked through for one. */
function inTime<Made>(ms: number, work: () => Made): Made {
  try {
    return new Script('work()').runInContext(createContext({ work }), { timeout: ms }) as Made;
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
      throw new CalendarProblem('The calendar takes too long to read.');
    throw error;
  }
}
