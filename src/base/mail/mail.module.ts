import { Global, Module } from '@nestjs/common';

import { JobsModule } from '../jobs/index.js';
import { Delivery } from './delivery.js';
import { Mailbox } from './mailbox.js';
import { Mailer } from './mailer.js';
import { Transport } from './transport.js';
import { UnsubscribeRoute } from './unsubscribe-route.js';
import { Unsubscriptions } from './unsubscriptions.js';

@Global()
@Module({
  imports: [JobsModule],
  providers: [Delivery, Mailbox, Mailer, Transport, UnsubscribeRoute, Unsubscriptions],
  exports: [Mailbox, Mailer, UnsubscribeRoute, Unsubscriptions],
})
export class MailModule {}
