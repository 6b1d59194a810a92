import { Global, Module } from '@nestjs/common';

import { AccessModule } from '../access/index.js';
import { QueriesModule } from '../graphql/index.js';
import { PersonalDataModule } from '../personal-data/index.js';
import { ViewsModule } from '../views/index.js';
import { FanOut, NotifyFanOut } from './fan-out.js';
import { LiveEvents } from './live-events.js';
import { LiveSockets } from './live-sockets.js';
import { livePersonal } from './live.personal.js';
import { livePolicy, liveViews } from './live.view.js';
import { Subscriptions } from './subscriptions.js';

@Global()
@Module({
  imports: [
    PersonalDataModule.forFeature(livePersonal),
    QueriesModule,
    ViewsModule.forFeature(liveViews),
    AccessModule.forFeature(livePolicy),
  ],
  providers: [LiveEvents, LiveSockets, Subscriptions, { provide: FanOut, useClass: NotifyFanOut }],
  exports: [LiveEvents, LiveSockets],
})
export class LiveModule {}
