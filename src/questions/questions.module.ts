import { Module } from '@nestjs/common';

import { AccessModule } from '../base/access/index.js';
import { ViewsModule } from '../base/views/index.js';
import { SkillsModule } from '../skills/index.js';
import { PersonalDataModule } from '../base/personal-data/index.js';
import { ExportQuestions } from './export-questions.js';
import { LoadGuides } from './load-guides.js';
import { LoadQuestions } from './load-questions.js';
import { questionPolicy } from './question.policy.js';
import { questionViews } from './question.view.js';
import { questionsPersonal } from './questions.personal.js';

@Module({
  imports: [
    PersonalDataModule.forFeature(questionsPersonal),
    ViewsModule.forFeature(questionViews),
    AccessModule.forFeature(questionPolicy),
    SkillsModule,
  ],
  providers: [LoadQuestions, LoadGuides, ExportQuestions],
  exports: [LoadQuestions, LoadGuides, ExportQuestions],
})
export class QuestionsModule {}
