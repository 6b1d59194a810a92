import { Column, Entity, PrimaryColumn } from 'typeorm';

import { InstantColumn } from '../../base/database/index.js';
import type { Instant } from '../../base/time/index.js';

@Entity('question_list')
export class QuestionList {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') accountId!: string;
  @Column('text') title!: string;
  @Column('int', { default: 1 }) version!: number;
  /** Of the link; null: nobody else sees the list. */
  @Column('text', { nullable: true }) shareKey!: string | null;
  @InstantColumn() createdAt!: Instant;
}
