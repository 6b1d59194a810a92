export { type Answered, Outbound } from './outbound.js';
export { isInside, OutboundError, type OutboundKind } from './outbound-error.js';
export { OutboundModule } from './outbound.module.js';
