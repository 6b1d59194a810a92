import { Column, Entity, PrimaryColumn } from 'typeorm';

import { InstantColumn } from '../base/database/index.js';
import type { Instant } from '../base/time/index.js';
import type { InterviewStatus } from './interview.workflow.js';

/** The terms that an interview was booked under; later changes of the offering don't touch them. */
export interface BookedTerms {
  readonly confirmation: 'INSTANT' | 'BY_MENTOR';
  readonly gapMinutes: number;
  readonly cancelNoticeMinutes: number;
  readonly maxReschedules: number;
}

/** What the learner answered when booking, with the question as it was then. */
export interface IntakeAnswer {
  readonly question: string;
  readonly answer: string;
}

/** One learner's seat in a session; what the contract calls an interview. */
@Entity('interview')
export class Interview {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') sessionId!: string;
  @Column('uuid') mentorId!: string;
  @Column('uuid') learnerId!: string;
  @Column('uuid') offeringId!: string;
  @Column('text') status!: InterviewStatus;
  @InstantColumn() startsAt!: Instant;
  @InstantColumn() endsAt!: Instant;
  @Column('int', { default: 1 }) version!: number;
  @InstantColumn({ nullable: true }) confirmBy!: Instant | null;
  @Column('text', { nullable: true }) awaits!: 'MENTOR' | 'LEARNER' | null;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('jsonb', { default: [] }) intakeAnswers!: IntakeAnswer[];
  @Column('text') learnerTimeZone!: string;
  @Column('text', { nullable: true }) meetingUrl!: string | null;
  @Column('jsonb') terms!: BookedTerms;
  @Column('int', { default: 0 }) rescheduleCount!: number;
  @Column('boolean', { nullable: true }) cancelledLate!: boolean | null;
  @InstantColumn() createdAt!: Instant;
}

@Entity('interview_revision')
export class InterviewRevision {
  @PrimaryColumn('uuid') interviewId!: string;
  @PrimaryColumn('int') number!: number;
  @Column('text') kind!:
    | 'BOOKED'
    | 'CONFIRMED'
    | 'DECLINED'
    | 'RESCHEDULED'
    | 'CANCELLED'
    | 'EXPIRED'
    | 'STARTED'
    | 'ENDED'
    | 'ATTENDANCE'
    | 'COMPLETED'
    | 'RESOLVED';
  @Column('text') status!: InterviewStatus;
  @InstantColumn() startsAt!: Instant;
  @InstantColumn() endsAt!: Instant;
  @Column('uuid', { nullable: true }) byId!: string | null;
  @Column('text', { nullable: true }) reason!: string | null;
  @InstantColumn() at!: Instant;
}
