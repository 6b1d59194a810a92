import { invalid } from '../base/errors/index.js';
import { addMinutes, type Instant, isBefore } from '../base/time/index.js';
import type { Problem } from './known-questions.js';

export const MOST = 100;
/** How far a device's clock may be ahead. What lies further ahead would stand behind everything that comes later. */
const AHEAD_MINUTES = 5;

export const UNTIMELY: Problem = { code: 'OUT_OF_RANGE', message: 'That time is still to come.' };

interface Rejected extends Problem {
  readonly id: string;
}

/** @throws Refusal INVALID_INPUT */
export function assertBatch(field: string, size: number): void {
  if (size > MOST) throw invalid([field], 'TOO_LONG', `At most ${MOST} can be sent at once.`);
}

export function isAhead(at: Instant, now: Instant): boolean {
  return isBefore(addMinutes(now, AHEAD_MINUTES), at);
}

/** What can be taken, and what can't, each by itself. */
export function sortOut<Given extends { readonly id: string }, Taken extends { readonly id: string }>(
  records: readonly Given[],
  look: (record: Given) => Taken | Problem,
): { taken: Taken[]; rejected: Rejected[] } {
  const taken: Taken[] = [];
  const rejected: Rejected[] = [];
  for (const record of records) {
    const found = look(record);
    if ('code' in found) rejected.push({ id: record.id, ...found });
    else taken.push(found);
  }
  return { taken, rejected };
}

/** Whatever was taken and isn't new was known: from before, or from further up in the same batch. */
export function outcomeOf(recorded: number, taken: number, rejected: readonly Rejected[]) {
  return { recorded, alreadyKnown: taken - recorded, rejected };
}
