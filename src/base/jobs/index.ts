export { DeadLetter } from './dead-letter.entity.js';
export { DeadLetters } from './dead-letters.js';
export { type JobHandler, type JobKind, jobKind, Jobs, type Lane } from './jobs.js';
export { JobsModule } from './jobs.module.js';
export { type Purge, Purges, purgeStatement } from './purges.js';
export { RestoredJobs, UNDONE_JOBS } from './restored-jobs.js';
export { Worker } from './worker.js';
