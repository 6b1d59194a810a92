import { Column, Entity, PrimaryColumn } from 'typeorm';

import { InstantColumn } from '../database/index.js';
import type { Instant } from '../time/index.js';

/** A job that failed as often as it may. */
@Entity('dead_letter')
export class DeadLetter {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') job!: string;
  @Column('jsonb') payload!: object;
  @Column('text') error!: string;
  @Column('int') attempts!: number;
  @InstantColumn() diedAt!: Instant;
  @InstantColumn({ nullable: true }) retriedAt!: Instant | null;
}
