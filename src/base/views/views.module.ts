import { type DynamicModule, Module } from '@nestjs/common';

import { ViewFinder } from './finder.js';
import { ViewReader } from './reader.js';
import { ViewRegistry } from './registry.js';
import type { ViewSet } from './view.js';

@Module({})
export class ViewsModule {
  static forRoot(): DynamicModule {
    return {
      module: ViewsModule,
      global: true,
      providers: [ViewRegistry, ViewReader, ViewFinder],
      exports: [ViewRegistry, ViewReader, ViewFinder],
    };
  }

  /** Adds a module's views, filters and orders. */
  static forFeature(set: ViewSet): DynamicModule {
    return {
      module: ViewsModule,
      providers: [
        { provide: Symbol('views'), inject: [ViewRegistry], useFactory: (registry: ViewRegistry) => registry.add(set) },
      ],
    };
  }
}
