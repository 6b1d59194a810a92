import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import type { SetCapacityInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { Database } from '../base/database/index.js';
import { integer, invalid, Refusal, validate } from '../base/errors/index.js';
import type { Result } from '../base/graphql/index.js';
import { Clock, isBefore } from '../base/time/index.js';
import { Availability } from './availability.entity.js';
import { ChangeHours } from './change-hours.js';

const rules = z.object({
  maxPerWeek: integer('The most per week', 1, 100).nullish(),
  maxPerMonth: integer('The most per month', 1, 400).nullish(),
});

/** What a mentor takes in all, and whether they take anything new just now. What is left out stays; null lifts it. */
@Injectable()
export class SetCapacity {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly changeHours: ChangeHours,
  ) {}

  /** @throws Refusal INVALID_INPUT, NOT_ALLOWED_NOW without weekly hours */
  async execute(input: SetCapacityInput, { accountId: mentorId }: SignedIn): Promise<Result> {
    const { maxPerWeek, maxPerMonth } = validate(rules, input);
    if (input.pausedUntil && isBefore(input.pausedUntil, this.clock.now()))
      throw invalid(['pausedUntil'], 'OUT_OF_RANGE', 'That time has passed: send null to end a pause.');
    if (input.paused === false && input.pausedUntil)
      throw invalid(['pausedUntil'], 'CONFLICT', 'Either the pause ends, or it lasts until then.');
    if (!(await this.database.repository(Availability).existsBy({ mentorId })))
      throw new Refusal('NOT_ALLOWED_NOW', 'Set your weekly hours first.');
    const given = input.pausedUntil !== undefined || input.paused != null;
    const until = input.pausedUntil ?? (input.paused ? 'infinity' : null);
    return this.changeHours.execute(mentorId, async () => {
      await this.database.query(
        `UPDATE availability SET max_per_week = CASE WHEN $2 THEN $3::int ELSE max_per_week END,
           max_per_month = CASE WHEN $4 THEN $5::int ELSE max_per_month END,
           paused_until = CASE WHEN $6 THEN $7::timestamptz ELSE paused_until END WHERE mentor_id = $1`,
        [
          mentorId,
          maxPerWeek !== undefined,
          maxPerWeek ?? null,
          maxPerMonth !== undefined,
          maxPerMonth ?? null,
          given,
          until,
        ],
      );
    });
  }
}
