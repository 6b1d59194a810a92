import { Module } from '@nestjs/common';

import { AccessModule, ADMINS, MODERATORS_OF_ALL, recent, type RootPolicy, verified } from '../base/access/index.js';
import { ViewsModule } from '../base/views/index.js';
import { auditViews } from './audit.view.js';
import { ModerationResolver } from './moderation.resolver.js';
import { moderationViews } from './moderation.view.js';
import { RetryDeadLetter } from './retry-dead-letter.js';
import { standingProviders } from './standing/index.js';

const policy: RootPolicy = {
  'Mutation.retryDeadLetter': MODERATORS_OF_ALL,
  'Mutation.grantRole': recent(verified(ADMINS)),
  'Mutation.revokeRole': recent(verified(ADMINS)),
  'Mutation.suspendAccount': verified(MODERATORS_OF_ALL),
  'Mutation.reinstateAccount': verified(MODERATORS_OF_ALL),
};

@Module({
  imports: [
    ViewsModule.forFeature(moderationViews),
    ViewsModule.forFeature(auditViews),
    AccessModule.forFeature(policy),
  ],
  providers: [ModerationResolver, RetryDeadLetter, ...standingProviders],
})
export class ModerationModule {}
