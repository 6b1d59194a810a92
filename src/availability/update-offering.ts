import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import type { UpdateOfferingInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { Database } from '../base/database/index.js';
import { invalid, notFound, validate } from '../base/errors/index.js';
import type { Result } from '../base/graphql/index.js';
import { keyOf, Ref, stale } from '../base/views/index.js';
import { Tagging } from '../skills/index.js';
import { Offering } from './availability.entity.js';
import { offeringTags } from './availability.view.js';
import { mentorKey, OfferingStarts } from './offering-starts.js';
import { asKept, assertTermsFit, TERMS } from './offering-terms.js';

const rules = z.object({ active: z.boolean(), ...TERMS }).partial();
/** What may be null: no limit, nothing said. */
const CLEARABLE = new Set(['description', 'maxPerDay', 'maxPerWeek', 'maxPerLearner', 'meetingUrl']);

@Injectable()
export class UpdateOffering {
  constructor(
    private readonly database: Database,
    private readonly tagging: Tagging,
    private readonly starts: OfferingStarts,
  ) {}

  /**
   * What is left out stays, null clears. Interviews that were booked before keep the terms that they were booked under.
   * @throws ApiError NOT_FOUND; Refusal INVALID_INPUT, STALE with the offering as it is now
   */
  async execute(input: UpdateOfferingInput, { accountId: mentorId }: SignedIn): Promise<Result> {
    const { offeringId, version, ...given } = input;
    for (const [term, value] of Object.entries(given))
      if (value === null && !CLEARABLE.has(term))
        throw invalid([term], 'REQUIRED', 'This can be changed, but not left open.');
    const { topics, intakeQuestions, ...terms } = validate(rules, given);
    const id = keyOf('offering', offeringId);
    if (id === undefined) throw notFound('offering');
    const topicIds = topics && (await this.tagging.topicIds(topics, 'topics'));
    await this.database.lock(mentorKey(mentorId));
    const offerings = this.database.repository(Offering);
    const offering = await offerings.findOneBy({ id, mentorId });
    if (!offering) throw notFound('offering');
    if (offering.version !== version) throw stale(Ref.to('Offering', id));
    assertTermsFit({ ...offering, ...terms });
    await offerings.update(
      { id },
      {
        ...terms,
        ...(intakeQuestions && { intakeQuestions: asKept(intakeQuestions, offering.intakeQuestions) }),
        version: version + 1,
      },
    );
    if (topicIds) await this.tagging.tag(offeringTags, id, topicIds);
    await this.starts.rewrite(mentorId);
    return { __typename: 'OfferingUpdated', offering: Ref.to('Offering', id) };
  }
}
