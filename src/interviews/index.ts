export { InterviewBooked } from './book-interview.js';
export { InterviewExpired } from './expire-interviews.js';
export { InterviewCalendar, type Invitation } from './calendar/index.js';
export { InterviewsModule } from './interviews.module.js';
