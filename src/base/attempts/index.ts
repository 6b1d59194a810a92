export { Attempts, type Limit, tooManyAttempts } from './attempts.js';
export { AttemptsModule } from './attempts.module.js';
