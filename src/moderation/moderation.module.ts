import { Module } from '@nestjs/common';

import { AccessModule, MODERATORS, type RootPolicy } from '../base/access/index.js';
import { ViewsModule } from '../base/views/index.js';
import { ModerationResolver } from './moderation.resolver.js';
import { moderationViews } from './moderation.view.js';
import { RetryDeadLetter } from './retry-dead-letter.js';

const policy: RootPolicy = { 'Mutation.retryDeadLetter': MODERATORS };

@Module({
  imports: [ViewsModule.forFeature(moderationViews), AccessModule.forFeature(policy)],
  providers: [ModerationResolver, RetryDeadLetter],
})
export class ModerationModule {}
