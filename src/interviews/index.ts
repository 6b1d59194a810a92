export * from './interview.events.js';
export { InterviewCalendar, type Invitation } from './calendar/index.js';
export { SlotOffered, waitlistVisible } from './waitlist/index.js';
export { InterviewsModule } from './interviews.module.js';
