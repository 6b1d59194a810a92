import { millisecondsOf } from '../base/database/index.js';
import type { Interval } from '../base/time/index.js';
import type { Capacity } from './placement.js';
import type { DayWindow, Schedule } from './schedule.js';

/** Everything that a mentor has said about their time, as {@link scheduleSql} gives it. Instants in milliseconds. */
export interface StoredSchedule extends Capacity {
  readonly timeZone: string;
  readonly windows: readonly (DayWindow & { readonly day: number })[];
  readonly overrides: readonly { readonly date: number; readonly windows: readonly DayWindow[] }[];
  readonly stays: readonly { readonly from: number; readonly until: number; readonly timeZone: string }[];
  /** What their calendars elsewhere say. */
  readonly busy: readonly Interval[];
}

export const CLOSED: StoredSchedule = {
  timeZone: 'UTC',
  maxPerWeek: null,
  maxPerMonth: null,
  pausedUntil: null,
  windows: [],
  overrides: [],
  stays: [],
  busy: [],
};

/** The last millisecond that JavaScript's Date knows. */
const FOR_EVER = 8_640_000_000_000_000;

/** @param mentor an expression (never a client's text) for the mentor's id */
export function scheduleSql(mentor: string): string {
  const windows = `json_agg(json_build_object('startMinute', w.start_minute, 'endMinute', w.end_minute))`;
  return `(SELECT json_build_object(
    'timeZone', a.time_zone, 'maxPerWeek', a.max_per_week, 'maxPerMonth', a.max_per_month,
    'pausedUntil', CASE WHEN a.paused_until = 'infinity' THEN ${FOR_EVER} ELSE ${millisecondsOf('a.paused_until')} END,
    'windows', (SELECT coalesce(json_agg(json_build_object('day', w.day, 'startMinute', w.start_minute, 'endMinute', w.end_minute)), '[]')
      FROM weekly_window w WHERE w.mentor_id = a.mentor_id),
    'overrides', (SELECT coalesce(json_agg(json_build_object('date', d.date - date '1970-01-01', 'windows',
        (SELECT coalesce(${windows}, '[]') FROM date_override_window w WHERE w.mentor_id = d.mentor_id AND w.date = d.date))), '[]')
      FROM date_override d WHERE d.mentor_id = a.mentor_id),
    'stays', (SELECT coalesce(json_agg(json_build_object('from', lower(t.dates) - date '1970-01-01',
        'until', upper(t.dates) - 1 - date '1970-01-01', 'timeZone', t.time_zone) ORDER BY t.dates), '[]')
      FROM travel t WHERE t.mentor_id = a.mentor_id),
    'busy', (SELECT coalesce(json_agg(json_build_object('start', ${millisecondsOf('lower(b.during)')}, 'end', ${millisecondsOf('upper(b.during)')})), '[]')
      FROM busy_block b WHERE b.mentor_id = a.mentor_id))
    FROM availability a WHERE a.mentor_id = ${mentor})`;
}

export function scheduleOf({ timeZone, windows, overrides, stays }: StoredSchedule): Schedule {
  return { timeZone, windows, overrides: new Map(overrides.map(({ date, windows: hours }) => [date, hours])), stays };
}
