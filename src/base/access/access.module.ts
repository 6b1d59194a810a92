import { type DynamicModule, Module } from '@nestjs/common';

import { Policies, type RootPolicy } from './policy.js';

@Module({})
export class AccessModule {
  /** What all imported modules declare; policy.yaml is written from it. */
  static readonly declared: RootPolicy[] = [];

  static forRoot(): DynamicModule {
    return { module: AccessModule, global: true, providers: [Policies], exports: [Policies] };
  }

  /** Adds a module's entries to the table. */
  static forFeature(policy: RootPolicy): DynamicModule {
    this.declared.push(policy);
    return {
      module: AccessModule,
      providers: [
        { provide: Symbol('policy'), inject: [Policies], useFactory: (policies: Policies) => policies.add(policy) },
      ],
    };
  }
}
