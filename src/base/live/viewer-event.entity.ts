import { Column, Entity, PrimaryColumn } from 'typeorm';

import { InstantColumn } from '../database/index.js';
import type { Instant } from '../time/index.js';

@Entity('viewer_event')
export class ViewerEventRecord {
  @PrimaryColumn('uuid') accountId!: string;
  @PrimaryColumn('int8') position!: string;
  @Column('text') type!: string;
  @Column('text') change!: string;
  @Column('uuid') subjectId!: string;
  @InstantColumn() recordedAt!: Instant;
}
