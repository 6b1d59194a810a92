import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';

import type { Offering } from '../../availability/index.js';
import { Database } from '../../base/database/index.js';
import { Clock, type Instant } from '../../base/time/index.js';
import { SlotHold } from './slot-hold.entity.js';

/** What a learner holds. To be asked under their lock. */
@Injectable()
export class OwnHold {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Their hold of exactly this slot; not one of a time that the offering takes otherwise by now. */
  async of(learnerId: string, offering: Offering, startsAt: Instant): Promise<SlotHold | undefined> {
    const hold = await this.database
      .repository(SlotHold)
      .findOneBy({ learnerId, offeringId: offering.id, startsAt, expiresAt: MoreThan(this.clock.now()) });
    return hold?.endsAt.equals(startsAt.add({ minutes: offering.durationMinutes })) ? hold : undefined;
  }

  /** Leaves the seat to whoever takes it in the same transaction. */
  async useUp({ id }: SlotHold): Promise<void> {
    await this.database.repository(SlotHold).delete({ id });
  }
}
