export { InterviewsModule } from './interviews.module.js';
