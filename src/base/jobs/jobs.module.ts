import { Global, Module } from '@nestjs/common';

import { DeadLetters } from './dead-letters.js';
import { Jobs } from './jobs.js';
import { Worker } from './worker.js';

@Global()
@Module({ providers: [Jobs, DeadLetters, Worker], exports: [Jobs, DeadLetters, Worker] })
export class JobsModule {}
