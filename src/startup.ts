import { Injectable } from '@nestjs/common';

import { Config } from './base/config/index.js';
import { Relay } from './base/events/index.js';
import { RestoredJobs, Worker } from './base/jobs/index.js';
import { DemoCommunity } from './demo/index.js';
import { LoadGuides, LoadQuestions } from './questions/index.js';
import { RecountWords } from './search/index.js';
import { LoadSkills } from './skills/index.js';

@Injectable()
export class Startup {
  constructor(
    private readonly config: Config,
    private readonly skills: LoadSkills,
    private readonly questions: LoadQuestions,
    private readonly guides: LoadGuides,
    private readonly words: RecountWords,
    private readonly demo: DemoCommunity,
    private readonly relay: Relay,
    private readonly worker: Worker,
    private readonly restoredJobs: RestoredJobs,
  ) {}

  /** What has to be in the tables before the first request, in this order. */
  async run(): Promise<void> {
    await this.worker.prepare();
    await this.restoredJobs.enqueue();
    await this.skills.execute();
    await this.questions.execute();
    await this.guides.execute();
    if (this.config.demo) await this.demo.make();
    await this.words.execute();
  }

  /** What goes on beside requests: everything that happens after a commit. */
  async work(): Promise<void> {
    this.relay.start();
    await this.worker.start();
  }
}
