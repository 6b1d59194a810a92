import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

import { Topic } from './skills.js';

export enum Difficulty {
  EASY = 1,
  MEDIUM = 2,
  HARD = 3,
}
registerEnumType(Difficulty, { name: 'Difficulty' });

export enum QuestionKind {
  CONCEPT = 'CONCEPT',
  COMPARE = 'COMPARE',
  SCENARIO = 'SCENARIO',
  NUMERIC = 'NUMERIC',
  CODE = 'CODE',
  DESIGN = 'DESIGN',
  DEBUG = 'DEBUG',
}
registerEnumType(QuestionKind, { name: 'QuestionKind' });

@ObjectType()
@Entity('question')
export class Question {
  @PrimaryColumn('uuid')
  id!: string;

  @Field()
  @Column('text')
  slug!: string;

  @Column('uuid', { name: 'author_id', nullable: true })
  authorId!: string | null;

  @Column('smallint', { name: 'area_number' })
  areaNumber!: number;

  @Field({ name: 'status' })
  @Column('text')
  state!: string;

  @Column('timestamptz', { name: 'hidden_at', nullable: true })
  hiddenAt!: Date | null;

  @Column('timestamptz', { name: 'published_at', nullable: true })
  publishedAt!: Date | null;

  @Field(() => QuestionKind)
  @Column('text')
  kind!: QuestionKind;

  @Field(() => Difficulty)
  @Column('smallint')
  difficulty!: Difficulty;

  @Field()
  @Column('text')
  prompt!: string;

  @Column('text')
  html!: string;

  @Column('text', { array: true })
  hints!: string[];

  @Column('text', { name: 'short_answer' })
  shortAnswer!: string;

  @Column('text', { name: 'answer_html' })
  answerHtml!: string;

  @Column('int', { name: 'asked_in' })
  askedIn!: number;

  @Field(() => ID, { name: 'id' })
  get nodeId(): string {
    return `question_${this.id}`;
  }
}

@Entity('question_topic')
export class QuestionTopic {
  @PrimaryColumn('uuid', { name: 'question_id' })
  questionId!: string;

  @PrimaryColumn('smallint')
  position!: number;

  @ManyToOne(() => Topic)
  @JoinColumn({ name: 'topic_id' })
  topic!: Topic;
}

@Entity('attempt')
export class Attempt {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('uuid', { name: 'question_id' })
  questionId!: string;
}
