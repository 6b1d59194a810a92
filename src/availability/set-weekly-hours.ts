import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import type { SetWeeklyHoursInput, Weekday } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { Database } from '../base/database/index.js';
import { timeZone, validate } from '../base/errors/index.js';
import type { Result } from '../base/graphql/index.js';
import { Availability, WeeklyWindow } from './availability.entity.js';
import { ChangeHours } from './change-hours.js';
import { dayWindows } from './day-windows.js';

const MOST_WINDOWS = 100;
const DAYS: readonly Weekday[] = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
const rules = z.object({ timeZone });

@Injectable()
export class SetWeeklyHours {
  constructor(
    private readonly database: Database,
    private readonly changeHours: ChangeHours,
  ) {}

  /** @throws Refusal INVALID_INPUT */
  execute(input: SetWeeklyHoursInput, { accountId: mentorId }: SignedIn): Promise<Result> {
    const { timeZone: zone } = validate(rules, input);
    const windows = dayWindows(input.hours, MOST_WINDOWS).map(({ given, startMinute, endMinute }, index) => ({
      mentorId,
      position: index + 1,
      day: DAYS.indexOf(given.day) + 1,
      startMinute,
      endMinute,
    }));
    const change = async (): Promise<void> => {
      await this.database.repository(Availability).upsert({ mentorId, timeZone: zone }, ['mentorId']);
      await this.database.repository(WeeklyWindow).delete({ mentorId });
      if (windows.length > 0) await this.database.repository(WeeklyWindow).insert(windows);
    };
    return this.changeHours.execute(mentorId, change, input.preview);
  }
}
