import { Column, Entity, PrimaryColumn } from 'typeorm';

import { InstantColumn } from '../base/database/index.js';
import type { Instant } from '../base/time/index.js';
import type { Channel, NotificationKind } from './kinds.js';

@Entity('notification')
export class Notification {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') accountId!: string;
  @Column('text') kind!: NotificationKind;
  @Column('text') key!: string;
  @Column('text') subjectKind!: 'post' | 'question' | 'answer' | 'comment' | 'interview' | 'waitlist';
  @Column('uuid') subjectId!: string;
  @Column('uuid', { nullable: true }) actorId!: string | null;
  @InstantColumn() createdAt!: Instant;
  @InstantColumn({ nullable: true }) readAt!: Instant | null;
}

@Entity('notification_preference')
export class NotificationPreference {
  @PrimaryColumn('uuid') accountId!: string;
  @PrimaryColumn('text') kind!: NotificationKind;
  @PrimaryColumn('text') channel!: Channel;
  @Column('boolean') enabled!: boolean;
}
