import { Injectable } from '@nestjs/common';

import { type Except, type Offering, type PlacedBy, Placements } from '../availability/index.js';
import { Refusal } from '../base/errors/index.js';
import { Clock, type Instant } from '../base/time/index.js';
import { InterviewDiary } from './diary.js';
import { OBSTACLES } from './obstacles.js';
import { SlotTaken } from './slot-taken.js';

/** Who is to take the interview, and what of theirs is to move. */
export interface Taker {
  readonly learnerId: string;
  readonly zone: string;
  /** Whether they hold that time. */
  readonly holds?: boolean;
  readonly moves?: { readonly interviewId: string; readonly session: Except | undefined };
}

/** Whether an interview may begin at an instant, by the one judge of that. To be asked under the locks of both diaries. */
@Injectable()
export class FreeTime {
  constructor(
    private readonly clock: Clock,
    private readonly placements: Placements,
    private readonly diary: InterviewDiary,
    private readonly slotTaken: SlotTaken,
  ) {}

  /** @throws Refusal NOTICE_TOO_SHORT, OUTSIDE_AVAILABILITY, LIMIT_REACHED, SLOT_TAKEN with the next free slots */
  async assert(offering: Offering, startsAt: Instant, taker: Taker, how: PlacedBy = {}): Promise<void> {
    const { learnerId, moves, holds } = taker;
    const start = startsAt.epochMilliseconds;
    const isWholeMs = startsAt.epochNanoseconds % 1_000_000n === 0n;
    const placement = await this.placements.of(offering, { start, end: start + 1 }, moves?.session);
    const diary = await this.diary.ofLearner(learnerId, offering.id, moves?.interviewId);
    const learner = { ...diary, held: holds ? start : undefined };
    const now = this.clock.now().epochMilliseconds;
    const obstacle = isWholeMs ? placement.obstacle(start, now, learner, how) : 'OUTSIDE_HOURS';
    if (!obstacle) return;
    // A booking by the rules; one that is moved may have others.
    if (obstacle === 'MENTOR_BUSY' && !moves) this.slotTaken.mentorBusy(offering, startsAt);
    const { refusal, message } = OBSTACLES[obstacle];
    throw refusal === 'SLOT_TAKEN'
      ? this.slotTaken.refusal(message, offering, startsAt, taker, learner)
      : new Refusal(refusal, message);
  }
}
