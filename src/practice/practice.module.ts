import { Module } from '@nestjs/common';

import { AccessModule } from '../base/access/index.js';
import { ViewsModule } from '../base/views/index.js';
import { PersonalDataModule } from '../base/personal-data/index.js';
import { ChooseCards } from './choose-cards.js';
import { CalibrateQuestions, evidenceViews } from './evidence/index.js';
import { KnownQuestions } from './known-questions.js';
import { practicePersonal } from './practice.personal.js';
import { practicePolicy } from './practice.policy.js';
import { PracticeResolver } from './practice.resolver.js';
import { practiceViews } from './practice.view.js';
import { Projection } from './projection.js';
import { RecordAttempts } from './record-attempts.js';
import { RecordReveals } from './record-reveals.js';
import { UndoAttempt } from './undo-attempt.js';
import { UpdateSettings } from './update-settings.js';

@Module({
  imports: [
    PersonalDataModule.forFeature(practicePersonal),
    ViewsModule.forFeature(practiceViews),
    ViewsModule.forFeature(evidenceViews),
    AccessModule.forFeature(practicePolicy),
  ],
  providers: [
    CalibrateQuestions,
    ChooseCards,
    KnownQuestions,
    PracticeResolver,
    Projection,
    RecordAttempts,
    RecordReveals,
    UndoAttempt,
    UpdateSettings,
  ],
})
export class PracticeModule {}
