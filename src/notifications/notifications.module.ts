import { Module } from '@nestjs/common';

import { AccessModule, type RootPolicy, SIGNED_IN } from '../base/access/index.js';
import { ViewsModule } from '../base/views/index.js';
import { InterviewsModule } from '../interviews/index.js';
import { PersonalDataModule } from '../base/personal-data/index.js';
import { AnnouncePosts } from './announce-posts.js';
import { digestViews, PlanDigests, SetDigestFrequency, WriteDigests } from './digest/index.js';
import { EmailPreferences } from './email-preferences.js';
import { MailOfInterviews } from './mail-of-interviews.js';
import { MailOfNotices } from './mail-of-notices.js';
import { MarkNotificationsRead } from './mark-read.js';
import { notificationViews } from './notification.view.js';
import { NotificationsResolver } from './notifications.resolver.js';
import { Notify } from './notify.js';
import { NotifyOfEvents } from './notify-of-events.js';
import {
  pushDeviceViews,
  PushOfNotices,
  pushPolicy,
  PushResolver,
  RegisterPushDevice,
  RemovePushDevice,
} from './push/index.js';
import { Readers } from './readers.js';
import { SetNotificationPreferences } from './set-preferences.js';
import { notificationsPersonal } from './notifications.personal.js';

const policy: RootPolicy = {
  'Mutation.markNotificationsRead': SIGNED_IN,
  'Mutation.setDigestFrequency': SIGNED_IN,
  'Mutation.setNotificationPreferences': SIGNED_IN,
};

@Module({
  imports: [
    PersonalDataModule.forFeature(notificationsPersonal),
    InterviewsModule,
    ViewsModule.forFeature(notificationViews),
    ViewsModule.forFeature(digestViews),
    ViewsModule.forFeature(pushDeviceViews),
    AccessModule.forFeature({ ...policy, ...pushPolicy }),
  ],
  providers: [
    AnnouncePosts,
    EmailPreferences,
    MailOfInterviews,
    MailOfNotices,
    MarkNotificationsRead,
    NotificationsResolver,
    Notify,
    NotifyOfEvents,
    PlanDigests,
    PushOfNotices,
    PushResolver,
    Readers,
    RegisterPushDevice,
    RemovePushDevice,
    SetDigestFrequency,
    SetNotificationPreferences,
    WriteDigests,
  ],
})
export class NotificationsModule {}
