import { Global, Module } from '@nestjs/common';

import { PersonalDataModule } from '../personal-data/index.js';
import { DeadLetters } from './dead-letters.js';
import { Jobs } from './jobs.js';
import { Purges } from './purges.js';
import { RestoredJobs } from './restored-jobs.js';
import { Worker } from './worker.js';
import { jobsPersonal } from './jobs.personal.js';

@Global()
@Module({
  imports: [PersonalDataModule.forFeature(jobsPersonal)],
  providers: [Jobs, DeadLetters, Purges, RestoredJobs, Worker],
  exports: [Jobs, DeadLetters, Purges, RestoredJobs, Worker],
})
export class JobsModule {}
