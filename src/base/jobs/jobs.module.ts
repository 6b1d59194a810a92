import { Global, Module } from '@nestjs/common';

import { DeadLetters } from './dead-letters.js';
import { Jobs } from './jobs.js';
import { Purges } from './purges.js';
import { Worker } from './worker.js';

@Global()
@Module({ providers: [Jobs, DeadLetters, Purges, Worker], exports: [Jobs, DeadLetters, Purges, Worker] })
export class JobsModule {}
