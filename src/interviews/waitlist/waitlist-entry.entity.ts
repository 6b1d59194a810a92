import { Column, Entity, PrimaryColumn } from 'typeorm';

import { InstantColumn } from '../../base/database/index.js';
import type { Instant } from '../../base/time/index.js';

/** Somebody who waits for a time of an offering. */
@Entity('waitlist_entry')
export class WaitlistEntry {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') learnerId!: string;
  @Column('uuid') mentorId!: string;
  @Column('uuid') offeringId!: string;
  @InstantColumn() fromAt!: Instant;
  @InstantColumn() toAt!: Instant;
  @InstantColumn() joinedAt!: Instant;
  /** The time that is kept for them just now. */
  @Column('uuid', { nullable: true }) holdId!: string | null;
  @InstantColumn({ nullable: true }) offeredStart!: Instant | null;
  @InstantColumn({ nullable: true }) offeredUntil!: Instant | null;
}
