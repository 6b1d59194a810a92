import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, JoinColumn, ManyToOne, OneToOne, PrimaryColumn } from 'typeorm';

import { Subject } from './discussion.js';
import { Topic } from './skills.js';

@ObjectType()
@Entity('post')
export class Post {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'author_id' })
  authorId!: string;

  @OneToOne(() => Subject)
  @JoinColumn({ name: 'id' })
  subject!: Subject;

  @Field()
  @Column('text')
  slug!: string;

  @Field()
  @Column('text')
  title!: string;

  @Field()
  @Column('text')
  markdown!: string;

  @Field()
  @Column('text')
  html!: string;

  @Field(() => Int)
  @Column('int', { name: 'reading_minutes' })
  readingMinutes!: number;

  @Field({ name: 'status' })
  @Column('text')
  state!: string;

  @Field(() => Date, { name: 'publishedAt', nullable: true })
  @Column('timestamptz', { name: 'publish_at', nullable: true })
  publishAt!: Date | null;

  @Column('timestamptz', { name: 'hidden_at', nullable: true })
  hiddenAt!: Date | null;

  @Column('int', { array: true })
  areas!: number[];

  @Field(() => Int)
  @Column('int')
  version!: number;

  @Field(() => ID, { name: 'id' })
  get nodeId(): string {
    return `post_${this.id}`;
  }

  /** Only published ones are read. */
  @Field(() => Date, { nullable: true })
  get scheduledFor(): Date | null {
    return null;
  }

  @Field(() => Int)
  get commentCount(): number {
    return this.subject.commentCount;
  }

  @Field(() => Int)
  get reactionCount(): number {
    return this.subject.reactionCount;
  }
}

@Entity('post_topic')
export class PostTopic {
  @PrimaryColumn('uuid', { name: 'post_id' })
  postId!: string;

  @PrimaryColumn('smallint')
  position!: number;

  @ManyToOne(() => Topic)
  @JoinColumn({ name: 'topic_id' })
  topic!: Topic;
}
