import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import type { UpdatePracticeSettingsInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { Database } from '../base/database/index.js';
import { integer, validate } from '../base/errors/index.js';
import type { Result } from '../base/graphql/index.js';
import { Ref } from '../base/views/index.js';
import { PracticeSettings } from './practice.entity.js';

const rules = z.object({
  newPerDay: integer('New questions a day', 0, 100).nullish(),
  reviewsPerDay: integer('Reviews a day', 0, 1_000).nullish(),
  goalMinutes: integer('Minutes a day', 1, 600).nullish(),
  goalQuestions: integer('Questions a day', 1, 500).nullish(),
  minutesPerDay: integer('Minutes a day', 1, 600).nullish(),
});

/** What holds unless it is set. */
export const USUAL = { newPerDay: 10, reviewsPerDay: 100, burySiblings: true };

/** What is left out stays; null clears a goal, the interview and its minutes, and gives the rest their usual value. */
@Injectable()
export class UpdateSettings {
  constructor(private readonly database: Database) {}

  /** @throws Refusal INVALID_INPUT */
  async execute(input: UpdatePracticeSettingsInput, { accountId }: SignedIn): Promise<Result> {
    validate(rules, input);
    const given = {
      newPerDay: usualIfNull(input.newPerDay, USUAL.newPerDay),
      reviewsPerDay: usualIfNull(input.reviewsPerDay, USUAL.reviewsPerDay),
      burySiblings: usualIfNull(input.burySiblings, USUAL.burySiblings),
      goalMinutes: input.goalMinutes,
      goalQuestions: input.goalQuestions,
      interviewOn: input.interviewOn === null ? null : input.interviewOn?.toString(),
      minutesPerDay: input.minutesPerDay,
    };
    const changed = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    await this.database.repository(PracticeSettings).upsert({ accountId, ...changed }, ['accountId']);
    return { __typename: 'PracticeSettingsUpdated', practice: Ref.to('Practice', accountId) };
  }
}

function usualIfNull<Value>(value: Value | null | undefined, usual: Value): Value | undefined {
  return value === null ? usual : value;
}
