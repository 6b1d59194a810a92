import { Column, Entity, PrimaryColumn } from 'typeorm';

import { InstantColumn } from '../../base/database/index.js';
import type { Instant } from '../../base/time/index.js';

/** A calendar elsewhere that says when its mentor has no time. */
@Entity('busy_calendar')
export class BusyCalendar {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') mentorId!: string;
  @Column('text') name!: string;
  /** Whoever has it can read the calendar: it is told to nobody. */
  @Column('text') url!: string;
  @InstantColumn() addedAt!: Instant;
  /** When it is due. */
  @InstantColumn() fetchAt!: Instant;
  @InstantColumn({ nullable: true }) fetchedAt!: Instant | null;
  /** In a row. */
  @Column('int', { default: 0 }) failures!: number;
  @Column('text', { nullable: true }) problem!: string | null;
  @Column('bytea', { nullable: true }) contentHash!: Buffer | null;
  @Column('text', { nullable: true }) etag!: string | null;
  @Column('text', { nullable: true }) zones!: string | null;
  @InstantColumn({ nullable: true }) expandedUntil!: Instant | null;
}
