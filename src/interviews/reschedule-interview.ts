import { Injectable } from '@nestjs/common';

import type { RescheduleInterviewInput } from '#schema';

import { Offering } from '../availability/index.js';
import type { SignedIn } from '../base/access/index.js';
import { Database } from '../base/database/index.js';
import { invalid, Refusal } from '../base/errors/index.js';
import type { Result } from '../base/graphql/index.js';
import { Clock, type Instant, isBefore, Temporal } from '../base/time/index.js';
import { ChangeInterview, type Held } from './change-interview.js';
import { confirmBy } from './confirm-by.js';
import { FreeTime } from './free-time.js';
import { EndHolds } from './holds/end-holds.js';
import { InterviewRescheduled } from './interview.events.js';
import { canReschedule } from './interview.policy.js';
import { reasonOf } from './reason.js';
import { Seats } from './seats.js';

/** Moves an interview: it stays the same one, with its calendar entry. */
@Injectable()
export class RescheduleInterview {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly changes: ChangeInterview,
    private readonly freeTime: FreeTime,
    private readonly seats: Seats,
    private readonly endHolds: EndHolds,
  ) {}

  /**
   * A learner is held to the rules of a booking, a mentor to what is taken and, unless they say otherwise, to their hours. What
   * the mentor moves waits for the learner; what the learner moves waits for the mentor where the terms say so.
   * @throws ApiError NOT_FOUND; Refusal INVALID_INPUT, STALE, NOT_ALLOWED_NOW, LIMIT_REACHED, NOTICE_TOO_SHORT,
   *   OUTSIDE_AVAILABILITY, SLOT_TAKEN with the next free slots
   */
  async execute(input: RescheduleInterviewInput, viewer: SignedIn): Promise<Result> {
    const reason = reasonOf(input.reason);
    const held = await this.changes.hold(input.interviewId, viewer, input.version);
    const { interview, party, facts } = held;
    const now = this.clock.now();
    this.changes.assert(canReschedule(facts, now));
    const { startsAt } = input;
    if (Temporal.Instant.compare(startsAt, interview.startsAt) === 0)
      throw invalid(['startsAt'], 'CONFLICT', 'It begins then already.');
    if (!isBefore(now, startsAt)) throw new Refusal('NOTICE_TOO_SHORT', 'That time has passed.');
    const byMentor = party === 'MENTOR';
    await this.#assertFree(held, startsAt, { byMentor, outsideHours: byMentor && input.outsideHours === true });
    const endsAt = startsAt.add({ milliseconds: durationMs(held) });
    const waits = byMentor || interview.terms.confirmation === 'BY_MENTOR';
    const place = await this.seats.move(interview, startsAt, endsAt);
    return this.changes.apply(held, {
      step: 'reschedule',
      kind: 'RESCHEDULED',
      set: {
        ...place,
        status: waits ? 'PENDING' : 'CONFIRMED',
        ...(waits && { confirmBy: confirmBy(now, startsAt), awaits: byMentor ? 'LEARNER' : 'MENTOR' }),
        rescheduleCount: interview.rescheduleCount + (byMentor ? 0 : 1),
      },
      byId: viewer.accountId,
      reason,
      event: InterviewRescheduled,
    });
  }

  async #assertFree(held: Held, startsAt: Instant, how: { byMentor: boolean; outsideHours: boolean }): Promise<void> {
    const { id, sessionId, learnerId, offeringId, learnerTimeZone, terms } = held.interview;
    const offering = await this.database.repository(Offering).findOneByOrFail({ id: offeringId });
    // As long as it was booked for, with the gap of its terms.
    const asBooked = { ...offering, durationMinutes: durationMs(held) / 60_000, gapMinutes: terms.gapMinutes };
    const moves = { interviewId: id, session: await this.seats.alone(sessionId, id) };
    // Held for this, perhaps.
    if (!how.byMentor) await this.endHolds.end({ learnerId, offeringId, startsAt });
    await this.freeTime.assert(asBooked, startsAt, { learnerId, zone: learnerTimeZone, moves }, how);
  }
}

function durationMs({ interview: { startsAt, endsAt } }: Held): number {
  return endsAt.epochMilliseconds - startsAt.epochMilliseconds;
}
