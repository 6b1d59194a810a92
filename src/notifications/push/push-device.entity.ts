import { Column, Entity, PrimaryColumn } from 'typeorm';

import { InstantColumn } from '../../base/database/index.js';
import type { PushPlatform, WebKeys } from '../../base/push/index.js';
import type { Instant } from '../../base/time/index.js';

@Entity('push_device')
export class PushDevice {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') accountId!: string;
  @Column('uuid') sessionId!: string;
  @Column('text') platform!: PushPlatform;
  @Column('text') token!: string;
  @Column('jsonb', { nullable: true }) webKeys!: WebKeys | null;
  @InstantColumn() lastSeenAt!: Instant;
}
