import { Injectable } from '@nestjs/common';

import { bookableNow } from '../../availability/index.js';
import type { SignedIn } from '../../base/access/index.js';
import type { Instant } from '../../base/time/index.js';
import { and, param, Row, type Sql, sql, ViewFinder } from '../../base/views/index.js';
import { learnerIsFree, type Slot, slotAt } from '../slots.view.js';
import { type AnyWanted, fits, startsOfAny } from './any-mentor.view.js';

/** Interviews so near to the wanted one make a mentor's load. */
const DAYS_AROUND = 14;
const MOST_NEXT_SLOTS = 5;

/** What somebody asks for, whoever gives it. */
export interface AnyMentorWish {
  readonly areas: readonly number[] | undefined;
  readonly topics: readonly string[] | undefined;
  readonly durationMinutes: number;
  readonly startsAt: Instant;
  readonly timeZone: string;
}

export interface Candidate {
  readonly offeringId: string;
  readonly mentorId: string;
}

/** Who could give what somebody asks for, those first whose turn it is. */
@Injectable()
export class Candidates {
  constructor(private readonly finder: ViewFinder) {}

  /**
   * The fewest interviews around that time come first (those that were called off don't count), then who was given one longest
   * ago, then by id.
   * @param passed offerings that were tried in vain
   */
  async first(wish: AnyMentorWish, viewer: SignedIn, passed: ReadonlySet<string>): Promise<Candidate | undefined> {
    const startsAt = param('timestamptz', () => wish.startsAt);
    const tried = param('uuid[]', () => [...passed]);
    const wanted = wantedOf(wish);
    const [found] = await this.finder.rows<Candidate>(viewer, (scope) => {
      const [offering, start] = [new Row('o'), new Row('s')];
      const conditions = and(
        fits(offering, wanted, scope),
        sql`${start}.starts_at = ${startsAt} AND o.id <> ALL (${tried})`,
        learnerIsFree(startsAt, wanted.durationMinutes, scope),
      );
      const counts = sql`i.status IN ('PENDING', 'CONFIRMED', 'IN_PROGRESS', 'COMPLETED') AND (i.confirm_by IS NULL OR i.confirm_by > ${scope.now})`;
      return sql`SELECT o.id AS "offeringId", o.mentor_id AS "mentorId"
        FROM offering ${offering} JOIN offering_start ${start} ON ${bookableNow(start, offering, scope)}
        CROSS JOIN LATERAL (
          SELECT count(*) FILTER (WHERE ${around(startsAt)}) AS load, max(i.created_at) AS last
          FROM interview i WHERE i.mentor_id = o.mentor_id AND ${counts}) given
        WHERE ${conditions} ORDER BY given.load, given.last NULLS FIRST, o.mentor_id, o.created_at, o.id LIMIT 1`;
    });
    return found;
  }

  /** What else could be booked, for somebody who came too late. */
  async nextSlots(wish: AnyMentorWish, viewer: SignedIn): Promise<Slot[]> {
    const from = param('timestamptz', () => wish.startsAt);
    const [found] = await this.finder.rows<{ starts: readonly string[] }>(
      viewer,
      (scope) => sql`SELECT ${startsOfAny(wantedOf(wish), { from }, scope, MOST_NEXT_SLOTS)} AS starts`,
    );
    return (found?.starts ?? []).map((start) => slotAt(Number(start), wish.durationMinutes, wish.timeZone));
  }
}

function around(startsAt: Sql): Sql {
  const days = sql`make_interval(hours => ${param('int', () => DAYS_AROUND * 24)})`;
  return sql`i.starts_at > ${startsAt} - ${days} AND i.starts_at < ${startsAt} + ${days}`;
}

function wantedOf({ areas, topics, durationMinutes }: AnyMentorWish): AnyWanted {
  return {
    areas: areas && param('int[]', () => areas),
    topics: topics && param('text[]', () => topics),
    durationMinutes: param('int', () => durationMinutes),
  };
}
