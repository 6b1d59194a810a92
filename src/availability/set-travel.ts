import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import type { SetTravelInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { Database } from '../base/database/index.js';
import { invalid, Refusal, timeZone, validate } from '../base/errors/index.js';
import type { Result } from '../base/graphql/index.js';
import { Temporal } from '../base/time/index.js';
import { ChangeHours } from './change-hours.js';

const rules = z.object({ timeZone });
const MOST = 50;

/** Says where a mentor will be: on these dates their hours are wall time of that zone. What is booked stays when it is. */
@Injectable()
export class SetTravel {
  constructor(
    private readonly database: Database,
    private readonly changeHours: ChangeHours,
  ) {}

  /** Takes the place of whatever was planned for these dates. @throws Refusal INVALID_INPUT, LIMIT_REACHED */
  execute({ from, until, timeZone: zone, preview }: SetTravelInput, { accountId }: SignedIn): Promise<Result> {
    if (Temporal.PlainDate.compare(from, until) > 0)
      throw invalid(['until'], 'CONFLICT', 'The last day must not lie before the first.');
    const given = zone == null ? null : validate(rules, { timeZone: zone }).timeZone;
    const change = async (): Promise<void> => {
      // What reaches into these dates keeps the rest of its own.
      await this.database.query(
        `WITH cut AS (DELETE FROM travel WHERE mentor_id = $1 AND dates && daterange($2, $3, '[]') RETURNING dates, time_zone)
         INSERT INTO travel (mentor_id, dates, time_zone)
         SELECT $1, rest, time_zone FROM cut, unnest(datemultirange(dates) - datemultirange(daterange($2, $3, '[]'))) AS rest`,
        [accountId, from, until],
      );
      if (given !== null)
        await this.database.query(`INSERT INTO travel VALUES ($1, daterange($2, $3, '[]'), $4)`, [
          accountId,
          from,
          until,
          given,
        ]);
      const [count] = await this.database.query<{ n: number }>(
        'SELECT count(*)::int AS n FROM travel WHERE mentor_id = $1',
        [accountId],
      );
      if ((count?.n ?? 0) > MOST) throw new Refusal('LIMIT_REACHED', `There can be ${MOST} journeys.`);
    };
    return this.changeHours.execute(accountId, change, preview);
  }
}
