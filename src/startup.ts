import { Injectable } from '@nestjs/common';

import { Config } from './base/config/index.js';
import { DemoCommunity } from './demo/index.js';
import { LoadQuestions } from './questions/index.js';
import { LoadSkills } from './skills/index.js';

/** What has to be in the tables before the first request, in this order. */
@Injectable()
export class Startup {
  constructor(
    private readonly config: Config,
    private readonly skills: LoadSkills,
    private readonly questions: LoadQuestions,
    private readonly demo: DemoCommunity,
  ) {}

  async run(): Promise<void> {
    await this.skills.execute();
    await this.questions.execute();
    if (this.config.demo) await this.demo.make();
  }
}
