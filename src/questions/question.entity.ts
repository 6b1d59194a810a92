import { Column, Entity, PrimaryColumn } from 'typeorm';

import { InstantColumn } from '../base/database/index.js';
import type { Instant } from '../base/time/index.js';
import type { CitedReference } from './question-files.js';
import type { QuestionRecord } from './question-record.js';
import type { QuestionState } from './question.workflow.js';

export interface QuestionSource {
  readonly references: readonly CitedReference[];
  readonly numbers: QuestionRecord['numbers'];
}

@Entity('question')
export class Question {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') slug!: string;
  @Column('uuid', { nullable: true }) authorId!: string | null;
  @Column('smallint') areaNumber!: number;
  @Column('text') state!: QuestionState;
  @InstantColumn({ nullable: true }) hiddenAt!: Instant | null;
  @InstantColumn({ nullable: true }) publishedAt!: Instant | null;
  @Column('int', { default: 1 }) version!: number;
  @Column('text') kind!: string;
  /** 1 EASY, 2 MEDIUM, 3 HARD */
  @Column('smallint') difficulty!: number;
  @Column('text') prompt!: string;
  @Column('text') html!: string;
  @Column('text', { array: true }) hints!: string[];
  @Column('text') shortAnswer!: string;
  /** Markdown. */
  @Column('text') answer!: string;
  @Column('text') answerHtml!: string;
  @Column('jsonb') rubric!: { id: string; text: string; points: number }[];
  @Column('text', { array: true }) commonMistakes!: string[];
  @Column('jsonb') followUps!: { prompt: string; probes: string }[];
  @Column('jsonb') references!: { title: string; url: string }[];
  @Column('int') askedIn!: number;
  @Column('date', { nullable: true }) verifiedAt!: string | null;
  /** What the file of a curated question says beyond the other columns. */
  @Column('jsonb', { nullable: true }) source!: QuestionSource | null;
  @Column('text', { nullable: true }) contentHash!: string | null;
  @InstantColumn() createdAt!: Instant;
  /** Null: curated. */
  @InstantColumn({ nullable: true }) submittedAt!: Instant | null;
  /** Of its version; null: as publishedAt. */
  @InstantColumn({ nullable: true }) changedAt!: Instant | null;
  /** Where it lives on, once it is DEPRECATED. */
  @Column('uuid', { nullable: true }) successorId!: string | null;
  /** Into its successor, and for good. */
  @Column('boolean', { default: false }) merged!: boolean;
}

/** How to study an area. */
@Entity('study_guide')
export class StudyGuide {
  @PrimaryColumn('smallint') areaNumber!: number;
  @Column('text') markdown!: string;
  @Column('text') html!: string;
}

@Entity('answer')
export class Answer {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') questionId!: string;
  @Column('uuid') authorId!: string;
  @Column('text') markdown!: string;
  @Column('text') html!: string;
  @Column('int', { default: 0 }) score!: number;
  @Column('boolean', { default: false }) accepted!: boolean;
  @InstantColumn({ nullable: true }) hiddenAt!: Instant | null;
  @InstantColumn() createdAt!: Instant;
}

@Entity('answer_vote')
export class AnswerVote {
  @PrimaryColumn('uuid') answerId!: string;
  @PrimaryColumn('uuid') accountId!: string;
  @Column('smallint') value!: -1 | 1;
  @InstantColumn() createdAt!: Instant;
}

/** What moderators decided about a question; append-only. */
@Entity('question_decision')
export class QuestionDecision {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') questionId!: string;
  @Column('int') version!: number;
  @Column('text') decision!: 'APPROVE' | 'REJECT' | 'ASK_FOR_MORE' | 'DEPRECATE' | 'MERGE';
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('uuid') moderatorId!: string;
  @InstantColumn() decidedAt!: Instant;
}
