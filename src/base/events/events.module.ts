import { Global, Module } from '@nestjs/common';

import { JobsModule } from '../jobs/index.js';
import { PersonalDataModule } from '../personal-data/index.js';
import { Deliveries } from './deliveries.js';
import { Events } from './events.js';
import { Relay } from './relay.js';
import { eventsPersonal } from './events.personal.js';

@Global()
@Module({
  imports: [PersonalDataModule.forFeature(eventsPersonal), JobsModule],
  providers: [Events, Relay, Deliveries],
  exports: [Events, Relay],
})
export class EventsModule {}
