import { Injectable } from '@nestjs/common';

import type { LearnerDiary, Offering } from '../availability/index.js';
import { Refusal } from '../base/errors/index.js';
import type { Instant } from '../base/time/index.js';
import { InterviewDiary } from './diary.js';
import { NextSlots } from './next-slots.js';

export type OfOffering = Pick<Offering, 'id' | 'maxPerLearner'>;

/** Whose diary counts, and in which zone they are told. */
export interface TooLate {
  readonly learnerId: string;
  readonly zone: string;
  readonly moves?: { readonly interviewId: string };
}

/** The refusal that tells of the next free slots. */
@Injectable()
export class SlotTaken {
  #heard: (offering: OfOffering, startsAt: Instant) => void = () => undefined;

  constructor(
    private readonly diary: InterviewDiary,
    private readonly nextSlots: NextSlots,
  ) {}

  /** Somebody has to know when a time is found to be taken by another booking. */
  onMentorBusy(heard: (offering: OfOffering, startsAt: Instant) => void): void {
    this.#heard = heard;
  }

  mentorBusy({ id, maxPerLearner }: OfOffering, startsAt: Instant): void {
    this.#heard({ id, maxPerLearner }, startsAt);
  }

  /** @param learner their diary; looked up where it isn't at hand */
  refusal(
    message: string,
    offering: OfOffering,
    startsAt: Instant,
    { learnerId, zone, moves }: TooLate,
    learner?: LearnerDiary,
  ): Refusal {
    return new Refusal('SLOT_TAKEN', message, 'SlotTaken', async () => {
      const diary = learner ?? (await this.diary.ofLearner(learnerId, offering.id, moves?.interviewId));
      return { nextSlots: await this.nextSlots.after(offering, startsAt, diary, zone) };
    });
  }
}
