import { Module } from '@nestjs/common';

import { AccessModule } from '../base/access/index.js';
import { PersonalDataModule } from '../base/personal-data/index.js';
import { ViewsModule } from '../base/views/index.js';
import { RecountWords } from './recount.js';
import { searchPersonal } from './search.personal.js';
import { searchPolicy, searchViews } from './search.view.js';

@Module({
  imports: [
    PersonalDataModule.forFeature(searchPersonal),
    ViewsModule.forFeature(searchViews),
    AccessModule.forFeature(searchPolicy),
  ],
  providers: [RecountWords],
  exports: [RecountWords],
})
export class SearchModule {}
