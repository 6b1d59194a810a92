import { Column, Entity, PrimaryColumn } from 'typeorm';

import { InstantColumn } from '../base/database/index.js';
import type { Instant } from '../base/time/index.js';

/** What can be discussed, reacted to or bookmarked. Its own table (post, question ...) shares the id. */
@Entity('subject')
export class Subject {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') kind!: string;
  @Column('int', { default: 0 }) commentCount!: number;
  @Column('int', { default: 0 }) reactionCount!: number;
}

@Entity('comment')
export class Comment {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') subjectId!: string;
  @Column('text') subjectKind!: string;
  @Column('uuid', { nullable: true }) parentId!: string | null;
  @Column('uuid') authorId!: string;
  @Column('text') markdown!: string;
  @Column('text') html!: string;
  @Column('int', { default: 1 }) version!: number;
  @Column('int', { default: 0 }) replyCount!: number;
  @InstantColumn() createdAt!: Instant;
  @InstantColumn({ nullable: true }) editedAt!: Instant | null;
  @InstantColumn({ nullable: true }) deletedAt!: Instant | null;
  @InstantColumn({ nullable: true }) hiddenAt!: Instant | null;
}

@Entity('reaction')
export class Reaction {
  @PrimaryColumn('uuid') subjectId!: string;
  @PrimaryColumn('uuid') accountId!: string;
  @PrimaryColumn('text') kind!: 'INSIGHTFUL' | 'HELPFUL' | 'THANKS';
  @InstantColumn() createdAt!: Instant;
}
