import { Module } from '@nestjs/common';

import { AccessModule } from '../base/access/index.js';
import { ViewsModule } from '../base/views/index.js';
import { SkillsModule } from '../skills/index.js';
import { LoadQuestions } from './load-questions.js';
import { questionPolicy } from './question.policy.js';
import { questionViews } from './question.view.js';

@Module({
  imports: [ViewsModule.forFeature(questionViews), AccessModule.forFeature(questionPolicy), SkillsModule],
  providers: [LoadQuestions],
  exports: [LoadQuestions],
})
export class QuestionsModule {}
