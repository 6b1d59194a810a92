import { Injectable } from '@nestjs/common';

import { Database } from '../base/database/index.js';
import type { Interval } from '../base/time/index.js';
import { Availability, type Offering, WeeklyWindow } from './availability.entity.js';
import { BusyTimes } from './busy-times.js';
import { hoursWithin, Placement, type Schedule } from './placement.js';

const CLOSED: Schedule = { timeZone: 'UTC', windows: [] };

/** Brings the stored hours and the diary to {@link Placement}. */
@Injectable()
export class Placements {
  constructor(
    private readonly database: Database,
    private readonly busyTimes: BusyTimes,
  ) {}

  async of(offering: Offering, range: Interval): Promise<Placement> {
    const schedule = await this.#schedule(offering.mentorId);
    return new Placement(
      schedule,
      offering,
      await this.busyTimes.diary(offering.mentorId, offering.id, range.start),
      range,
    );
  }

  async hours(mentorId: string, range: Interval): Promise<Interval[]> {
    return hoursWithin(await this.#schedule(mentorId), range);
  }

  async #schedule(mentorId: string): Promise<Schedule> {
    const availability = await this.database.repository(Availability).findOneBy({ mentorId });
    if (!availability) return CLOSED;
    return {
      timeZone: availability.timeZone,
      windows: await this.database.repository(WeeklyWindow).findBy({ mentorId }),
    };
  }
}
