import { Column, Entity, PrimaryColumn } from 'typeorm';

import { InstantColumn } from '../base/database/index.js';
import type { Instant } from '../base/time/index.js';

@Entity('availability')
export class Availability {
  @PrimaryColumn('uuid') mentorId!: string;
  @Column('text') timeZone!: string;
  /** Interviews of all offerings in a week (from Monday) and in a month of the mentor's zone. */
  @Column('int', { nullable: true }) maxPerWeek!: number | null;
  @Column('int', { nullable: true }) maxPerMonth!: number | null;
}

/** A date with other hours than its day of the week. */
@Entity('date_override')
export class DateOverride {
  @PrimaryColumn('uuid') mentorId!: string;
  @PrimaryColumn('date') date!: string;
}

@Entity('date_override_window')
export class DateOverrideWindow {
  @PrimaryColumn('uuid') mentorId!: string;
  @PrimaryColumn('date') date!: string;
  @PrimaryColumn('smallint') position!: number;
  @Column('smallint') startMinute!: number;
  /** Beyond 1440 it lies on the next day. */
  @Column('smallint') endMinute!: number;
}

@Entity('weekly_window')
export class WeeklyWindow {
  @PrimaryColumn('uuid') mentorId!: string;
  @PrimaryColumn('smallint') position!: number;
  /** 1 Monday to 7 Sunday (ISO 8601). */
  @Column('smallint') day!: number;
  @Column('smallint') startMinute!: number;
  /** Beyond 1440 it lies on the next day. */
  @Column('smallint') endMinute!: number;
}

/** What a learner is asked when booking. */
export interface IntakeQuestion {
  readonly id: string;
  readonly text: string;
  readonly required: boolean;
}

@Entity('offering')
export class Offering {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') mentorId!: string;
  @Column('int', { default: 1 }) version!: number;
  @Column('boolean', { default: true }) active!: boolean;
  @Column('text') title!: string;
  @Column('text', { nullable: true }) description!: string | null;
  @Column('int') durationMinutes!: number;
  @Column('int') stepMinutes!: number;
  @Column('int') gapMinutes!: number;
  @Column('int') noticeMinutes!: number;
  @Column('int') horizonDays!: number;
  @Column('int') cancelNoticeMinutes!: number;
  @Column('int') maxReschedules!: number;
  @Column('text') confirmation!: 'INSTANT' | 'BY_MENTOR';
  @Column('int', { nullable: true }) maxPerDay!: number | null;
  @Column('int', { nullable: true }) maxPerWeek!: number | null;
  @Column('int', { nullable: true }) maxPerLearner!: number | null;
  @Column('int', { default: 1 }) capacity!: number;
  @Column('boolean', { default: false }) forAnyMentor!: boolean;
  @Column('jsonb', { default: [] }) intakeQuestions!: IntakeQuestion[];
  @Column('text', { nullable: true }) meetingUrl!: string | null;
  @InstantColumn() createdAt!: Instant;
}
