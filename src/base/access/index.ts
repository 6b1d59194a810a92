export { allowed, allowedUntil, denied, type Denial, type PermissionAnswer } from './permission.js';
export { AccessModule } from './access.module.js';
export {
  ADMINS,
  type Audience,
  credentials,
  EVERYONE,
  MENTORS,
  Policies,
  MODERATORS,
  MODERATORS_OF_ALL,
  PUBLISHERS,
  recent,
  type RootPolicy,
  type RootRule,
  SIGNED_IN,
  verified,
  withoutToken,
  withScope,
} from './policy.js';
export { Authenticator, type Holder } from './authenticator.js';
export {
  ANONYMOUS,
  isModerator,
  isSignedIn,
  moderates,
  moderatesAll,
  type Role,
  type SignedIn,
  type Viewer,
} from './viewer.js';
