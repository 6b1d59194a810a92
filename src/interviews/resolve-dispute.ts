import { Injectable } from '@nestjs/common';

import type { ResolveDisputeInput } from '#schema';

import { moderates, type SignedIn } from '../base/access/index.js';
import { Audit } from '../base/audit/index.js';
import { Database } from '../base/database/index.js';
import type { Result } from '../base/graphql/index.js';
import { ApiError, Refusal } from '../base/errors/index.js';
import { ChangeInterview } from './change-interview.js';
import { DisputeResolved } from './interview.events.js';
import { reasonOf } from './reason.js';

/** A moderator decides who was there. */
@Injectable()
export class ResolveDispute {
  constructor(
    private readonly database: Database,
    private readonly changes: ChangeInterview,
    private readonly audit: Audit,
  ) {}

  /** @throws ApiError NOT_FOUND, FORBIDDEN for a moderator of other areas; Refusal INVALID_INPUT, STALE, NOT_ALLOWED_NOW for a party, and where nothing is disputed */
  async execute({ interviewId, version, outcome, reason }: ResolveDisputeInput, viewer: SignedIn): Promise<Result> {
    const said = reasonOf(reason);
    const held = await this.changes.hold(interviewId, viewer, version);
    if (held.party) throw new Refusal('NOT_ALLOWED_NOW', 'Somebody else has to decide about your own interview.');
    const { id, status, offeringId } = held.interview;
    if (!moderates(viewer, await this.#areasOf(offeringId)))
      throw new ApiError('FORBIDDEN', 'This is for moderators of its areas.');
    await this.changes.apply(held, {
      step: 'resolve',
      kind: 'RESOLVED',
      set: { status: outcome },
      byId: null, // the parties are told what was decided, not by whom
      reason: said,
      event: DisputeResolved,
    });
    await this.audit.record({
      actorId: viewer.accountId,
      action: 'resolveDispute',
      subject: { kind: 'interview', id },
      reason: said,
      before: { status },
      after: { status: outcome },
    });
    return { __typename: 'DisputeResolved', interviewId };
  }

  async #areasOf(offeringId: string): Promise<number[]> {
    const rows = await this.database.query<{ area: number }>(
      'SELECT DISTINCT t.area_number AS area FROM offering_topic tag JOIN topic t ON t.id = tag.topic_id WHERE tag.offering_id = $1',
      [offeringId],
    );
    return rows.map(({ area }) => area);
  }
}
