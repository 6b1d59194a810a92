import { Module } from '@nestjs/common';

import { ViewsModule } from '../base/views/index.js';
import { practiceViews } from './practice.view.js';

@Module({ imports: [ViewsModule.forFeature(practiceViews)] })
export class PracticeModule {}
