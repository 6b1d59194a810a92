import { Column, Entity, PrimaryColumn } from 'typeorm';

import { InstantColumn } from '../../base/database/index.js';
import type { Instant } from '../../base/time/index.js';

/** What became of one time of a package. */
@Entity('package_occurrence')
export class PackageOccurrence {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') learnerId!: string;
  @Column('smallint') number!: number;
  @InstantColumn({ nullable: true }) startsAt!: Instant | null;
  @Column('uuid', { nullable: true }) interviewId!: string | null;
  @Column('text', { nullable: true }) refusalCode!: string | null;
  @Column('text', { nullable: true }) refusalMessage!: string | null;
  @InstantColumn() createdAt!: Instant;
}
