import { Column, Entity, PrimaryColumn } from 'typeorm';

import { InstantColumn } from '../../base/database/index.js';
import type { Instant } from '../../base/time/index.js';

/** What a view may know of it: not the hash. */
@Entity('api_key')
export class ApiKey {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') accountId!: string;
  /** The beginning of the key, by which its owner tells it from others. */
  @Column('text') prefix!: string;
  @Column('text') name!: string;
  @Column('text', { array: true }) scopes!: string[];
  @InstantColumn() createdAt!: Instant;
  @InstantColumn({ nullable: true }) lastUsedAt!: Instant | null;
  @InstantColumn() expiresAt!: Instant;
  @InstantColumn({ nullable: true }) revokedAt!: Instant | null;
}
