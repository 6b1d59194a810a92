import { Injectable } from '@nestjs/common';

import { mentorKey, Offering, OfferingStarts } from '../availability/index.js';
import type { SignedIn } from '../base/access/index.js';
import { ConstraintRefusals, Database, newId } from '../base/database/index.js';
import { Refusal } from '../base/errors/index.js';
import { Events } from '../base/events/index.js';
import { Clock, type Instant } from '../base/time/index.js';
import { Tagging } from '../skills/index.js';
import { confirmBy } from './confirm-by.js';
import { ExpireInterviews } from './expire-interviews.js';
import { FreeTime } from './free-time.js';
import { OwnHold } from './holds/own-hold.js';
import { type GivenAnswer, intakeAnswers } from './intake.js';
import { InterviewBooked } from './interview.events.js';
import { type BookedTerms, Interview, InterviewRevision } from './interview.entity.js';
import { interviewTags } from './interview.view.js';
import { learnerKey } from './locks.js';
import { MeetingRooms } from './meeting-rooms.js';
import { Seats } from './seats.js';
import { SlotTaken } from './slot-taken.js';

/** Everything about a booking, checked as far as that needs no diary. */
export interface Wanted {
  readonly offeringId: string;
  readonly startsAt: Instant;
  /** The learner. */
  readonly viewer: SignedIn;
  readonly zone: string;
  readonly note: string | null;
  readonly topicIds: readonly string[];
  readonly answers: readonly GivenAnswer[];
}

/** Puts an interview into the two diaries: the one way to do so. */
@Injectable()
export class PlaceInterview {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly tagging: Tagging,
    private readonly starts: OfferingStarts,
    private readonly freeTime: FreeTime,
    private readonly slotTaken: SlotTaken,
    private readonly seats: Seats,
    private readonly ownHold: OwnHold,
    private readonly expireInterviews: ExpireInterviews,
    private readonly rooms: MeetingRooms,
    private readonly constraints: ConstraintRefusals,
  ) {}

  /**
   * @returns its id
   * @throws Refusal INVALID_INPUT, NOT_ALLOWED_NOW (with oneself, or no longer offered), NOTICE_TOO_SHORT, OUTSIDE_AVAILABILITY,
   *   LIMIT_REACHED, SLOT_TAKEN with the next free slots
   */
  async execute(wanted: Wanted): Promise<string> {
    const { offeringId, viewer, startsAt } = wanted;
    const learnerId = viewer.accountId;
    const mentorId = await this.#mentorOf(offeringId);
    if (mentorId === learnerId) throw new Refusal('NOT_ALLOWED_NOW', 'You can’t book an interview with yourself.');
    await this.database.lock(mentorKey(mentorId), learnerKey(learnerId));
    await this.expireInterviews.execute(mentorId, learnerId);
    // As it is now that nobody else can change it.
    const offering = await this.database.repository(Offering).findOneByOrFail({ id: offeringId });
    if (!offering.active) throw new Refusal('NOT_ALLOWED_NOW', 'This is no longer offered.');
    const answers = intakeAnswers(offering.intakeQuestions, wanted.answers);
    const hold = await this.ownHold.of(learnerId, offering, startsAt);
    const taker = { learnerId, zone: wanted.zone, holds: hold !== undefined };
    await this.freeTime.assert(offering, startsAt, taker);
    // Its session stays, for the interview to take the seat.
    if (hold) await this.ownHold.useUp(hold);
    const id = await this.#insert(offering, wanted, answers);
    if (wanted.topicIds.length > 0) await this.tagging.tag(interviewTags, id, wanted.topicIds);
    const endsAt = startsAt.add({ minutes: offering.durationMinutes });
    await this.starts.rewriteAround(mentorId, { startsAt, endsAt });
    await this.events.record(InterviewBooked, id, { mentorId, learnerId, byId: learnerId, revision: 1 });
    return id;
  }

  async #mentorOf(offeringId: string): Promise<string> {
    const [offering] = await this.database.again<{ mentor_id: string }>(
      'mentor of an offering',
      'SELECT mentor_id FROM offering WHERE id = $1::uuid',
      [offeringId],
    );
    if (!offering) throw new Error(`No offering ${offeringId}`);
    return offering.mentor_id;
  }

  async #insert(
    offering: Offering,
    { startsAt, viewer, zone, note }: Wanted,
    answers: Interview['intakeAnswers'],
  ): Promise<string> {
    const {
      id: offeringId,
      mentorId,
      confirmation,
      gapMinutes,
      cancelNoticeMinutes,
      maxReschedules,
      meetingUrl,
    } = offering;
    const now = this.clock.now();
    const id = newId();
    const endsAt = startsAt.add({ minutes: offering.durationMinutes });
    const pending = confirmation === 'BY_MENTOR';
    const status = pending ? 'PENDING' : 'CONFIRMED';
    const terms: BookedTerms = { confirmation, gapMinutes, cancelNoticeMinutes, maxReschedules };
    try {
      const sessionId = await this.seats.take(offering, startsAt, endsAt);
      await this.database.repository(Interview).insert({
        id,
        sessionId,
        mentorId,
        learnerId: viewer.accountId,
        offeringId,
        startsAt,
        endsAt,
        status,
        confirmBy: pending ? confirmBy(now, startsAt) : null,
        awaits: pending ? 'MENTOR' : null,
        note,
        intakeAnswers: answers,
        learnerTimeZone: zone,
        meetingUrl: this.rooms.address(meetingUrl, sessionId),
        terms,
        createdAt: now,
      });
    } catch (error) {
      // The lock and the rules come first; the constraints have the last word all the same.
      throw this.constraints.refusalFor(error)
        ? this.slotTaken.refusal('Somebody else has booked that time.', offering, startsAt, {
            learnerId: viewer.accountId,
            zone,
          })
        : error;
    }
    const revision = { number: 1, kind: 'BOOKED', status, startsAt, endsAt, byId: viewer.accountId, at: now } as const;
    await this.database.repository(InterviewRevision).insert({ interviewId: id, reason: null, ...revision });
    return id;
  }
}
