import { Column, Entity, PrimaryColumn } from 'typeorm';

import { InstantColumn } from '../database/index.js';
import type { Instant } from '../time/index.js';

@Entity('event')
export class EventRecord {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') kind!: string;
  @Column('uuid') subjectId!: string;
  @Column('jsonb') payload!: object;
  @InstantColumn() recordedAt!: Instant;
}
