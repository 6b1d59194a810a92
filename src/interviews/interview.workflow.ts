import { Workflow } from '../base/workflow/index.js';

export type InterviewStatus =
  | 'PENDING'
  | 'CONFIRMED'
  | 'IN_PROGRESS'
  | 'COMPLETED'
  | 'CANCELLED'
  | 'DECLINED'
  | 'EXPIRED'
  | 'NO_SHOW_LEARNER'
  | 'NO_SHOW_MENTOR'
  | 'NO_SHOW_BOTH'
  | 'DISPUTED';

/** States in which an interview takes the time of both, as a list in SQL. */
export const LIVE = `('PENDING', 'CONFIRMED', 'IN_PROGRESS')`;

type Step =
  'confirm' | 'decline' | 'expire' | 'cancel' | 'reschedule' | 'start' | 'end' | 'complete' | 'report' | 'resolve';

const ABSENCES = ['NO_SHOW_LEARNER', 'NO_SHOW_MENTOR', 'NO_SHOW_BOTH'] as const;

/** All that can happen to an interview. */
export const interviewWorkflow = new Workflow<InterviewStatus, Step>(
  'interview',
  ['PENDING', 'CONFIRMED'],
  ['COMPLETED', 'CANCELLED', 'DECLINED', 'EXPIRED', ...ABSENCES],
  {
    confirm: { from: ['PENDING'], to: ['CONFIRMED'] },
    decline: { from: ['PENDING'], to: ['DECLINED', 'CANCELLED'] },
    expire: { from: ['PENDING'], to: ['EXPIRED'] },
    cancel: { from: ['PENDING', 'CONFIRMED'], to: ['CANCELLED'] },
    reschedule: { from: ['PENDING', 'CONFIRMED'], to: ['PENDING', 'CONFIRMED'] },
    start: { from: ['CONFIRMED'], to: ['IN_PROGRESS'] },
    end: { from: ['IN_PROGRESS'], to: ['COMPLETED'] },
    complete: { from: ['CONFIRMED', 'IN_PROGRESS'], to: ['COMPLETED'] },
    report: {
      from: ['CONFIRMED', 'IN_PROGRESS', 'COMPLETED', ...ABSENCES],
      to: ['CONFIRMED', 'IN_PROGRESS', 'COMPLETED', 'DISPUTED', ...ABSENCES],
    },
    resolve: { from: ['DISPUTED'], to: ['COMPLETED', ...ABSENCES] },
  },
);
