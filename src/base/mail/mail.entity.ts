import { Column, Entity, PrimaryColumn } from 'typeorm';

import { InstantColumn } from '../database/index.js';
import type { Instant } from '../time/index.js';

export interface Attachment {
  readonly filename: string;
  readonly contentType: string;
  readonly content: string;
  /** Of an iCalendar file: what the reader's calendar is asked to do with it. */
  readonly calendarMethod?: 'PUBLISH' | 'REQUEST' | 'CANCEL';
}

/** A whole message; its date is when it was queued. */
@Entity('mail')
export class MailRecord {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') messageId!: string;
  @Column('text') toName!: string;
  @Column('text') toAddress!: string;
  @Column('text') subject!: string;
  @Column('text') text!: string;
  @Column('text') html!: string;
  @Column('jsonb') attachments!: readonly Attachment[];
  @Column('jsonb') headers!: Readonly<Record<string, string>>;
  @Column('text') purpose!: string;
  @Column('boolean') requested!: boolean;
  @InstantColumn() queuedAt!: Instant;
  @InstantColumn({ nullable: true }) sentAt!: Instant | null;
}
