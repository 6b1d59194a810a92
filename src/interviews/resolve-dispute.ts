import { Injectable } from '@nestjs/common';

import type { ResolveDisputeInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { Audit } from '../base/audit/index.js';
import type { Result } from '../base/graphql/index.js';
import { Refusal } from '../base/errors/index.js';
import { ChangeInterview } from './change-interview.js';
import { DisputeResolved } from './interview.events.js';
import { reasonOf } from './reason.js';

/** A moderator decides who was there. */
@Injectable()
export class ResolveDispute {
  constructor(
    private readonly changes: ChangeInterview,
    private readonly audit: Audit,
  ) {}

  /** @throws ApiError NOT_FOUND; Refusal INVALID_INPUT, STALE, NOT_ALLOWED_NOW for a party, and where nothing is disputed */
  async execute({ interviewId, version, outcome, reason }: ResolveDisputeInput, viewer: SignedIn): Promise<Result> {
    const said = reasonOf(reason);
    const held = await this.changes.hold(interviewId, viewer, version);
    if (held.party) throw new Refusal('NOT_ALLOWED_NOW', 'Somebody else has to decide about your own interview.');
    const { id, status } = held.interview;
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
}
