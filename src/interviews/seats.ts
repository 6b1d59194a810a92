import { Injectable } from '@nestjs/common';

import type { Except, Offering } from '../availability/index.js';
import { Database, newId } from '../base/database/index.js';
import type { Instant } from '../base/time/index.js';
import type { Interview } from './interview.entity.js';
import { LIVE } from './interview.workflow.js';

/** Sessions are the mentor's time; a group shares one, a seat each. To be called under the mentor's lock. */
@Injectable()
export class Seats {
  constructor(private readonly database: Database) {}

  /** The session that a new interview or hold gets a seat in: one of the group that begins then, or a new one. */
  async take(offering: Offering, startsAt: Instant, endsAt: Instant): Promise<string> {
    const { id: offeringId, mentorId, capacity, gapMinutes } = offering;
    return (
      (await this.#withSeat(offeringId, startsAt, endsAt)) ??
      (await this.#open({ offeringId, mentorId, capacity, gapMinutes }, startsAt, endsAt))
    );
  }

  /**
   * Where an interview that moves lies then. A session that was never anybody else's goes along; one of a group stays with the others, and with
   * what those who have left it can look up.
   */
  async move(interview: Interview, startsAt: Instant, endsAt: Instant): Promise<Partial<Interview>> {
    const { id, sessionId, offeringId, mentorId, terms } = interview;
    const joined = await this.#withSeat(offeringId, startsAt, endsAt);
    if (!joined && !(await this.#hasOthers(sessionId, id))) {
      await this.database.query(
        `UPDATE session SET starts_at = $2, ends_at = $3, hold = tstzrange($2, $3::timestamptz + make_interval(mins => $4)) WHERE id = $1`,
        [sessionId, startsAt, endsAt, terms.gapMinutes],
      );
      return {};
    }
    // What nobody else has a seat in is given back first: it may meet where this goes.
    if (await this.alone(sessionId, id))
      await this.database.query('UPDATE session SET live = FALSE WHERE id = $1', [sessionId]);
    const capacity = await this.#capacityOf(sessionId);
    const to =
      joined ?? (await this.#open({ offeringId, mentorId, capacity, gapMinutes: terms.gapMinutes }, startsAt, endsAt));
    return { sessionId: to, startsAt, endsAt };
  }

  /** After seats were given back: a session that nobody has a seat in any more leaves its mentor's time free. */
  async settle(sessionIds: readonly string[]): Promise<void> {
    await this.database.query(
      `UPDATE session s SET live = seats.taken FROM (
         SELECT o.id, EXISTS (SELECT FROM interview i WHERE i.session_id = o.id AND i.status IN ${LIVE})
           OR EXISTS (SELECT FROM slot_hold h WHERE h.session_id = o.id) AS taken
         FROM session o WHERE o.id = ANY ($1)) seats
       WHERE s.id = seats.id AND s.live <> seats.taken`,
      [sessionIds],
    );
  }

  /** The session, when nobody else has a seat in it. */
  async alone(sessionId: string, interviewId: string): Promise<Except | undefined> {
    return (await this.#hasOthers(sessionId, interviewId, `AND status IN ${LIVE}`)) ? undefined : { sessionId };
  }

  /** @param which of the interviews; without it also those of whoever had a seat */
  async #hasOthers(sessionId: string, interviewId: string, which = ''): Promise<boolean> {
    const others = await this.database.queryOne(
      `SELECT FROM interview WHERE session_id = $1 AND id <> $2 ${which}
       UNION ALL SELECT FROM slot_hold WHERE session_id = $1 LIMIT 1`,
      [sessionId, interviewId],
    );
    return others !== undefined;
  }

  async #withSeat(offeringId: string, startsAt: Instant, endsAt: Instant): Promise<string | undefined> {
    const found = await this.database.queryOne<{ id: string }>(
      `SELECT s.id FROM session s WHERE s.offering_id = $1 AND s.starts_at = $2 AND s.ends_at = $3 AND s.live AND s.capacity >
         (SELECT count(*) FROM interview i WHERE i.session_id = s.id AND i.status IN ${LIVE}) +
         (SELECT count(*) FROM slot_hold h WHERE h.session_id = s.id)`,
      [offeringId, startsAt, endsAt],
    );
    return found?.id;
  }

  async #capacityOf(sessionId: string): Promise<number> {
    const sql = 'SELECT capacity FROM session WHERE id = $1';
    return (await this.database.queryOne<{ capacity: number }>(sql, [sessionId]))?.capacity ?? 1;
  }

  async #open(
    of: Pick<Offering, 'mentorId' | 'capacity' | 'gapMinutes'> & { readonly offeringId: string },
    startsAt: Instant,
    endsAt: Instant,
  ): Promise<string> {
    const id = newId();
    await this.database.query(
      `INSERT INTO session (id, mentor_id, offering_id, starts_at, ends_at, hold, capacity)
       VALUES ($1, $2, $3, $4, $5, tstzrange($4, $5::timestamptz + make_interval(mins => $6)), $7)`,
      [id, of.mentorId, of.offeringId, startsAt, endsAt, of.gapMinutes, of.capacity],
    );
    return id;
  }
}
