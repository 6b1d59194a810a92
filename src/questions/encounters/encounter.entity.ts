import { Column, Entity, PrimaryColumn } from 'typeorm';

import { InstantColumn } from '../../base/database/index.js';
import type { Instant } from '../../base/time/index.js';

@Entity('encounter')
export class Encounter {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') questionId!: string;
  @Column('uuid') accountId!: string;
  @Column('text') company!: string;
  /** What is taken for the same company. */
  @Column('text') companyKey!: string;
  @Column('text') role!: string;
  /** Its first day. */
  @Column('date') month!: string;
  @InstantColumn() createdAt!: Instant;
}
