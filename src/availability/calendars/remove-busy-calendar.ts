import { Injectable } from '@nestjs/common';

import type { RemoveBusyCalendarInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { Database } from '../../base/database/index.js';
import type { Result } from '../../base/graphql/index.js';
import { ViewFinder } from '../../base/views/index.js';
import { mentorKey, OfferingStarts } from '../offering-starts.js';
import { BusyCalendar } from './busy-calendar.entity.js';

@Injectable()
export class RemoveBusyCalendar {
  constructor(
    private readonly database: Database,
    private readonly finder: ViewFinder,
    private readonly starts: OfferingStarts,
  ) {}

  /** What it said takes no time any more. @throws ApiError NOT_FOUND */
  async execute({ calendarId }: RemoveBusyCalendarInput, viewer: SignedIn): Promise<Result> {
    const id = await this.finder.find('BusyCalendar', calendarId, viewer);
    await this.database.lock(mentorKey(viewer.accountId));
    await this.database.repository(BusyCalendar).delete({ id });
    await this.starts.rewrite(viewer.accountId);
    return { __typename: 'BusyCalendarRemoved', calendarId };
  }
}
