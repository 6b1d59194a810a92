import { Module } from '@nestjs/common';

import { AccessModule } from '../base/access/index.js';
import { ViewsModule } from '../base/views/index.js';
import { LoadSkills } from './load-skills.js';
import { skillsPolicy, skillsViews } from './skills.view.js';
import { Tagging } from './tagging.js';

@Module({
  imports: [ViewsModule.forFeature(skillsViews), AccessModule.forFeature(skillsPolicy)],
  providers: [LoadSkills, Tagging],
  exports: [LoadSkills, Tagging],
})
export class SkillsModule {}
