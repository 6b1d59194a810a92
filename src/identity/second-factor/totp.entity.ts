import { Column, Entity, PrimaryColumn } from 'typeorm';

import { InstantColumn } from '../../base/database/index.js';
import type { Instant } from '../../base/time/index.js';

/** What a view may know of it: not the secret. */
@Entity('totp')
export class Totp {
  @PrimaryColumn('uuid') accountId!: string;
  @InstantColumn() startedAt!: Instant;
  @InstantColumn({ nullable: true }) confirmedAt!: Instant | null;
  /** Of the newest code that was used. */
  @Column('int8', { nullable: true }) lastStep!: string | null;
}
