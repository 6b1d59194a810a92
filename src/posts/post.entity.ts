import { Column, Entity, PrimaryColumn } from 'typeorm';

import { InstantColumn } from '../base/database/index.js';
import type { Instant } from '../base/time/index.js';
import type { PostState } from './post.workflow.js';

@Entity('post')
export class Post {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') authorId!: string;
  @Column('text') slug!: string;
  @Column('text') title!: string;
  @Column('text') markdown!: string;
  @Column('text') html!: string;
  @Column('int') readingMinutes!: number;
  /** PUBLISHED with a publishAt to come is what the contract calls SCHEDULED. */
  @Column('text') state!: PostState;
  @InstantColumn({ nullable: true }) publishAt!: Instant | null;
  @InstantColumn({ nullable: true }) hiddenAt!: Instant | null;
  @Column('int', { default: 1 }) version!: number;
  @InstantColumn() createdAt!: Instant;
  @InstantColumn() updatedAt!: Instant;
}
