export { RoleGrant } from './account.entity.js';
export { Planted } from './email/index.js';
export { AccountCreated } from './identity.events.js';
export { IdentityModule } from './identity.module.js';
export { SignUp } from './passwords/index.js';
