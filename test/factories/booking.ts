import type { CreateOfferingInput } from '../contract/types.js';
import { keyed } from '../harness/client.js';
import type { Person } from './people.js';

const EVERY_DAY = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;

/** Hours on every day of the week. */
export async function openDaily(
  mentor: Person,
  { start = '00:00', end = '24:00', timeZone = 'UTC' } = {},
): Promise<void> {
  const hours = EVERY_DAY.map((day) => ({ day, start, end }));
  const { setWeeklyHours } = await mentor.client.run('SetWeeklyHours', { input: { timeZone, hours } });
  if (!setWeeklyHours || !('mentor' in setWeeklyHours)) throw new Error(JSON.stringify(setWeeklyHours));
}

export async function anOffering(mentor: Person, terms: Partial<CreateOfferingInput> = {}): Promise<string> {
  const input = {
    title: 'Mock interview',
    durationMinutes: 60,
    topics: ['self-attention'],
    noticeMinutes: 0,
    ...terms,
  };
  const { createOffering } = await mentor.client.run('CreateOffering', { input: keyed(input) });
  if (!createOffering || !('offering' in createOffering)) throw new Error(JSON.stringify(createOffering));
  return createOffering.offering.id;
}

/** Starts that `learner` can book in the next days. */
export async function slotsOf(
  learner: Person,
  offeringId: string,
  from: string,
  to: string,
  timeZone = 'UTC',
): Promise<string[]> {
  const { offering } = await learner.client.run('Slots', { offeringId, from, to, timeZone });
  return (offering?.slots ?? []).map(({ startsAt }) => startsAt);
}
