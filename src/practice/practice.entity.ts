import { Column, Entity, PrimaryColumn, ViewEntity } from 'typeorm';

import { InstantColumn } from '../base/database/index.js';
import type { Instant } from '../base/time/index.js';

/** The card of an account at a question, whether or not it was ever asked: a view over the projection `card`. */
@ViewEntity({ name: 'practice_card', synchronize: false })
export class PracticeCard {
  @Column('uuid', { nullable: true }) id!: string;
  @Column('uuid', { nullable: true }) accountId!: string;
  @Column('uuid', { nullable: true }) questionId!: string;
  @InstantColumn({ nullable: true }) dueAt!: Instant | null;
  @Column('int', { nullable: true }) reps!: number;
  @Column('int', { nullable: true }) lapses!: number;
  @Column('boolean', { nullable: true }) suspended!: boolean;
  @Column('boolean', { nullable: true }) leech!: boolean;
}

@Entity('practice_settings')
export class PracticeSettings {
  @PrimaryColumn('uuid') accountId!: string;
  @Column('smallint') newPerDay!: number;
  @Column('smallint') reviewsPerDay!: number;
  @Column('boolean') burySiblings!: boolean;
  @Column('smallint', { nullable: true }) goalMinutes!: number | null;
  @Column('smallint', { nullable: true }) goalQuestions!: number | null;
  @Column('date', { nullable: true }) interviewOn!: string | null;
  @Column('smallint', { nullable: true }) minutesPerDay!: number | null;
}
