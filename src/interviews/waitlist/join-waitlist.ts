import { Injectable } from '@nestjs/common';

import type { JoinWaitlistInput } from '#schema';

import { bookableNow, Offering } from '../../availability/index.js';
import type { SignedIn } from '../../base/access/index.js';
import { Database, newId } from '../../base/database/index.js';
import { invalid, Refusal } from '../../base/errors/index.js';
import type { Result } from '../../base/graphql/index.js';
import { Clock, isBefore } from '../../base/time/index.js';
import { and, param, Ref, Row, sql, ViewFinder } from '../../base/views/index.js';
import { learnerKey } from '../locks.js';
import { learnerIsFree, learnerMayBookMore } from '../slots.view.js';

const MOST_ENTRIES = 20;
const LONGEST_HOURS = 62 * 24;

/** Waits for a time of an offering to become free. */
@Injectable()
export class JoinWaitlist {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly finder: ViewFinder,
  ) {}

  /**
   * Who waits for the offering already keeps their place, with the new times.
   * @throws ApiError NOT_FOUND; Refusal INVALID_INPUT, NOT_ALLOWED_NOW (with oneself, no longer offered, or something is free),
   *   LIMIT_REACHED
   */
  async execute(input: JoinWaitlistInput, viewer: SignedIn): Promise<Result> {
    this.#assertTimes(input);
    const offeringId = await this.finder.find('Offering', input.offeringId, viewer);
    const { mentorId, active } = await this.database.repository(Offering).findOneByOrFail({ id: offeringId });
    const learnerId = viewer.accountId;
    if (mentorId === learnerId) throw new Refusal('NOT_ALLOWED_NOW', 'You can’t book an interview with yourself.');
    if (!active) throw new Refusal('NOT_ALLOWED_NOW', 'This is no longer offered.');
    await this.database.lock(learnerKey(learnerId));
    if (await this.#somethingIsFree(offeringId, input, viewer))
      throw new Refusal('NOT_ALLOWED_NOW', 'A time between these can be booked now.');
    const others = await this.database.query('SELECT FROM waitlist_entry WHERE learner_id = $1 AND offering_id <> $2', [
      learnerId,
      offeringId,
    ]);
    if (others.length >= MOST_ENTRIES)
      throw new Refusal('LIMIT_REACHED', `You can wait for ${MOST_ENTRIES} offerings at a time.`);
    const joined = await this.database.queryOne<{ id: string }>(
      `INSERT INTO waitlist_entry AS w (id, learner_id, mentor_id, offering_id, from_at, to_at, joined_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT ON CONSTRAINT waitlist_entry_once DO UPDATE SET from_at = excluded.from_at, to_at = excluded.to_at,
         joined_at = CASE WHEN w.to_at > excluded.joined_at THEN w.joined_at ELSE excluded.joined_at END
       RETURNING id`,
      [newId(), learnerId, mentorId, offeringId, input.from, input.to, this.clock.now()],
    );
    return { __typename: 'WaitlistJoined', entry: Ref.to('WaitlistEntry', joined?.id ?? '') };
  }

  #assertTimes({ from, to }: JoinWaitlistInput): void {
    if (!isBefore(from, to)) throw invalid(['to'], 'CONFLICT', 'The end must come after the beginning.');
    if (!isBefore(this.clock.now(), to)) throw invalid(['to'], 'OUT_OF_RANGE', 'That time has passed.');
    if (from.until(to).total('hours') > LONGEST_HOURS)
      throw invalid(['to'], 'OUT_OF_RANGE', 'You can wait for times of at most 62 days.');
  }

  async #somethingIsFree(offeringId: string, { from, to }: JoinWaitlistInput, viewer: SignedIn): Promise<boolean> {
    const rows = await this.finder.rows(viewer, (scope) => {
      const [offering, start] = [new Row('o'), new Row('s')];
      const conditions = and(
        sql`o.id = ${param('uuid', () => offeringId)}`,
        sql`s.starts_at >= ${param('timestamptz', () => from)} AND s.starts_at < ${param('timestamptz', () => to)}`,
        learnerIsFree(sql`s.starts_at`, sql`o.duration_minutes`, scope),
        learnerMayBookMore(offering, scope),
      );
      return sql`SELECT FROM offering ${offering} JOIN offering_start ${start} ON ${bookableNow(start, offering, scope)} WHERE ${conditions} LIMIT 1`;
    });
    return rows.length > 0;
  }
}
