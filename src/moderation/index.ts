export { ModerationModule } from './moderation.module.js';
export { type CommandedGrant, GrantFirst } from './standing/index.js';
