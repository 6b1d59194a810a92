import { Injectable } from '@nestjs/common';

import { AvailabilityChanged, mentorKey, Offering, OfferingStarts } from '../../availability/index.js';
import { Database, newId } from '../../base/database/index.js';
import { Refusal } from '../../base/errors/index.js';
import { eventKind, Events } from '../../base/events/index.js';
import { jobKind, Jobs, Purges } from '../../base/jobs/index.js';
import { Clock, type Instant } from '../../base/time/index.js';
import { ExpireInterviews } from '../expire-interviews.js';
import { FreeTime } from '../free-time.js';
import { EndHolds } from '../holds/end-holds.js';
import { SlotHold } from '../holds/slot-hold.entity.js';
import { InterviewCancelled, InterviewDeclined, InterviewExpired, InterviewRescheduled } from '../interview.events.js';
import { learnerKey } from '../locks.js';
import { Seats } from '../seats.js';
import { firstInLine } from './first-in-line.js';
import { WaitlistEntry } from './waitlist-entry.entity.js';

/** A time is kept for somebody who waits; the entry is the subject. */
export const SlotOffered = eventKind<{ readonly learnerId: string; readonly startsAt: string }>('SlotOffered');

const OfferJob = jobKind<{ readonly mentorId: string }>('offer-slots');
/** The key under which the outbox keeps what is still to be done here; never to be changed. */
const CONSUMER = 'waitlist';
const HELD_MINUTES = 30;
const EVERY_SECONDS = 30;
const AT_ONCE = 100;

interface Place {
  readonly id: string;
  readonly mentorId: string;
  readonly learnerId: string;
}

/**
 * Keeps what becomes free for those who wait, the first of them who can take it. Whatever frees a time asks for it by a job; workers look
 * by themselves, too, for what time alone brings: an offer that is over, a pause, the horizon.
 */
@Injectable()
export class OfferSlots {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly starts: OfferingStarts,
    private readonly freeTime: FreeTime,
    private readonly seats: Seats,
    private readonly endHolds: EndHolds,
    private readonly expireInterviews: ExpireInterviews,
    private readonly jobs: Jobs,
    purges: Purges,
  ) {
    jobs.define(OfferJob, ({ mentorId }) => this.#ofMentor(mentorId));
    jobs.repeat('Offering what became free', EVERY_SECONDS, () => this.#all());
    purges.add({ table: 'waitlist_entry', rows: 'all', keep: { hours: 1 }, since: 'to_at' });
    for (const event of [InterviewCancelled, InterviewDeclined, InterviewExpired, InterviewRescheduled])
      events.after<{ readonly mentorId: string }>(event, CONSUMER, ({ payload: { mentorId } }) =>
        jobs.add(OfferJob, { mentorId }),
      );
    events.after(AvailabilityChanged, CONSUMER, ({ subjectId: mentorId }) => jobs.add(OfferJob, { mentorId }));
  }

  /** Takes somebody from the line, with what is kept for them. In a transaction. */
  async end({ id, mentorId, learnerId }: Place): Promise<void> {
    await this.database.lock(mentorKey(mentorId), learnerKey(learnerId));
    const entries = this.database.repository(WaitlistEntry);
    const entry = await entries.findOneBy({ id });
    if (!entry) return;
    await entries.delete({ id });
    if (!entry.holdId || !(await this.endHolds.end({ id: entry.holdId }))) return;
    await this.starts.rewrite(mentorId);
    await this.jobs.add(OfferJob, { mentorId });
  }

  async #all(): Promise<void> {
    // What was kept is over, given back, or booked.
    const over = await this.database.query<Place>(
      `SELECT id, mentor_id AS "mentorId", learner_id AS "learnerId" FROM waitlist_entry w WHERE hold_id IS NOT NULL
         AND (offered_until <= $1 OR NOT EXISTS (SELECT FROM slot_hold h WHERE h.id = w.hold_id)) ORDER BY offered_until LIMIT ${AT_ONCE}`,
      [this.clock.now()],
    );
    for (const place of over) await this.database.transaction(() => this.end(place));
    await this.#ofMentor(null);
  }

  /** One transaction for each offer: it holds the locks of one mentor and one learner, as every booking does. */
  async #ofMentor(mentorId: string | null): Promise<void> {
    const passed: string[] = [];
    while (passed.length < AT_ONCE) {
      const first = await firstInLine(this.database, this.clock.now(), mentorId, passed);
      if (!first) return;
      passed.push(first.id);
      await this.database.transaction(() => this.#offer(first, passed));
    }
  }

  async #offer({ id, mentorId, learnerId }: Place, passed: readonly string[]): Promise<void> {
    await this.database.lock(mentorKey(mentorId), learnerKey(learnerId));
    await this.expireInterviews.execute(mentorId, learnerId);
    // As it is now that nobody else can change it; somebody who joined earlier may stand in front.
    const others = passed.filter((each) => each !== id);
    const first = await firstInLine(this.database, this.clock.now(), mentorId, others);
    if (first?.id !== id) return;
    const offering = await this.database.repository(Offering).findOneByOrFail({ id: first.offeringId });
    try {
      await this.freeTime.assert(offering, first.startsAt, { learnerId, zone: 'UTC' });
    } catch (error) {
      if (error instanceof Refusal) return;
      throw error;
    }
    await this.#keep(offering, first.startsAt, { id, mentorId, learnerId });
  }

  async #keep(offering: Offering, startsAt: Instant, { id, mentorId, learnerId }: Place): Promise<void> {
    const endsAt = startsAt.add({ minutes: offering.durationMinutes });
    const expiresAt = this.clock.now().add({ minutes: HELD_MINUTES });
    const sessionId = await this.seats.take(offering, startsAt, endsAt);
    const place = { learnerId, sessionId, mentorId, offeringId: offering.id, startsAt, endsAt };
    const holdId = newId();
    await this.database.repository(SlotHold).insert({ id: holdId, ...place, expiresAt });
    await this.database
      .repository(WaitlistEntry)
      .update({ id }, { holdId, offeredStart: startsAt, offeredUntil: expiresAt });
    await this.starts.rewrite(mentorId);
    await this.events.record(SlotOffered, id, { learnerId, startsAt: startsAt.toString() });
  }
}
