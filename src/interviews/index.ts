export { InterviewBooked } from './book-interview.js';
export { InterviewsModule } from './interviews.module.js';
