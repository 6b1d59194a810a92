import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import type { HoldSlotInput } from '#schema';

import { mentorKey, Offering, OfferingStarts } from '../../availability/index.js';
import type { SignedIn } from '../../base/access/index.js';
import { ConstraintRefusals, Database, newId } from '../../base/database/index.js';
import { ApiError, Refusal, timeZone, validate } from '../../base/errors/index.js';
import type { Result } from '../../base/graphql/index.js';
import { Clock } from '../../base/time/index.js';
import { Ref, ViewFinder } from '../../base/views/index.js';
import { ExpireInterviews } from '../expire-interviews.js';
import { FreeTime, type Taker } from '../free-time.js';
import { learnerKey } from '../locks.js';
import { SlotTaken } from '../slot-taken.js';
import { Seats } from '../seats.js';
import { EndHolds } from './end-holds.js';
import { OwnHold } from './own-hold.js';
import { SlotHold } from './slot-hold.entity.js';

/** Long enough for a form, short enough for those who wait. */
const MINUTES = 10;
const rules = z.object({ timeZone });

/** Keeps a slot for a learner while they fill the form. */
@Injectable()
export class HoldSlot {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly finder: ViewFinder,
    private readonly expireInterviews: ExpireInterviews,
    private readonly freeTime: FreeTime,
    private readonly slotTaken: SlotTaken,
    private readonly seats: Seats,
    private readonly starts: OfferingStarts,
    private readonly endHolds: EndHolds,
    private readonly ownHold: OwnHold,
    private readonly constraints: ConstraintRefusals,
  ) {}

  /**
   * Takes the place of the learner's hold before. The same slot held again is held no longer than it was: else nobody would ever
   * get it.
   * @throws ApiError NOT_FOUND; Refusal INVALID_INPUT, NOT_ALLOWED_NOW (with oneself, or no longer offered), NOTICE_TOO_SHORT,
   *   OUTSIDE_AVAILABILITY, LIMIT_REACHED, SLOT_TAKEN with the next free slots
   */
  async execute(input: HoldSlotInput, viewer: SignedIn): Promise<Result> {
    const { startsAt } = input;
    const { timeZone: zone } = validate(rules, { timeZone: input.timeZone ?? 'UTC' });
    const offeringId = await this.finder.find('Offering', input.offeringId, viewer);
    const { mentorId } = await this.#offering(offeringId);
    const learnerId = viewer.accountId;
    if (mentorId === learnerId) throw new Refusal('NOT_ALLOWED_NOW', 'You can’t book an interview with yourself.');
    await this.#lock(mentorId, learnerId);
    await this.expireInterviews.execute(mentorId, learnerId);
    const offering = await this.#offering(offeringId);
    if (!offering.active) throw new Refusal('NOT_ALLOWED_NOW', 'This is no longer offered.');
    const same = await this.ownHold.of(learnerId, offering, startsAt);
    if (same) return held(same.id);
    const before = await this.#giveUp(learnerId, mentorId);
    const taker = { learnerId, zone };
    await this.freeTime.assert(offering, startsAt, taker);
    const id = await this.#insert(offering, startsAt, taker);
    const endsAt = startsAt.add({ minutes: offering.durationMinutes });
    await this.starts.rewriteAround(mentorId, { startsAt, endsAt }, ...before);
    return held(id);
  }

  #offering(id: string): Promise<Offering> {
    return this.database.repository(Offering).findOneByOrFail({ id });
  }

  /** The mentor whose time the learner has held until now takes turns, too. */
  async #lock(mentorId: string, learnerId: string): Promise<void> {
    const holds = this.database.repository(SlotHold);
    const known = await holds.findOneBy({ learnerId });
    await this.database.lock(...[mentorId, known?.mentorId ?? mentorId].map(mentorKey), learnerKey(learnerId));
    const before = await holds.findOneBy({ learnerId });
    if (before && before.mentorId !== mentorId && before.mentorId !== known?.mentorId) throw new ApiError('TRY_AGAIN');
  }

  /** @returns what that frees of this mentor's time; another's is told at once */
  async #giveUp(learnerId: string, mentorId: string): Promise<SlotHold[]> {
    const before = await this.database.repository(SlotHold).findOneBy({ learnerId });
    if (!before) return [];
    const given = { ...before }; // what is removed loses its id
    await this.endHolds.end({ id: before.id });
    if (given.mentorId === mentorId) return [given];
    await this.starts.rewriteAround(given.mentorId, given);
    return [];
  }

  async #insert(offering: Offering, startsAt: HoldSlotInput['startsAt'], taker: Taker): Promise<string> {
    const { id: offeringId, mentorId, durationMinutes } = offering;
    const id = newId();
    const endsAt = startsAt.add({ minutes: durationMinutes });
    const expiresAt = this.clock.now().add({ minutes: MINUTES });
    try {
      const sessionId = await this.seats.take(offering, startsAt, endsAt);
      const { learnerId } = taker;
      await this.database
        .repository(SlotHold)
        .insert({ id, learnerId, sessionId, mentorId, offeringId, startsAt, endsAt, expiresAt });
    } catch (error) {
      throw this.constraints.refusalFor(error)
        ? this.slotTaken.refusal('Somebody else has booked that time.', offering, startsAt, taker)
        : error;
    }
    return id;
  }
}

const held = (id: string): Result => ({ __typename: 'SlotHeld', hold: Ref.to('SlotHold', id) });
