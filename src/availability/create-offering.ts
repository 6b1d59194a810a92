import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import type { CreateOfferingInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { Database, newId } from '../base/database/index.js';
import { Refusal, validate } from '../base/errors/index.js';
import type { Result } from '../base/graphql/index.js';
import { Clock } from '../base/time/index.js';
import { Ref } from '../base/views/index.js';
import { Tagging } from '../skills/index.js';
import { Offering } from './availability.entity.js';
import { offeringTags } from './availability.view.js';
import { mentorKey, OfferingStarts } from './offering-starts.js';
import { asKept, assertTermsFit, TERMS, USUAL } from './offering-terms.js';

/** Lists of offerings have no pages. */
const MOST_OFFERINGS = 20;

/** Absent and null both mean: as it usually is. */
const rules = z.object(
  Object.fromEntries(
    Object.entries(TERMS).map(([term, rule]) => [
      term,
      term in USUAL ? z.preprocess((given: unknown) => given ?? USUAL[term as keyof typeof USUAL], rule) : rule,
    ]),
  ) as typeof TERMS,
);

@Injectable()
export class CreateOffering {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly tagging: Tagging,
    private readonly starts: OfferingStarts,
  ) {}

  /** @throws Refusal INVALID_INPUT, LIMIT_REACHED */
  async execute(input: CreateOfferingInput, { accountId: mentorId }: SignedIn): Promise<Result> {
    const { topics, intakeQuestions, ...terms } = validate(rules, input);
    assertTermsFit(terms);
    const topicIds = await this.tagging.topicIds(topics, 'topics');
    const id = newId();
    await this.database.lock(mentorKey(mentorId));
    if ((await this.database.repository(Offering).countBy({ mentorId })) >= MOST_OFFERINGS)
      throw new Refusal('LIMIT_REACHED', `A mentor can have ${MOST_OFFERINGS} offerings.`);
    await this.database
      .repository(Offering)
      .insert({ id, mentorId, ...terms, intakeQuestions: asKept(intakeQuestions), createdAt: this.clock.now() });
    await this.tagging.tag(offeringTags, id, topicIds);
    await this.starts.rewrite(mentorId);
    return { __typename: 'OfferingCreated', offering: Ref.to('Offering', id) };
  }
}
