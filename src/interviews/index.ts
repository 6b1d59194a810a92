export { InterviewCancelled } from './cancel-interviews.js';
export * from './interview.events.js';
export { InterviewBooked } from './place-interview.js';
export { InterviewExpired } from './expire-interviews.js';
export { InterviewCalendar, type Invitation } from './calendar/index.js';
export { InterviewsModule } from './interviews.module.js';
