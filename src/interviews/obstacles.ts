import type { Obstacle } from '../availability/index.js';
import type { RefusalCode } from '../base/errors/index.js';

/** What each obstacle is called when somebody books in spite of it, and a sentence for people. */
export const OBSTACLES: Readonly<Record<Obstacle, { readonly refusal: RefusalCode; readonly message: string }>> = {
  OUTSIDE_HOURS: { refusal: 'OUTSIDE_AVAILABILITY', message: 'The mentor gives no interview that begins then.' },
  OTHER_HOURS: { refusal: 'OUTSIDE_AVAILABILITY', message: 'The mentor has other hours on that day.' },
  PAUSED: { refusal: 'OUTSIDE_AVAILABILITY', message: 'The mentor takes no new interviews just now.' },
  NOTICE: { refusal: 'NOTICE_TOO_SHORT', message: 'That is sooner than the mentor wants to know of it.' },
  HORIZON: { refusal: 'OUTSIDE_AVAILABILITY', message: 'That is further ahead than can be booked yet.' },
  MENTOR_BUSY: { refusal: 'SLOT_TAKEN', message: 'The mentor is not free at that time.' },
  DAY_FULL: { refusal: 'LIMIT_REACHED', message: 'The mentor takes no more of these interviews on that day.' },
  WEEK_FULL: { refusal: 'LIMIT_REACHED', message: 'The mentor takes no more of these interviews in that week.' },
  MENTOR_WEEK_FULL: { refusal: 'LIMIT_REACHED', message: 'The mentor takes no more interviews in that week.' },
  MENTOR_MONTH_FULL: { refusal: 'LIMIT_REACHED', message: 'The mentor takes no more interviews in that month.' },
  LEARNER_BUSY: { refusal: 'SLOT_TAKEN', message: 'You have another interview at that time.' },
  LEARNER_LIMIT: {
    refusal: 'LIMIT_REACHED',
    message: 'You have as many of these interviews before you as the mentor gives to one.',
  },
};
