import { type DynamicModule, Module } from '@nestjs/common';

import { AvailabilityModule } from '../availability/index.js';
import { DiscussionModule } from '../discussion/index.js';
import { PostsModule } from '../posts/index.js';
import { SkillsModule } from '../skills/index.js';
import { DemoCommunity } from './demo-community.js';
import { DevMailController } from './dev-mail.controller.js';

/** What only a development server has. */
@Module({})
export class DemoModule {
  static forRoot({ demo }: { readonly demo: boolean }): DynamicModule {
    return {
      module: DemoModule,
      imports: [AvailabilityModule, DiscussionModule, PostsModule, SkillsModule],
      controllers: demo ? [DevMailController] : [],
      providers: [DemoCommunity],
      exports: [DemoCommunity],
    };
  }
}
