import { type DynamicModule, Module } from '@nestjs/common';

import { Policies, type RootPolicy } from './policy.js';

@Module({})
export class AccessModule {
  static forRoot(): DynamicModule {
    return { module: AccessModule, global: true, providers: [Policies], exports: [Policies] };
  }

  /** Adds a module's entries to the table. */
  static forFeature(policy: RootPolicy): DynamicModule {
    return {
      module: AccessModule,
      providers: [{ provide: Symbol('policy'), inject: [Policies], useFactory: (policies: Policies) => policies.add(policy) }],
    };
  }
}
