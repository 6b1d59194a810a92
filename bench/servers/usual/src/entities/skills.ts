import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@ObjectType()
@Entity('skill_area')
export class SkillArea {
  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => Int)
  @Column('smallint')
  number!: number;

  @Field()
  @Column('text')
  slug!: string;

  @Field()
  @Column('text')
  name!: string;

  @Field(() => ID, { name: 'id' })
  get nodeId(): string {
    return `area_${this.id}`;
  }
}

@ObjectType()
@Entity('topic')
export class Topic {
  @PrimaryColumn('uuid')
  id!: string;

  @Field()
  @Column('text')
  slug!: string;

  @Field()
  @Column('text')
  name!: string;

  @Column('int', { name: 'asked_in' })
  askedIn!: number;

  @Field(() => ID, { name: 'id' })
  get nodeId(): string {
    return `topic_${this.id}`;
  }
}
