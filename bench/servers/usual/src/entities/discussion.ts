import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What can be discussed and reacted to. */
@Entity('subject')
export class Subject {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('int', { name: 'comment_count' })
  commentCount!: number;

  @Column('int', { name: 'reaction_count' })
  reactionCount!: number;
}

@ObjectType()
@Entity('comment')
export class Comment {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'subject_id' })
  subjectId!: string;

  @Column('uuid', { name: 'parent_id', nullable: true })
  parentId!: string | null;

  @Column('uuid', { name: 'author_id' })
  authorId!: string;

  @Column('text', { name: 'markdown' })
  source!: string;

  @Column('text', { name: 'html' })
  rendered!: string;

  @Field(() => Int)
  @Column('int')
  version!: number;

  @Field(() => Int)
  @Column('int', { name: 'reply_count' })
  replyCount!: number;

  @Field(() => Date)
  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'edited_at', nullable: true })
  editedAt!: Date | null;

  @Column('timestamptz', { name: 'deleted_at', nullable: true })
  deletedAt!: Date | null;

  @Column('timestamptz', { name: 'hidden_at', nullable: true })
  hiddenAt!: Date | null;

  @Field(() => ID, { name: 'id' })
  get nodeId(): string {
    return `comment_${this.id}`;
  }

  @Field(() => String, { nullable: true })
  get markdown(): string | null {
    return this.deletedAt ? null : this.source;
  }

  @Field(() => String, { nullable: true })
  get html(): string | null {
    return this.deletedAt ? null : this.rendered;
  }
}

@Entity('reaction')
export class Reaction {
  @PrimaryColumn('uuid', { name: 'subject_id' })
  subjectId!: string;

  @PrimaryColumn('uuid', { name: 'account_id' })
  accountId!: string;

  @PrimaryColumn('text')
  kind!: string;
}

@ObjectType()
export class ReactionCount {
  @Field()
  kind!: string;

  @Field(() => Int)
  count!: number;

  @Field()
  viewerHasReacted!: boolean;
}

@Entity('bookmark')
export class Bookmark {
  @PrimaryColumn('uuid', { name: 'account_id' })
  accountId!: string;

  @PrimaryColumn('uuid', { name: 'subject_id' })
  subjectId!: string;
}

@ObjectType()
export class Permission {
  @Field()
  allowed!: boolean;

  @Field(() => String, { nullable: true })
  reason!: string | null;

  @Field(() => Date, { nullable: true })
  until!: Date | null;
}
