import { Global, Module } from '@nestjs/common';

import { JobsModule } from '../jobs/index.js';
import { Deliveries } from './deliveries.js';
import { Events } from './events.js';
import { Relay } from './relay.js';

@Global()
@Module({ imports: [JobsModule], providers: [Events, Relay, Deliveries], exports: [Events, Relay] })
export class EventsModule {}
