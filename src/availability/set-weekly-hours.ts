import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import type { SetWeeklyHoursInput, Weekday, WeeklyWindowInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { Database } from '../base/database/index.js';
import { type FieldProblem, InvalidInput, timeZone, validate } from '../base/errors/index.js';
import { eventKind, Events } from '../base/events/index.js';
import type { Result } from '../base/graphql/index.js';
import { Ref } from '../base/views/index.js';
import { Availability, WeeklyWindow } from './availability.entity.js';
import { mentorKey, OfferingStarts } from './offering-starts.js';

/** The mentor's hours are other ones. Listeners add `interviewsNowOutside`. */
export const AvailabilityChanged = eventKind<Record<string, never>>('AvailabilityChanged');

const MOST_WINDOWS = 100;
const DAYS: readonly Weekday[] = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
const MIDNIGHT = 24 * 60;
const rules = z.object({ timeZone });

@Injectable()
export class SetWeeklyHours {
  constructor(
    private readonly database: Database,
    private readonly starts: OfferingStarts,
    private readonly events: Events,
  ) {}

  /** @throws Refusal INVALID_INPUT */
  async execute(input: SetWeeklyHoursInput, { accountId: mentorId }: SignedIn): Promise<Result> {
    const { timeZone: zone } = validate(rules, input);
    const windows = parseWindows(input.hours);
    await this.database.lock(mentorKey(mentorId));
    await this.database.repository(Availability).upsert({ mentorId, timeZone: zone }, ['mentorId']);
    await this.database.repository(WeeklyWindow).delete({ mentorId });
    if (windows.length > 0)
      await this.database
        .repository(WeeklyWindow)
        .insert(windows.map((window, index) => ({ ...window, mentorId, position: index + 1 })));
    await this.starts.rewrite(mentorId);
    const added = await this.events.record(AvailabilityChanged, mentorId, {});
    return { __typename: 'AvailabilityChanged', mentor: Ref.to('Mentor', mentorId), ...added };
  }
}

function parseWindows(hours: readonly WeeklyWindowInput[]): Pick<WeeklyWindow, 'day' | 'startMinute' | 'endMinute'>[] {
  if (hours.length > MOST_WINDOWS)
    throw new InvalidInput([
      { path: ['hours'], code: 'TOO_LONG', message: `There can be at most ${MOST_WINDOWS} windows.` },
    ]);
  const problems: FieldProblem[] = [];
  const windows = hours.map(({ day, start, end }, index) => {
    const startMinute = minuteOf(start);
    if (startMinute === MIDNIGHT)
      problems.push({
        path: ['hours', String(index), 'start'],
        code: 'OUT_OF_RANGE',
        message: 'A window can begin at 23:59 at the latest.',
      });
    const endMinute = minuteOf(end);
    return {
      day: DAYS.indexOf(day) + 1,
      startMinute,
      endMinute: endMinute > startMinute ? endMinute : endMinute + MIDNIGHT,
    };
  });
  if (problems.length > 0) throw new InvalidInput(problems);
  return windows;
}

function minuteOf(time: string): number {
  const [hour, minute] = time.split(':').map(Number) as [number, number];
  return hour * 60 + minute;
}
