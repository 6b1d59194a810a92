export { eventView } from './live.view.js';
export { LiveEvents } from './live-events.js';
export { LiveModule } from './live.module.js';
export { LiveSockets } from './live-sockets.js';
