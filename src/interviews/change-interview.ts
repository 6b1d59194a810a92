import { Injectable } from '@nestjs/common';

import { mentorKey, OfferingStarts } from '../availability/index.js';
import type { PermissionAnswer, SignedIn } from '../base/access/index.js';
import { Database } from '../base/database/index.js';
import { notFound, Refusal } from '../base/errors/index.js';
import { type EventKind, Events } from '../base/events/index.js';
import type { Result } from '../base/graphql/index.js';
import { Clock } from '../base/time/index.js';
import { Ref, stale, ViewFinder } from '../base/views/index.js';
import { ExpireInterviews } from './expire-interviews.js';
import { Interview, InterviewRevision } from './interview.entity.js';
import type { InterviewHappening } from './interview.events.js';
import type { InterviewFacts, InterviewParty } from './interview.policy.js';
import { interviewWorkflow } from './interview.workflow.js';
import { learnerKey } from './locks.js';
import { Seats } from './seats.js';

/** An interview that nobody else can change until the transaction ends, and the viewer's part in it. */
export interface Held {
  readonly interview: Interview;
  /** Null for a moderator. */
  readonly party: InterviewParty | null;
  readonly facts: InterviewFacts;
}

/** What a verb makes of it. Columns that go with the state are set here. */
export interface Change {
  readonly step: Parameters<typeof interviewWorkflow.allows>[0];
  readonly kind: InterviewRevision['kind'];
  readonly set: Partial<Interview>;
  readonly byId: string | null;
  readonly reason?: string | null | undefined;
  readonly event: EventKind<InterviewHappening>;
}

/** What all changes of an interview have in common: the locks, the version, the revision, the event. */
@Injectable()
export class ChangeInterview {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly finder: ViewFinder,
    private readonly events: Events,
    private readonly starts: OfferingStarts,
    private readonly seats: Seats,
    private readonly expireInterviews: ExpireInterviews,
  ) {}

  /**
   * @param version as the viewer last saw it; absent where the verb doesn't ask
   * @throws ApiError NOT_FOUND; Refusal STALE with the interview as it is now
   */
  async hold(interviewId: string, viewer: SignedIn, version?: number): Promise<Held> {
    const id = await this.finder.find('Interview', interviewId, viewer);
    const interviews = this.database.repository(Interview);
    const { mentorId, learnerId } = await interviews.findOneByOrFail({ id });
    await this.database.lock(mentorKey(mentorId), learnerKey(learnerId));
    await this.expireInterviews.execute(mentorId, learnerId);
    const interview = await interviews.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!interview) throw notFound('interview');
    if (version !== undefined && interview.version !== version) throw stale(Ref.to('Interview', id));
    const party = partyOf(interview, viewer);
    return { interview, party, facts: await this.#facts(interview, party) };
  }

  /** @throws Refusal NOT_ALLOWED_NOW, LIMIT_REACHED */
  assert({ allowed, reason }: PermissionAnswer): void {
    if (allowed) return;
    if (reason === 'LIMIT_REACHED')
      throw new Refusal('LIMIT_REACHED', 'It has been moved as often as the terms allow.');
    throw new Refusal('NOT_ALLOWED_NOW', SENTENCES[reason ?? 'WRONG_STATE'] ?? 'This can’t be done now.');
  }

  async apply({ interview }: Held, { step, kind, set, byId, reason = null, event }: Change): Promise<Result> {
    const { id, sessionId, mentorId, learnerId } = interview;
    const status = set.status ?? interview.status;
    if (!interviewWorkflow.transitions[step].from.includes(interview.status))
      throw new Refusal('NOT_ALLOWED_NOW', `An interview that is ${interview.status} can’t be changed so.`);
    const now = this.clock.now();
    const version = interview.version + 1;
    await this.database
      .repository(Interview)
      .update({ id }, { ...(status === 'PENDING' ? {} : { confirmBy: null, awaits: null }), ...set, version });
    await this.seats.settle([sessionId, ...(set.sessionId ? [set.sessionId] : [])]);
    const changed = await this.database.repository(Interview).findOneByOrFail({ id });
    const { startsAt, endsAt } = changed;
    await this.database
      .repository(InterviewRevision)
      .insert({ interviewId: id, number: version, kind, status, startsAt, endsAt, byId, reason, at: now });
    await this.starts.rewriteAround(mentorId, interview, changed);
    await this.events.record(event, id, { mentorId, learnerId, byId, revision: version });
    return { __typename: 'InterviewChanged', interview: Ref.to('Interview', id) };
  }

  async #facts(interview: Interview, party: InterviewParty | null): Promise<InterviewFacts> {
    const { id, status, awaits, startsAt, endsAt, confirmBy, terms, rescheduleCount } = interview;
    const claim = await this.database.queryOne('SELECT FROM attendance_claim WHERE interview_id = $1 AND role = $2', [
      id,
      party,
    ]);
    const { cancelNoticeMinutes, maxReschedules } = terms;
    const hasClaimed = claim !== undefined;
    return {
      party,
      status,
      awaits,
      startsAt,
      endsAt,
      confirmBy,
      cancelNoticeMinutes,
      maxReschedules,
      rescheduleCount,
      hasClaimed,
    };
  }
}

function partyOf({ mentorId, learnerId }: Interview, { accountId }: SignedIn): InterviewParty | null {
  return accountId === mentorId ? 'MENTOR' : accountId === learnerId ? 'LEARNER' : null;
}

const SENTENCES: Readonly<Record<string, string>> = {
  NOT_YOURS: 'This is for the two whose interview it is.',
  WRONG_STATE: 'The interview is not in a state for that.',
  TOO_EARLY: 'It is too early for that.',
  TOO_LATE: 'It is too late for that.',
};
