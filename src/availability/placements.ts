import { Injectable } from '@nestjs/common';

import { Database } from '../base/database/index.js';
import type { Interval } from '../base/time/index.js';
import type { Offering } from './availability.entity.js';
import { BusyTimes, type Except } from './busy-times.js';
import { type Capacity, Placement } from './placement.js';
import { Hours } from './schedule.js';
import { CLOSED, scheduleOf, scheduleSql, type StoredSchedule } from './stored-schedule.js';

/** What has been read of one mentor's time. */
export interface MentorsPlacements {
  readonly capacity: Capacity;
  of(offering: Offering, range: Interval): Placement;
}

/** Brings the stored hours and the diary to {@link Placement}. */
@Injectable()
export class Placements {
  constructor(
    private readonly database: Database,
    private readonly busyTimes: BusyTimes,
  ) {}

  /** @param except what stands in nobody's way: a session that is to be moved, say */
  async of(offering: Offering, range: Interval, except?: Except): Promise<Placement> {
    return (await this.ofMentor(offering.mentorId, range.start, except)).of(offering, range);
  }

  /** Hours and diary are read once, for however many of the mentor's offerings; ranges begin at `fromMs` or later. */
  async ofMentor(mentorId: string, fromMs: number, except?: Except): Promise<MentorsPlacements> {
    const stored = await this.#stored(mentorId);
    const schedule = scheduleOf(stored);
    const diaryOf = await this.busyTimes.diary(mentorId, fromMs, except);
    return {
      capacity: stored,
      of: (offering, range) => {
        const diary = diaryOf(offering.id);
        return new Placement(schedule, offering, { ...diary, busy: [...diary.busy, ...stored.busy] }, range, stored);
      },
    };
  }

  async hours(mentorId: string, range: Interval): Promise<readonly Interval[]> {
    return new Hours(scheduleOf(await this.#stored(mentorId)), range).open;
  }

  async #stored(mentorId: string): Promise<StoredSchedule> {
    const sql = `SELECT ${scheduleSql('$1::uuid')} AS schedule`;
    const [row] = await this.database.again<{ schedule: StoredSchedule | null }>('schedule of a mentor', sql, [
      mentorId,
    ]);
    return row?.schedule ?? CLOSED;
  }
}
