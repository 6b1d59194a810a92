import { Global, Module } from '@nestjs/common';

import { JobsModule } from '../jobs/index.js';
import { PersonalDataModule } from '../personal-data/index.js';
import { Delivery } from './delivery.js';
import { Mailbox } from './mailbox.js';
import { Mailer } from './mailer.js';
import { Transport } from './transport.js';
import { UnsubscribeRoute } from './unsubscribe-route.js';
import { Unsubscriptions } from './unsubscriptions.js';
import { mailPersonal } from './mail.personal.js';

@Global()
@Module({
  imports: [PersonalDataModule.forFeature(mailPersonal), JobsModule],
  providers: [Delivery, Mailbox, Mailer, Transport, UnsubscribeRoute, Unsubscriptions],
  exports: [Mailbox, Mailer, UnsubscribeRoute, Unsubscriptions],
})
export class MailModule {}
