import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { Role } from '../base/access/index.js';
import type { Provider } from '../base/config/index.js';
import { InstantColumn } from '../base/database/index.js';
import type { Instant } from '../base/time/index.js';

@Entity('account')
export class Account {
  @PrimaryColumn('uuid') id!: string;
  @Column('citext', { nullable: true }) email!: string | null;
  @InstantColumn({ nullable: true }) emailVerifiedAt!: Instant | null;
  @Column('text') status!: 'ACTIVE' | 'SUSPENDED' | 'DELETED';
  @Column('text') timeZone!: string;
  @InstantColumn() createdAt!: Instant;
}

@Entity('password_credential')
export class PasswordCredential {
  @PrimaryColumn('uuid') accountId!: string;
  @Column('text') hash!: string;
  @InstantColumn() updatedAt!: Instant;
}

@Entity('role_grant')
export class RoleGrant {
  @PrimaryColumn('uuid') accountId!: string;
  @PrimaryColumn('text') role!: Exclude<Role, 'LEARNER'>;
  /** The only area of a moderator; null: all. */
  @Column('smallint', { nullable: true }) areaNumber!: number | null;
  @InstantColumn() grantedAt!: Instant;
}

/** One sign-in on one device. */
@Entity('sign_in_session')
export class SignInSession {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') accountId!: string;
  @Column('text', { nullable: true }) userAgent!: string | null;
  @InstantColumn() createdAt!: Instant;
  @InstantColumn() lastUsedAt!: Instant;
  @InstantColumn() expiresAt!: Instant;
  @InstantColumn({ nullable: true }) endedAt!: Instant | null;
}

/** Who an account is at a provider. */
@Entity('provider_identity')
export class ProviderIdentity {
  @PrimaryColumn('text') provider!: Provider;
  @PrimaryColumn('text') subject!: string;
  @Column('uuid') accountId!: string;
  @InstantColumn() linkedAt!: Instant;
}
