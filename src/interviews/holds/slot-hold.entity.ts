import { Column, Entity, PrimaryColumn } from 'typeorm';

import { InstantColumn } from '../../base/database/index.js';
import type { Instant } from '../../base/time/index.js';

/** A seat in a session that a learner has for some minutes, without an interview. Over at `expiresAt`, whoever has noticed. */
@Entity('slot_hold')
export class SlotHold {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') learnerId!: string;
  @Column('uuid') sessionId!: string;
  @Column('uuid') mentorId!: string;
  @Column('uuid') offeringId!: string;
  @InstantColumn() startsAt!: Instant;
  @InstantColumn() endsAt!: Instant;
  @InstantColumn() expiresAt!: Instant;
}
