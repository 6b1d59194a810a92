import { ChangeStatus } from './change-status.js';
import { FindPerson } from './find-person.js';
import { GrantFirst } from './grant-first.js';
import { GrantRole } from './grant-role.js';
import { Notices } from './notices.js';
import { ReinstateAccount } from './reinstate-account.js';
import { RevokeRole } from './revoke-role.js';
import { StandingResolver } from './standing.resolver.js';
import { Standings } from './standings.js';
import { SuspendAccount } from './suspend-account.js';

export { type CommandedGrant, GrantFirst } from './grant-first.js';

export const standingProviders = [
  ChangeStatus,
  FindPerson,
  GrantFirst,
  GrantRole,
  Notices,
  ReinstateAccount,
  RevokeRole,
  StandingResolver,
  Standings,
  SuspendAccount,
];
