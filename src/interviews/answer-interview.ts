import { Injectable } from '@nestjs/common';

import type { ConfirmInterviewInput, DeclineInterviewInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import type { Result } from '../base/graphql/index.js';
import { Clock } from '../base/time/index.js';
import { ChangeInterview } from './change-interview.js';
import { InterviewCancelled, InterviewConfirmed, InterviewDeclined } from './interview.events.js';
import { canConfirm } from './interview.policy.js';
import { reasonOf } from './reason.js';

/** Says yes or no to an interview that waits for it: the mentor to a request, the learner when the mentor has moved it. */
@Injectable()
export class AnswerInterview {
  constructor(
    private readonly clock: Clock,
    private readonly changes: ChangeInterview,
  ) {}

  /** @throws ApiError NOT_FOUND; Refusal INVALID_INPUT, STALE, NOT_ALLOWED_NOW */
  async confirm({ interviewId, version, reason }: ConfirmInterviewInput, viewer: SignedIn): Promise<Result> {
    const said = reasonOf(reason);
    const held = await this.changes.hold(interviewId, viewer, version);
    this.changes.assert(canConfirm(held.facts, this.clock.now()));
    return this.changes.apply(held, {
      step: 'confirm',
      kind: 'CONFIRMED',
      set: { status: 'CONFIRMED' },
      byId: viewer.accountId,
      reason: said,
      event: InterviewConfirmed,
    });
  }

  /** A learner who declines another time undoes what the mentor did: it counts as cancelled by the mentor, and never as late. */
  async decline({ interviewId, version, reason }: DeclineInterviewInput, viewer: SignedIn): Promise<Result> {
    const said = reasonOf(reason);
    const held = await this.changes.hold(interviewId, viewer, version);
    this.changes.assert(canConfirm(held.facts, this.clock.now()));
    const byMentor = held.party === 'MENTOR';
    return this.changes.apply(held, {
      step: 'decline',
      kind: byMentor ? 'DECLINED' : 'CANCELLED',
      set: byMentor ? { status: 'DECLINED' } : { status: 'CANCELLED', cancelledLate: false },
      byId: held.interview.mentorId,
      reason: said,
      event: byMentor ? InterviewDeclined : InterviewCancelled,
    });
  }
}
