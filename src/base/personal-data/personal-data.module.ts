import { type DynamicModule, Module } from '@nestjs/common';

import type { PersonalDeclaration } from './declaration.js';
import { PersonalData } from './personal-data.js';

@Module({})
export class PersonalDataModule {
  static forRoot(): DynamicModule {
    return { module: PersonalDataModule, global: true, providers: [PersonalData], exports: [PersonalData] };
  }

  /** Tells what a module keeps of people. */
  static forFeature(declaration: PersonalDeclaration): DynamicModule {
    return {
      module: PersonalDataModule,
      providers: [
        {
          provide: Symbol('personal data'),
          inject: [PersonalData],
          useFactory: (personalData: PersonalData) => personalData.add(declaration),
        },
      ],
    };
  }
}
