import { Injectable } from '@nestjs/common';

import { Database } from '../base/database/index.js';
import type { Interval } from '../base/time/index.js';
import type { Offering } from './availability.entity.js';
import { BusyTimes, type Except } from './busy-times.js';
import { Placement } from './placement.js';
import { Hours } from './schedule.js';
import { CLOSED, scheduleOf, scheduleSql, type StoredSchedule } from './stored-schedule.js';

/** Brings the stored hours and the diary to {@link Placement}. */
@Injectable()
export class Placements {
  constructor(
    private readonly database: Database,
    private readonly busyTimes: BusyTimes,
  ) {}

  /** @param except what stands in nobody's way: a session that is to be moved, say */
  async of(offering: Offering, range: Interval, except?: Except): Promise<Placement> {
    const stored = await this.#stored(offering.mentorId);
    const diary = await this.busyTimes.diary(offering.mentorId, offering.id, range.start, except);
    return new Placement(
      scheduleOf(stored),
      offering,
      { ...diary, busy: [...diary.busy, ...stored.busy] },
      range,
      stored,
    );
  }

  async hours(mentorId: string, range: Interval): Promise<readonly Interval[]> {
    return new Hours(scheduleOf(await this.#stored(mentorId)), range).open;
  }

  async #stored(mentorId: string): Promise<StoredSchedule> {
    const sql = `SELECT ${scheduleSql('$1')} AS schedule`;
    return (await this.database.queryOne<{ schedule: StoredSchedule | null }>(sql, [mentorId]))?.schedule ?? CLOSED;
  }
}
