import { Injectable } from '@nestjs/common';

import { Database } from '../base/database/index.js';
import { eventKind, Events } from '../base/events/index.js';
import { PREVIEW, type Result } from '../base/graphql/index.js';
import { Ref } from '../base/views/index.js';
import { mentorKey, OfferingStarts } from './offering-starts.js';

/** The mentor's hours are other ones. Listeners add `interviewsNowOutside`. */
export const AvailabilityChanged = eventKind<Record<string, never>>('AvailabilityChanged');

/** What every change of a mentor's hours has in common. */
@Injectable()
export class ChangeHours {
  constructor(
    private readonly database: Database,
    private readonly starts: OfferingStarts,
    private readonly events: Events,
  ) {}

  /**
   * @param change made while nobody books with the mentor
   * @param preview the answer tells what would be, and nothing of it stays
   */
  async execute(mentorId: string, change: () => Promise<void>, preview = false): Promise<Result> {
    await this.database.lock(mentorKey(mentorId));
    await change();
    await this.starts.rewrite(mentorId);
    const added = await this.events.record(AvailabilityChanged, mentorId, {});
    return {
      __typename: 'AvailabilityChanged',
      mentor: Ref.to('Mentor', mentorId),
      overrides: [],
      ...added,
      ...(preview && { [PREVIEW]: true }),
    };
  }
}
