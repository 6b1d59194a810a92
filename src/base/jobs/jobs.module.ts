import { Global, Module } from '@nestjs/common';

import { DeadLetters } from './dead-letters.js';
import { Jobs } from './jobs.js';
import { Purges } from './purges.js';
import { RestoredJobs } from './restored-jobs.js';
import { Worker } from './worker.js';

@Global()
@Module({
  providers: [Jobs, DeadLetters, Purges, RestoredJobs, Worker],
  exports: [Jobs, DeadLetters, Purges, RestoredJobs, Worker],
})
export class JobsModule {}
