export { type Consumer, type EventKind, eventKind, Events, type WithListener } from './events.js';
export { EventsModule } from './events.module.js';
export { Relay, type RelayedEvent, type RelayListener } from './relay.js';
