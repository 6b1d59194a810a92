import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import type { BookInterviewInput } from '#schema';

import { mentorKey, type Obstacle, Offering, OfferingStarts, Placements } from '../availability/index.js';
import type { SignedIn } from '../base/access/index.js';
import { ConstraintRefusals, Database, newId } from '../base/database/index.js';
import { markdown, Refusal, slugs, timeZone, validate } from '../base/errors/index.js';
import { eventKind, Events } from '../base/events/index.js';
import type { Result } from '../base/graphql/index.js';
import { Clock, type Instant } from '../base/time/index.js';
import { Ref, ViewFinder } from '../base/views/index.js';
import { Tagging } from '../skills/index.js';
import { InterviewDiary } from './diary.js';
import { ExpireInterviews } from './expire-interviews.js';
import { type BookedTerms, Interview, InterviewRevision } from './interview.entity.js';
import { interviewTags } from './interview.view.js';
import { learnerKey } from './locks.js';
import { NextSlots } from './next-slots.js';
import { OBSTACLES } from './obstacles.js';

export const InterviewBooked = eventKind<{
  readonly mentorId: string;
  readonly learnerId: string;
  readonly startsAt: string;
}>('InterviewBooked');

const CONFIRM_WITHIN_HOURS = 48;
const rules = z.object({
  timeZone,
  note: markdown('The note', 2_000, false).nullish(),
  topics: slugs('topics', 0, 5).nullish(),
});

@Injectable()
export class BookInterview {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly finder: ViewFinder,
    private readonly events: Events,
    private readonly tagging: Tagging,
    private readonly placements: Placements,
    private readonly starts: OfferingStarts,
    private readonly diary: InterviewDiary,
    private readonly expireInterviews: ExpireInterviews,
    private readonly nextSlots: NextSlots,
    private readonly constraints: ConstraintRefusals,
  ) {}

  /**
   * @throws ApiError NOT_FOUND; Refusal INVALID_INPUT, NOT_ALLOWED_NOW (with oneself), NOTICE_TOO_SHORT,
   *   OUTSIDE_AVAILABILITY, LIMIT_REACHED, SLOT_TAKEN with the next free slots
   */
  async execute(input: BookInterviewInput, viewer: SignedIn): Promise<Result> {
    const { timeZone: zone, note, topics } = validate(rules, input);
    const topicIds = await this.tagging.topicIds(topics ?? [], 'topics');
    const offeringId = await this.finder.find('Offering', input.offeringId, viewer);
    const { mentorId } = await this.#offering(offeringId);
    if (mentorId === viewer.accountId)
      throw new Refusal('NOT_ALLOWED_NOW', 'You can’t book an interview with yourself.');
    await this.database.lock(mentorKey(mentorId), learnerKey(viewer.accountId));
    await this.expireInterviews.execute(mentorId, viewer.accountId);
    const offering = await this.#offering(offeringId); // as it is now that nobody else can change it
    const endsAt = input.startsAt.add({ minutes: offering.durationMinutes });
    await this.#assertFree(offering, input.startsAt, viewer, zone);
    const id = await this.#place(offering, input.startsAt, endsAt, viewer, zone, note || null);
    if (topicIds.length > 0) await this.tagging.tag(interviewTags, id, topicIds);
    await this.starts.rewrite(mentorId);
    await this.events.record(InterviewBooked, id, {
      mentorId,
      learnerId: viewer.accountId,
      startsAt: input.startsAt.toString(),
    });
    return { __typename: 'InterviewBooked', interview: Ref.to('Interview', id) };
  }

  #offering(id: string): Promise<Offering> {
    return this.database.repository(Offering).findOneByOrFail({ id });
  }

  async #assertFree(
    offering: Offering,
    startsAt: Instant,
    viewer: SignedIn,
    zone: string,
  ): Promise<void> {
    if (!offering.active) throw new Refusal('NOT_ALLOWED_NOW', 'This is no longer offered.');
    const start = startsAt.epochMilliseconds;
    const isWholeMs = startsAt.epochNanoseconds % 1_000_000n === 0n;
    const placement = await this.placements.of(offering, { start, end: start + 1 });
    const learner = await this.diary.ofLearner(viewer.accountId, offering.id);
    const now = this.clock.now().epochMilliseconds;
    const obstacle = isWholeMs ? placement.obstacle(start, now, learner) : 'OUTSIDE_HOURS';
    if (obstacle) throw this.#refusal(obstacle, offering, startsAt, viewer, zone);
  }

  #refusal(obstacle: Obstacle, offering: Offering, startsAt: Instant, viewer: SignedIn, zone: string): Refusal {
    const { refusal, message } = OBSTACLES[obstacle];
    if (refusal === 'SLOT_TAKEN') return this.#slotTaken(message, offering, startsAt, viewer, zone);
    return new Refusal(refusal, message);
  }

  #slotTaken(message: string, offering: Offering, startsAt: Instant, viewer: SignedIn, zone: string): Refusal {
    return new Refusal('SLOT_TAKEN', message, 'SlotTaken', async () => ({
      nextSlots: await this.nextSlots.after(offering.id, startsAt, viewer, zone),
    }));
  }

  async #place(
    offering: Offering,
    startsAt: Instant,
    endsAt: Instant,
    viewer: SignedIn,
    zone: string,
    note: string | null,
  ): Promise<string> {
    const { mentorId, confirmation, gapMinutes, cancelNoticeMinutes, maxReschedules, meetingUrl } = offering;
    const now = this.clock.now();
    const sessionId = newId();
    const id = newId();
    const pending = confirmation === 'BY_MENTOR';
    const latest = now.add({ hours: CONFIRM_WITHIN_HOURS });
    const confirmBy = pending ? (latest.epochMilliseconds < startsAt.epochMilliseconds ? latest : startsAt) : null;
    const status = pending ? 'PENDING' : 'CONFIRMED';
    const terms: BookedTerms = { confirmation, gapMinutes, cancelNoticeMinutes, maxReschedules };
    try {
      await this.database.query(
        `INSERT INTO session (id, mentor_id, offering_id, starts_at, ends_at, hold)
         VALUES ($1, $2, $3, $4, $5, tstzrange($4, $5::timestamptz + make_interval(mins => $6)))`,
        [sessionId, mentorId, offering.id, startsAt, endsAt, gapMinutes],
      );
      const seat = { id, sessionId, mentorId, learnerId: viewer.accountId, offeringId: offering.id, startsAt, endsAt };
      await this.database.repository(Interview).insert({
        ...seat,
        status,
        confirmBy,
        awaits: pending ? 'MENTOR' : null,
        note,
        learnerTimeZone: zone,
        meetingUrl,
        terms,
        createdAt: now,
      });
    } catch (error) {
      // The lock and the rules come first; the constraints have the last word all the same.
      throw this.constraints.refusalFor(error)
        ? this.#slotTaken('Somebody else has booked that time.', offering, startsAt, viewer, zone)
        : error;
    }
    await this.database.repository(InterviewRevision).insert({
      interviewId: id,
      number: 1,
      kind: 'BOOKED',
      status,
      startsAt,
      endsAt,
      byId: viewer.accountId,
      reason: null,
      at: now,
    });
    return id;
  }
}
