export { Account, RoleGrant } from './account.entity.js';
export { Planted } from './email/index.js';
export {
  AccountCreated,
  AccountDeleted,
  AccountReinstated,
  AccountSuspended,
  RoleGranted,
  RoleRevoked,
} from './identity.events.js';
export { IdentityModule } from './identity.module.js';
export { Sessions } from './sessions/index.js';
export { SignUp } from './passwords/index.js';
