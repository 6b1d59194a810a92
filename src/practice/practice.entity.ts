import { Column, Entity, PrimaryColumn } from 'typeorm';

import { InstantColumn } from '../base/database/index.js';
import type { Instant } from '../base/time/index.js';

@Entity('attempt')
export class Attempt {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') accountId!: string;
  @Column('uuid') questionId!: string;
  @Column('int') questionVersion!: number;
  @Column('text') grade!: 'AGAIN' | 'HARD' | 'GOOD' | 'EASY';
  @InstantColumn() at!: Instant;
  @Column('int', { nullable: true }) durationMs!: number | null;
  @Column('boolean', { default: false }) answerRevealed!: boolean;
  @Column('text', { array: true, default: '{}' }) rubricMet!: string[];
}

@Entity('reveal')
export class Reveal {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') accountId!: string;
  @Column('uuid') questionId!: string;
  @Column('text') part!: 'HINT' | 'ANSWER';
  @Column('smallint', { nullable: true }) hint!: number | null;
  @InstantColumn() at!: Instant;
}
