import { Module } from '@nestjs/common';

import { AccessModule } from '../base/access/index.js';
import { ViewsModule } from '../base/views/index.js';
import { SkillsModule } from '../skills/index.js';
import { PersonalDataModule } from '../base/personal-data/index.js';
import { DiscussionModule } from '../discussion/index.js';
import { AcceptAnswer } from './accept-answer.js';
import { AddAnswer } from './add-answer.js';
import { DecideQuestion } from './decide-question.js';
import { Decisions } from './decisions.js';
import { DeprecateQuestion } from './deprecate-question.js';
import { encounterPolicy, encounterProviders, encounterViews } from './encounters/index.js';
import { ExportQuestions } from './export-questions.js';
import { HoldAnswer } from './hold-answer.js';
import { HoldQuestion } from './hold-question.js';
import { questionListPolicy, questionListProviders, questionListViews } from './lists/index.js';
import { LoadGuides } from './load-guides.js';
import { LoadQuestions } from './load-questions.js';
import { MergeQuestion } from './merge-question.js';
import { questionPolicy } from './question.policy.js';
import { QuestionResolver } from './question.resolver.js';
import { questionViews } from './question.view.js';
import { questionsPersonal } from './questions.personal.js';
import { ReviewResolver } from './review.resolver.js';
import { reviewViews } from './review.view.js';
import { SubmitQuestion } from './submit-question.js';
import { Successors } from './successors.js';
import { UpdateQuestion } from './update-question.js';
import { VerifyQuestion } from './verify-question.js';
import { Vote } from './vote.js';

@Module({
  imports: [
    PersonalDataModule.forFeature(questionsPersonal),
    ViewsModule.forFeature(questionViews),
    ViewsModule.forFeature(reviewViews),
    ViewsModule.forFeature(encounterViews),
    ViewsModule.forFeature(questionListViews),
    AccessModule.forFeature(questionPolicy),
    AccessModule.forFeature(encounterPolicy),
    AccessModule.forFeature(questionListPolicy),
    SkillsModule,
    DiscussionModule,
  ],
  providers: [
    AcceptAnswer,
    AddAnswer,
    DecideQuestion,
    Decisions,
    DeprecateQuestion,
    ExportQuestions,
    HoldAnswer,
    HoldQuestion,
    LoadGuides,
    LoadQuestions,
    MergeQuestion,
    QuestionResolver,
    ReviewResolver,
    SubmitQuestion,
    Successors,
    UpdateQuestion,
    VerifyQuestion,
    Vote,
    ...encounterProviders,
    ...questionListProviders,
  ],
  exports: [LoadQuestions, LoadGuides, ExportQuestions],
})
export class QuestionsModule {}
