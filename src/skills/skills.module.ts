import { Module } from '@nestjs/common';

import { AccessModule } from '../base/access/index.js';
import { ViewsModule } from '../base/views/index.js';
import { PersonalDataModule } from '../base/personal-data/index.js';
import { LoadSkills } from './load-skills.js';
import { skillsPolicy, skillsViews } from './skills.view.js';
import { Tagging } from './tagging.js';
import { skillsPersonal } from './skills.personal.js';

@Module({
  imports: [
    PersonalDataModule.forFeature(skillsPersonal),
    ViewsModule.forFeature(skillsViews),
    AccessModule.forFeature(skillsPolicy),
  ],
  providers: [LoadSkills, Tagging],
  exports: [LoadSkills, Tagging],
})
export class SkillsModule {}
