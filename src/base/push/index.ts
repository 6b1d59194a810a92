export { Push } from './push.js';
export { PushModule } from './push.module.js';
export { type PushPlatform, PushRefusedError, type WebKeys } from './sender.js';
