import { Injectable } from '@nestjs/common';

import { Database } from '../base/database/index.js';
import type { Interval } from '../base/time/index.js';
import type { Offering } from './availability.entity.js';
import { BusyTimes, type Except } from './busy-times.js';
import { Placement } from './placement.js';
import { DAY, type DayWindow, Hours, type Schedule } from './schedule.js';

interface Stored {
  readonly time_zone: string;
  readonly max_per_week: number | null;
  readonly max_per_month: number | null;
  /** Milliseconds; null: not paused. */
  readonly paused_until: number | null;
  readonly windows: readonly (DayWindow & { readonly day: number })[];
  readonly overrides: readonly { readonly date: number; readonly windows: readonly DayWindow[] }[];
  readonly stays: readonly { readonly from: number; readonly until: number; readonly timeZone: string }[];
}

const CLOSED: Stored = {
  time_zone: 'UTC',
  max_per_week: null,
  max_per_month: null,
  paused_until: null,
  windows: [],
  overrides: [],
  stays: [],
};

/** Brings the stored hours and the diary to {@link Placement}. */
@Injectable()
export class Placements {
  constructor(
    private readonly database: Database,
    private readonly busyTimes: BusyTimes,
  ) {}

  /** @param except a session that is to be moved: it stands in nobody's way */
  async of(offering: Offering, range: Interval, except?: Except): Promise<Placement> {
    const stored = await this.#stored(offering.mentorId, range);
    const diary = await this.busyTimes.diary(offering.mentorId, offering.id, range.start, except);
    const capacity = {
      maxPerWeek: stored.max_per_week,
      maxPerMonth: stored.max_per_month,
      pausedUntil: stored.paused_until,
    };
    return new Placement(scheduleOf(stored), offering, diary, range, capacity);
  }

  async hours(mentorId: string, range: Interval): Promise<readonly Interval[]> {
    return new Hours(scheduleOf(await this.#stored(mentorId, range)), range).open;
  }

  /** In one statement: everything that says when the mentor is there around these instants. */
  async #stored(mentorId: string, range: Interval): Promise<Stored> {
    const days = [Math.floor(range.start / DAY) - 5, Math.floor(range.end / DAY) + 5];
    const found = await this.database.queryOne<Stored>(
      `SELECT a.time_zone, a.max_per_week, a.max_per_month,
         CASE WHEN a.paused_until = 'infinity' THEN 8640000000000000 ELSE extract(epoch FROM a.paused_until)::float8 * 1000 END AS paused_until,
         (SELECT coalesce(json_agg(json_build_object('day', w.day, 'startMinute', w.start_minute, 'endMinute', w.end_minute)), '[]')
          FROM weekly_window w WHERE w.mentor_id = a.mentor_id) AS windows,
         (SELECT coalesce(json_agg(json_build_object('date', d.date - date '1970-01-01', 'windows',
            (SELECT coalesce(json_agg(json_build_object('startMinute', w.start_minute, 'endMinute', w.end_minute)), '[]')
             FROM date_override_window w WHERE w.mentor_id = d.mentor_id AND w.date = d.date))), '[]')
          FROM date_override d WHERE d.mentor_id = a.mentor_id
            AND d.date BETWEEN date '1970-01-01' + $2::int AND date '1970-01-01' + $3::int) AS overrides,
         (SELECT coalesce(json_agg(json_build_object('from', lower(t.dates) - date '1970-01-01',
            'until', upper(t.dates) - 1 - date '1970-01-01', 'timeZone', t.time_zone) ORDER BY t.dates), '[]')
          FROM travel t WHERE t.mentor_id = a.mentor_id) AS stays
       FROM availability a WHERE a.mentor_id = $1`,
      [mentorId, ...days],
    );
    return found ?? CLOSED;
  }
}

function scheduleOf({ time_zone: timeZone, windows, overrides, stays }: Stored): Schedule {
  return {
    timeZone,
    windows,
    overrides: new Map(overrides.map(({ date, windows: hours }) => [date, hours])),
    stays,
  };
}
