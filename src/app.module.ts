import { type DynamicModule, Module } from '@nestjs/common';

import { AvailabilityModule } from './availability/index.js';
import { AccessModule } from './base/access/index.js';
import { AttemptsModule } from './base/attempts/index.js';
import { AuditModule } from './base/audit/index.js';
import { type Config, ConfigModule } from './base/config/index.js';
import { ContentModule } from './base/content/index.js';
import { DatabaseModule, type DatabaseServer } from './base/database/index.js';
import { EventsModule } from './base/events/index.js';
import { ApiModule } from './base/graphql/index.js';
import { LiveModule } from './base/live/index.js';
import { JobsModule } from './base/jobs/index.js';
import { MailModule } from './base/mail/index.js';
import { OutboundModule } from './base/outbound/index.js';
import { PushModule } from './base/push/index.js';
import { Drain, HealthController, Metrics } from './base/http/index.js';
import { PersonalDataModule } from './base/personal-data/index.js';
import type { Clock } from './base/time/index.js';
import { ViewsModule } from './base/views/index.js';
import { DemoModule } from './demo/index.js';
import { DiscussionModule } from './discussion/index.js';
import { IdentityModule } from './identity/index.js';
import { InterviewsModule } from './interviews/index.js';
import { ModerationModule } from './moderation/index.js';
import { NotificationsModule } from './notifications/index.js';
import { PeopleModule } from './people/index.js';
import { PostsModule } from './posts/index.js';
import { PracticeModule } from './practice/index.js';
import { QuestionsModule } from './questions/index.js';
import { SearchModule } from './search/index.js';
import { SkillsModule } from './skills/index.js';
import { Startup } from './startup.js';

/** The house, bottom-up: a module knows those before it, never those after it. */
@Module({})
export class AppModule {
  static forRoot(config: Config, server: DatabaseServer, { clock }: { readonly clock?: Clock } = {}): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(config),
        DatabaseModule.forRoot(server, clock),
        PersonalDataModule.forRoot(),
        ContentModule,
        JobsModule,
        EventsModule,
        AttemptsModule,
        AuditModule,
        MailModule,
        OutboundModule,
        PushModule,
        AccessModule.forRoot(),
        ViewsModule.forRoot(),
        LiveModule,
        IdentityModule,
        SkillsModule,
        PeopleModule,
        DiscussionModule,
        PostsModule,
        QuestionsModule,
        AvailabilityModule,
        PracticeModule,
        InterviewsModule,
        SearchModule,
        NotificationsModule,
        ModerationModule,
        ApiModule,
        DemoModule.forRoot(config),
      ],
      controllers: [HealthController],
      providers: [Startup, Drain, Metrics],
    };
  }
}
