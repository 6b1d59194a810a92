import { Global, Module } from '@nestjs/common';

import { PersonalDataModule } from '../personal-data/index.js';
import { Attempts } from './attempts.js';
import { attemptsPersonal } from './attempts.personal.js';

@Global()
@Module({ imports: [PersonalDataModule.forFeature(attemptsPersonal)], providers: [Attempts], exports: [Attempts] })
export class AttemptsModule {}
