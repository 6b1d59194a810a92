import { Injectable } from '@nestjs/common';

import type { CancelInterviewInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import type { Result } from '../base/graphql/index.js';
import { addMinutes, Clock, isBefore } from '../base/time/index.js';
import { InterviewCancelled } from './interview.events.js';
import { ChangeInterview } from './change-interview.js';
import { canCancel } from './interview.policy.js';
import { reasonOf } from './reason.js';

@Injectable()
export class CancelInterview {
  constructor(
    private readonly clock: Clock,
    private readonly changes: ChangeInterview,
  ) {}

  /**
   * Late after the notice of the terms that it was booked under (the last instant of it is in time); what nobody had confirmed is
   * never late.
   * @throws ApiError NOT_FOUND; Refusal INVALID_INPUT, STALE, NOT_ALLOWED_NOW
   */
  async execute({ interviewId, version, reason }: CancelInterviewInput, viewer: SignedIn): Promise<Result> {
    const said = reasonOf(reason);
    const held = await this.changes.hold(interviewId, viewer, version);
    const now = this.clock.now();
    this.changes.assert(canCancel(held.facts, now));
    const { status, startsAt, cancelNoticeMinutes } = held.facts;
    const cancelledLate = status === 'CONFIRMED' && isBefore(addMinutes(startsAt, -cancelNoticeMinutes), now);
    return this.changes.apply(held, {
      step: 'cancel',
      kind: 'CANCELLED',
      set: { status: 'CANCELLED', cancelledLate },
      byId: viewer.accountId,
      reason: said,
      event: InterviewCancelled,
    });
  }
}
