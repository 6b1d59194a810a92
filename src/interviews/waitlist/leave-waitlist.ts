import { Injectable } from '@nestjs/common';

import type { LeaveWaitlistInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { Database } from '../../base/database/index.js';
import type { Result } from '../../base/graphql/index.js';
import { ViewFinder } from '../../base/views/index.js';
import { OfferSlots } from './offer-slots.js';
import { WaitlistEntry } from './waitlist-entry.entity.js';

/** Waits no longer. What is kept for them goes to the next. */
@Injectable()
export class LeaveWaitlist {
  constructor(
    private readonly database: Database,
    private readonly finder: ViewFinder,
    private readonly offers: OfferSlots,
  ) {}

  /** @throws ApiError NOT_FOUND */
  async execute({ entryId }: LeaveWaitlistInput, viewer: SignedIn): Promise<Result> {
    const id = await this.finder.find('WaitlistEntry', entryId, viewer);
    const { mentorId, learnerId } = await this.database.repository(WaitlistEntry).findOneByOrFail({ id });
    await this.offers.end({ id, mentorId, learnerId });
    return { __typename: 'WaitlistLeft', entryId };
  }
}
