import { Injectable } from '@nestjs/common';

import type { ReleaseSlotInput } from '#schema';

import { mentorKey, OfferingStarts } from '../../availability/index.js';
import type { SignedIn } from '../../base/access/index.js';
import { Database } from '../../base/database/index.js';
import type { Result } from '../../base/graphql/index.js';
import { Ref, ViewFinder } from '../../base/views/index.js';
import { learnerKey } from '../locks.js';
import { EndHolds } from './end-holds.js';
import { SlotHold } from './slot-hold.entity.js';

@Injectable()
export class ReleaseSlot {
  constructor(
    private readonly database: Database,
    private readonly finder: ViewFinder,
    private readonly starts: OfferingStarts,
    private readonly endHolds: EndHolds,
  ) {}

  /** @throws ApiError NOT_FOUND, also for a hold that is over or used up */
  async execute({ holdId }: ReleaseSlotInput, viewer: SignedIn): Promise<Result> {
    const id = await this.finder.find('SlotHold', holdId, viewer);
    const hold = await this.database.repository(SlotHold).findOneByOrFail({ id });
    const { mentorId, offeringId } = hold;
    await this.database.lock(mentorKey(mentorId), learnerKey(viewer.accountId));
    if (await this.endHolds.end({ id })) await this.starts.rewriteAround(mentorId, hold);
    return { __typename: 'SlotReleased', offering: Ref.to('Offering', offeringId) };
  }
}
