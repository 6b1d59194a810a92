import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import type { CreateOfferingInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { Database, newId } from '../base/database/index.js';
import { integer, line, markdown, Refusal, slugs, validate, webAddress } from '../base/errors/index.js';
import type { Result } from '../base/graphql/index.js';
import { Clock } from '../base/time/index.js';
import { Ref } from '../base/views/index.js';
import { Tagging } from '../skills/index.js';
import { Offering } from './availability.entity.js';
import { offeringTags } from './availability.view.js';
import { mentorKey, OfferingStarts } from './offering-starts.js';

/** Lists of offerings have no pages. */
const MOST_OFFERINGS = 20;

/** Absent and null both mean: as it usually is. */
const orElse = <Value>(rule: z.ZodType<Value>, usual: Value) => z.preprocess((given) => given ?? usual, rule);
const orNone = <Value>(rule: z.ZodType<Value>) => rule.nullish().transform((given) => given ?? null);

const rules = z
  .object({
    title: line('The title', 3, 100),
    description: orNone(markdown('The description', 5_000, false)),
    durationMinutes: integer('The duration', 15, 240),
    topics: slugs('topics', 1, 5),
    stepMinutes: orElse(integer('The step', 5, 240), 30),
    gapMinutes: orElse(integer('The gap', 0, 240), 0),
    noticeMinutes: orElse(integer('The notice', 0, 43_200), 720),
    horizonDays: orElse(integer('The horizon', 1, 90), 28),
    cancelNoticeMinutes: orElse(integer('The notice to cancel', 0, 43_200), 1_440),
    maxReschedules: orElse(integer('The number of reschedules', 0, 10), 2),
    confirmation: orElse(z.enum(['INSTANT', 'BY_MENTOR']), 'INSTANT'),
    maxPerDay: orNone(integer('The most per day', 1, 24)),
    maxPerWeek: orNone(integer('The most per week', 1, 100)),
    meetingUrl: orNone(webAddress('The meeting address')),
  })
  .refine(({ noticeMinutes, horizonDays }) => noticeMinutes < horizonDays * 1_440, {
    path: ['noticeMinutes'],
    message: 'The notice must be shorter than the horizon, or nothing could be booked.',
    params: { code: 'CONFLICT' },
  });

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
    const { topics, ...terms } = validate(rules, input);
    const topicIds = await this.tagging.topicIds(topics, 'topics');
    const id = newId();
    await this.database.lock(mentorKey(mentorId));
    if ((await this.database.repository(Offering).countBy({ mentorId })) >= MOST_OFFERINGS)
      throw new Refusal('LIMIT_REACHED', `A mentor can have ${MOST_OFFERINGS} offerings.`);
    await this.database.repository(Offering).insert({ id, mentorId, ...terms, createdAt: this.clock.now() });
    await this.tagging.tag(offeringTags, id, topicIds);
    await this.starts.rewrite(mentorId);
    return { __typename: 'OfferingCreated', offering: Ref.to('Offering', id) };
  }
}
