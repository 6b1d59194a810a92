import { Global, Module } from '@nestjs/common';

import { PersonalDataModule } from '../personal-data/index.js';
import { contentPersonal } from './content.personal.js';
import { LoadedContent } from './loaded-content.js';

@Global()
@Module({
  imports: [PersonalDataModule.forFeature(contentPersonal)],
  providers: [LoadedContent],
  exports: [LoadedContent],
})
export class ContentModule {}
