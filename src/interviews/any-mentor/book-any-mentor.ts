import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import type { BookAnyMentorInput } from '#schema';

import { mentorKey } from '../../availability/index.js';
import type { SignedIn } from '../../base/access/index.js';
import { Database } from '../../base/database/index.js';
import { integer, markdown, Refusal, slugs, timeZone, validate } from '../../base/errors/index.js';
import type { Result } from '../../base/graphql/index.js';
import { Ref } from '../../base/views/index.js';
import { Tagging } from '../../skills/index.js';
import { learnerKey } from '../locks.js';
import { PlaceInterview, type Wanted } from '../place-interview.js';
import { type AnyMentorWish, type Candidate, Candidates } from './candidates.js';

const rules = z.object({
  areas: z.array(integer('An area', 1, 7)).nullish(),
  topics: slugs('topics', 0, 5).nullish(),
  durationMinutes: integer('The duration', 15, 240),
  timeZone,
  note: markdown('The note', 2_000, false).nullish(),
});

/** How often the turn may pass to somebody else while the lock is waited for; then whoever it is gets it. */
const LOOKS = 5;

/** Thrown so that the locks of a try are given back. */
class TurnPassed extends Error {}

/** Books with whichever mentor fits, the one who has the least to do. */
@Injectable()
export class BookAnyMentor {
  constructor(
    private readonly database: Database,
    private readonly tagging: Tagging,
    private readonly candidates: Candidates,
    private readonly place: PlaceInterview,
  ) {}

  /** @throws Refusal INVALID_INPUT; SLOT_TAKEN with the next starts of any mentor */
  async execute(input: BookAnyMentorInput, viewer: SignedIn): Promise<Result> {
    const { areas, topics, durationMinutes, timeZone: zone, note } = validate(rules, input);
    const topicIds = await this.tagging.topicIds(topics ?? [], 'topics');
    const wish: AnyMentorWish = {
      areas: areas?.length ? areas : undefined,
      topics: topics?.length ? topics : undefined,
      durationMinutes,
      startsAt: input.startsAt,
      timeZone: zone,
    };
    const what = { startsAt: input.startsAt, viewer, zone, note: note ? note : null, topicIds, answers: [] };
    const id = await this.#withSomebody(wish, what);
    return { __typename: 'InterviewBooked', interview: Ref.to('Interview', id) };
  }

  async #withSomebody(wish: AnyMentorWish, what: Omit<Wanted, 'offeringId'>): Promise<string> {
    const { viewer } = what;
    const passed = new Set<string>();
    let looks = 0;
    for (;;) {
      const first = await this.candidates.first(wish, viewer, passed);
      if (!first)
        throw new Refusal('SLOT_TAKEN', 'No mentor is free at that time.', 'SlotTaken', async () => ({
          nextSlots: await this.candidates.nextSlots(wish, viewer),
        }));
      try {
        return await this.database.savepoint(() => this.#with(first, wish, what, looks++ < LOOKS ? passed : undefined));
      } catch (error) {
        if (error instanceof TurnPassed) continue;
        if (!(error instanceof Refusal)) throw error;
        passed.add(first.offeringId);
      }
    }
  }

  /** One try holds the locks of one mentor and the learner, as every booking does; so nobody waits in a circle. */
  async #with(
    { offeringId, mentorId }: Candidate,
    wish: AnyMentorWish,
    what: Omit<Wanted, 'offeringId'>,
    passed: ReadonlySet<string> | undefined,
  ): Promise<string> {
    await this.database.lock(mentorKey(mentorId), learnerKey(what.viewer.accountId));
    // Whoever held the lock may have given this mentor something, or taken the time.
    if (passed && (await this.candidates.first(wish, what.viewer, passed))?.offeringId !== offeringId)
      throw new TurnPassed();
    return this.place.execute({ ...what, offeringId });
  }
}
