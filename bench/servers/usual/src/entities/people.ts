import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

import { Topic } from './skills.js';

@ObjectType()
@Entity('profile')
export class Profile {
  @PrimaryColumn('uuid', { name: 'account_id' })
  accountId!: string;

  @Field()
  @Column('citext')
  handle!: string;

  @Field()
  @Column('text')
  name!: string;

  @Field(() => String, { nullable: true })
  @Column('text', { nullable: true })
  headline!: string | null;

  @Column('text')
  status!: string;

  @Field(() => ID, { name: 'id' })
  get nodeId(): string {
    return `profile_${this.accountId}`;
  }
}

@ObjectType()
export class MentorRating {
  @Field(() => Float, { nullable: true })
  average!: number | null;

  @Field(() => Int)
  count!: number;
}

@ObjectType()
@Entity('mentor')
export class Mentor {
  @PrimaryColumn('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('text')
  status!: string;

  @Column('int', { array: true })
  areas!: number[];

  @Column('timestamptz')
  since!: Date;

  // `infinity`: none.
  @Column('timestamptz', { name: 'next_slot_at' })
  nextSlot!: Date;

  @Column('int', { name: 'review_count' })
  reviewCount!: number;

  @Column('float8', { name: 'rating', nullable: true })
  averageRating!: number | null;

  @Field(() => ID, { name: 'id' })
  get nodeId(): string {
    return `mentor_${this.accountId}`;
  }

  @Field(() => MentorRating)
  get rating(): MentorRating {
    return { average: this.averageRating, count: this.reviewCount };
  }

  @Field(() => Date, { nullable: true })
  get nextSlotAt(): Date | null {
    return Number.isFinite(Number(this.nextSlot)) ? this.nextSlot : null;
  }
}

@ObjectType('Expertise')
@Entity('mentor_expertise')
export class MentorExpertise {
  @PrimaryColumn('uuid', { name: 'mentor_id' })
  mentorId!: string;

  @PrimaryColumn('uuid', { name: 'topic_id' })
  topicId!: string;

  @Field(() => Int)
  @Column('smallint')
  level!: number;

  @Field(() => Topic)
  @ManyToOne(() => Topic)
  @JoinColumn({ name: 'topic_id' })
  topic!: Topic;
}

@ObjectType()
@Entity('offering')
export class Offering {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'mentor_id' })
  mentorId!: string;

  @Column('boolean')
  active!: boolean;

  @Field()
  @Column('text')
  title!: string;

  @Field(() => Int)
  @Column('int', { name: 'duration_minutes' })
  durationMinutes!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Field(() => ID, { name: 'id' })
  get nodeId(): string {
    return `offering_${this.id}`;
  }
}

@Entity('block')
export class Block {
  @PrimaryColumn('uuid', { name: 'blocker_id' })
  blockerId!: string;

  @PrimaryColumn('uuid', { name: 'blocked_id' })
  blockedId!: string;
}
