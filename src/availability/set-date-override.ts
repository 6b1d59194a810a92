import { Injectable } from '@nestjs/common';
import { LessThan, MoreThanOrEqual, In } from 'typeorm';

import type { SetDateOverrideInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { Database } from '../base/database/index.js';
import { invalid, Refusal } from '../base/errors/index.js';
import type { Result } from '../base/graphql/index.js';
import { Clock, Temporal } from '../base/time/index.js';
import { Availability, DateOverride, DateOverrideWindow } from './availability.entity.js';
import { ChangeHours } from './change-hours.js';
import { dayWindows } from './day-windows.js';

const MOST_WINDOWS = 10;
const MOST_DAYS = 366;
/** A date that is over everywhere: the westernmost zone is twelve hours behind UTC. */
const OVER_AFTER_HOURS = 36;

/** Gives dates other hours than their day of the week, or none: a holiday, a day off. */
@Injectable()
export class SetDateOverride {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly changeHours: ChangeHours,
  ) {}

  /** @throws Refusal INVALID_INPUT, NOT_ALLOWED_NOW without weekly hours, LIMIT_REACHED */
  async execute(input: SetDateOverrideInput, { accountId: mentorId }: SignedIn): Promise<Result> {
    const dates = datesOf(input.date, input.until ?? input.date);
    const hours = dayWindows(input.hours ?? [], MOST_WINDOWS);
    if (input.remove && hours.length > 0)
      throw invalid(['hours'], 'CONFLICT', 'Leave the hours out when the override is to go.');
    if (!(await this.database.repository(Availability).existsBy({ mentorId })))
      throw new Refusal('NOT_ALLOWED_NOW', 'Set your weekly hours first: they name the zone that dates are meant in.');
    const overrides = this.database.repository(DateOverride);
    const change = async (): Promise<void> => {
      const over = this.clock.now().subtract({ hours: OVER_AFTER_HOURS }).toString().slice(0, 10);
      await overrides.delete({ mentorId, date: LessThan(over) });
      await overrides.delete({ mentorId, date: In(dates) });
      if (input.remove) return;
      if ((await overrides.countBy({ mentorId, date: MoreThanOrEqual(over) })) + dates.length > MOST_DAYS)
        throw new Refusal('LIMIT_REACHED', `There can be ${MOST_DAYS} dates with hours of their own.`);
      await overrides.insert(dates.map((date) => ({ mentorId, date })));
      const windows = dates.flatMap((date) =>
        hours.map(({ startMinute, endMinute }, index) => ({
          mentorId,
          date,
          position: index + 1,
          startMinute,
          endMinute,
        })),
      );
      if (windows.length > 0) await this.database.repository(DateOverrideWindow).insert(windows);
    };
    const result = await this.changeHours.execute(mentorId, change, input.preview);
    const given = (input.hours ?? []).map(({ start, end }) => ({ start, end }));
    return { ...result, overrides: input.remove ? [] : dates.map((date) => ({ date, hours: given })) };
  }
}

function datesOf(from: Temporal.PlainDate, until: Temporal.PlainDate): string[] {
  const days = from.until(until).days;
  if (days < 0) throw invalid(['until'], 'CONFLICT', 'The last day must not lie before the first.');
  if (days >= MOST_DAYS) throw invalid(['until'], 'OUT_OF_RANGE', `At most ${MOST_DAYS} days at once.`);
  return Array.from({ length: days + 1 }, (_, index) => from.add({ days: index }).toString());
}
