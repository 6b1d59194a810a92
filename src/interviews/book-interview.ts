import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import type { BookInterviewInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { markdown, slugs, timeZone, validate } from '../base/errors/index.js';
import type { Result } from '../base/graphql/index.js';
import { Ref, ViewFinder } from '../base/views/index.js';
import { Tagging } from '../skills/index.js';
import { PlaceInterview } from './place-interview.js';

const rules = z.object({
  timeZone,
  note: markdown('The note', 2_000, false).nullish(),
  topics: slugs('topics', 0, 5).nullish(),
  answers: z.array(z.object({ questionId: z.string(), answer: markdown('The answer', 2_000, false) })).nullish(),
});

@Injectable()
export class BookInterview {
  constructor(
    private readonly finder: ViewFinder,
    private readonly tagging: Tagging,
    private readonly place: PlaceInterview,
  ) {}

  /** @throws ApiError NOT_FOUND; Refusal INVALID_INPUT and what {@link PlaceInterview} says */
  async execute(input: BookInterviewInput, viewer: SignedIn): Promise<Result> {
    const { timeZone: zone, note, topics, answers } = validate(rules, input);
    const topicIds = await this.tagging.topicIds(topics ?? [], 'topics');
    const offeringId = await this.finder.find('Offering', input.offeringId, viewer);
    const id = await this.place.execute({
      offeringId,
      startsAt: input.startsAt,
      viewer,
      zone,
      note: note ? note : null,
      topicIds,
      answers: answers ?? [],
    });
    return { __typename: 'InterviewBooked', interview: Ref.to('Interview', id) };
  }
}
