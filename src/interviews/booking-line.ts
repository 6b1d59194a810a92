import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

import type { BookInterviewInput } from '#schema';

import { AvailabilityChanged } from '../availability/index.js';
import { Events } from '../base/events/index.js';
import { isSignedIn, type Viewer } from '../base/access/index.js';
import type { Line } from '../base/graphql/index.js';
import type { Instant } from '../base/time/index.js';
import { param, raw, type Row, type Sql, sql, ViewFinder, ViewRegistry, type ViewScope } from '../base/views/index.js';
import { learnerDiary, type LearnerRow, rowsOfLearner } from './diary.js';
import { LIVE } from './interview.workflow.js';
import { MentorLine } from './mentor-line.js';
import { OBSTACLES } from './obstacles.js';
import { type OfOffering, SlotTaken } from './slot-taken.js';

/** For so long a time counts as one that many want; also how old may be what was found of hours, pauses and notice. */
const RUSH_MS = 1_000;
const TIMES = 1_000;

/**
 * The line before a mentor's door when many want one time. A booking has found that it is taken; whoever asks for it within a
 * second of that is told so without a transaction, if one statement finds it taken still and the request never carried out.
 * Everything else is left to {@link PlaceInterview}.
 */
@Injectable()
export class BookingLine implements Line {
  readonly #rush = new LRUCache<string, OfOffering>({ max: TIMES, ttl: RUSH_MS });

  constructor(
    private readonly mentors: MentorLine,
    private readonly finder: ViewFinder,
    private readonly registry: ViewRegistry,
    private readonly slotTaken: SlotTaken,
    events: Events,
  ) {
    // Whatever was found to be taken, another rule may forbid now.
    events.with(AvailabilityChanged, () => {
      this.#rush.clear();
      return Promise.resolve({});
    });
    slotTaken.onMentorBusy((offering, startsAt) => {
      this.#rush.set(`${offering.id} ${startsAt.toString()}`, offering);
    });
  }

  of(offeringId: string): Promise<string | undefined> {
    return this.mentors.of(offeringId);
  }

  /** @throws Refusal SLOT_TAKEN */
  async before(input: object, viewer: Viewer): Promise<void> {
    const { offeringId, startsAt, timeZone: zone, idempotencyKey, ...rest } = input as BookInterviewInput;
    const key = this.registry.keyOf('Offering', offeringId);
    const offering = key === undefined ? undefined : this.#rush.get(`${key} ${startsAt.toString()}`);
    // What else is asked for might be refused for another reason.
    if (!offering || !isSignedIn(viewer) || Object.values(rest).some(isGiven)) return;
    const taken = await this.finder.tell<{ diary: LearnerRow[] }>('Offering', offering.id, viewer, (row, scope) => ({
      columns: sql`(SELECT coalesce(json_agg(d), '[]') FROM (${rowsOfLearner(scope.viewerId, scope.now)}) d) AS diary`,
      where: stillTaken(row, scope, startsAt, idempotencyKey),
    }));
    if (!taken) return;
    const learner = learnerDiary(taken.diary, offering.id);
    const tooLate = { learnerId: viewer.accountId, zone };
    throw this.slotTaken.refusal(OBSTACLES.MENTOR_BUSY.message, offering, startsAt, tooLate, learner);
  }
}

function isGiven(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value != null;
}

/**
 * By an interview (a hold may be the viewer's own), not with a seat left, not by a request that nobody confirmed in time, and not by this very
 * request. OFFSET 0 has each looked up for the row before it: as a join, while statistics know of few live sessions, the planner
 * compares all of them with all live interviews, half a second for each who comes too late.
 */
function stillTaken(offering: Row, { viewerId, now }: ViewScope, startsAt: Instant, idempotencyKey: string): Sql {
  const start = param('timestamptz', () => startsAt);
  return sql`${offering}.active AND ${offering}.mentor_id <> ${viewerId} AND ${offering}.intake_questions = '[]'
    AND EXISTS (SELECT FROM session s WHERE s.mentor_id = ${offering}.mentor_id AND s.live AND s.capacity = 1
      AND s.hold && tstzrange(${start}, ${start} + make_interval(mins => ${offering}.duration_minutes + ${offering}.gap_minutes))
      AND EXISTS (SELECT FROM interview i WHERE i.session_id = s.id AND i.status IN ${raw(LIVE)}
        AND (i.confirm_by IS NULL OR i.confirm_by > ${now}) OFFSET 0) OFFSET 0)
    AND NOT EXISTS (SELECT FROM idempotency_record r WHERE r.account_id = ${viewerId} AND r.key = ${param('uuid', () => idempotencyKey)})`;
}
