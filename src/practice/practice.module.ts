import { Module } from '@nestjs/common';

import { ViewsModule } from '../base/views/index.js';
import { PersonalDataModule } from '../base/personal-data/index.js';
import { practiceViews } from './practice.view.js';
import { practicePersonal } from './practice.personal.js';

@Module({ imports: [PersonalDataModule.forFeature(practicePersonal), ViewsModule.forFeature(practiceViews)] })
export class PracticeModule {}
