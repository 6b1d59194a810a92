import { Column, Entity, PrimaryColumn } from 'typeorm';

import { InstantColumn } from '../../base/database/index.js';
import type { Instant } from '../../base/time/index.js';

/** What an account has asked for of its own data. */
@Entity('data_export')
export class DataExport {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') accountId!: string;
  @Column('text') status!: 'PENDING' | 'READY' | 'FAILED';
  @InstantColumn() requestedAt!: Instant;
  @InstantColumn({ nullable: true }) readyAt!: Instant | null;
  @InstantColumn({ nullable: true }) expiresAt!: Instant | null;
  @Column('int', { nullable: true }) bytes!: number | null;
}
