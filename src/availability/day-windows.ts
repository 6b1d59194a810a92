import { type FieldProblem, InvalidInput } from '../base/errors/index.js';
import type { DayWindow } from './schedule.js';

interface LocalTimeWindow {
  readonly start: string;
  readonly end: string;
}

const MIDNIGHT = 24 * 60;

/**
 * Windows of wall time as they are kept: an end at or before its start lies on the next day.
 * @throws InvalidInput naming each start that is none
 */
export function dayWindows<Window extends LocalTimeWindow>(
  hours: readonly Window[],
  most: number,
): (DayWindow & { readonly given: Window })[] {
  if (hours.length > most)
    throw new InvalidInput([{ path: ['hours'], code: 'TOO_LONG', message: `There can be at most ${most} windows.` }]);
  const problems: FieldProblem[] = [];
  const windows = hours.map((given, index) => {
    const [startMinute, endMinute] = [minuteOf(given.start), minuteOf(given.end)];
    if (startMinute === MIDNIGHT)
      problems.push({
        path: ['hours', String(index), 'start'],
        code: 'OUT_OF_RANGE',
        message: 'A window can begin at 23:59 at the latest.',
      });
    return { given, startMinute, endMinute: endMinute > startMinute ? endMinute : endMinute + MIDNIGHT };
  });
  if (problems.length > 0) throw new InvalidInput(problems);
  return windows;
}

function minuteOf(time: string): number {
  const [hour, minute] = time.split(':').map(Number) as [number, number];
  return hour * 60 + minute;
}
