export { type EventKind, eventKind, Events, type WithListener } from './events.js';
export { EventsModule } from './events.module.js';
