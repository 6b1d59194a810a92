import { type DynamicModule, Module } from '@nestjs/common';

import { Config } from './config.js';
import { PublicAddress } from './public-address.js';

/** Makes the settings that main.ts (or a test) has read available everywhere. */
@Module({})
export class ConfigModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      providers: [{ provide: Config, useValue: config }, PublicAddress],
      exports: [Config, PublicAddress],
    };
  }
}
