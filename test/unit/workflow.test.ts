import { expect, test } from '@jest/globals';

import { Workflow } from '../../src/base/workflow/index.js';
import {
  canCancel,
  canConfirm,
  canReportAttendance,
  canReschedule,
  type InterviewFacts,
} from '../../src/interviews/interview.policy.js';
import { Temporal } from '../../src/base/time/index.js';

test('a state that nothing leads to, or that nothing leaves, is noticed', () => {
  expect(() => new Workflow('x', ['A'], [], { go: { from: ['A'], to: ['B'] } })).toThrow('nothing leads on from B');
  expect(() => new Workflow('x', ['A'], ['B', 'C'], { go: { from: ['A'], to: ['B'] } })).toThrow('nothing leads to C');
  expect(() => new Workflow('x', ['A'], ['B'], { go: { from: ['A', 'D'], to: ['B'] } })).toThrow('nothing leads to D');
  expect(new Workflow('x', ['A'], ['B'], { go: { from: ['A'], to: ['B'] } }).allows('go', 'B')).toBe(false);
});

const at = (text: string) => Temporal.Instant.from(`2026-06-${text}:00Z`);
const FACTS: InterviewFacts = {
  party: 'LEARNER',
  status: 'CONFIRMED',
  awaits: null,
  startsAt: at('10T10:00'),
  endsAt: at('10T11:00'),
  confirmBy: null,
  cancelNoticeMinutes: 1_440,
  maxReschedules: 2,
  rescheduleCount: 0,
  hasClaimed: false,
};

test('a permission turns at the instant that it names', () => {
  expect(canReschedule(FACTS, at('09T10:00'))).toEqual({ allowed: true, reason: null, until: at('09T10:00') });
  expect(canReschedule(FACTS, at('09T10:01'))).toMatchObject({ allowed: false, reason: 'TOO_LATE' });
  expect(canReschedule({ ...FACTS, party: 'MENTOR' }, at('10T09:59'))).toMatchObject({ allowed: true });
  expect(canReschedule({ ...FACTS, rescheduleCount: 2 }, at('01T10:00'))).toMatchObject({ reason: 'LIMIT_REACHED' });
  expect(canCancel(FACTS, at('10T09:59'))).toMatchObject({ allowed: true, until: at('10T10:00') });
  expect(canCancel(FACTS, at('10T10:00'))).toMatchObject({ allowed: false, reason: 'TOO_LATE' });
  expect(canReportAttendance(FACTS, at('10T10:09'))).toMatchObject({ reason: 'TOO_EARLY', until: at('10T10:10') });
  expect(canReportAttendance(FACTS, at('10T10:10'))).toMatchObject({ allowed: true, until: at('13T11:00') });
  expect(canReportAttendance(FACTS, at('13T11:00'))).toMatchObject({ reason: 'TOO_LATE' });
});

test('only who is waited for confirms, and only parties do anything', () => {
  const pending: InterviewFacts = { ...FACTS, status: 'PENDING', awaits: 'MENTOR', confirmBy: at('05T10:00') };
  expect(canConfirm({ ...pending, party: 'MENTOR' }, at('05T09:59'))).toMatchObject({
    allowed: true,
    until: at('05T10:00'),
  });
  expect(canConfirm(pending, at('05T09:00'))).toMatchObject({ reason: 'WRONG_STATE' });
  for (const rule of [canConfirm, canCancel, canReschedule, canReportAttendance])
    expect(rule({ ...pending, party: null }, at('01T00:00'))).toMatchObject({ allowed: false, reason: 'NOT_YOURS' });
  for (const status of ['CANCELLED', 'DECLINED', 'EXPIRED'] as const)
    expect(canCancel({ ...FACTS, status }, at('01T00:00'))).toMatchObject({ reason: 'WRONG_STATE' });
});
