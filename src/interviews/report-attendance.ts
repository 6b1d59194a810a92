import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import type { ReportAttendanceInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { Database } from '../base/database/index.js';
import { markdown, validate } from '../base/errors/index.js';
import type { Result } from '../base/graphql/index.js';
import { Clock, isBefore } from '../base/time/index.js';
import { type Claim, type Claims, outcomeOf } from './attendance.js';
import { ChangeInterview, type Held } from './change-interview.js';
import { AttendanceReported } from './interview.events.js';
import { canReportAttendance, type InterviewParty } from './interview.policy.js';

const rules = z.object({ note: markdown('The note', 1_000, false).nullish() });

@Injectable()
export class ReportAttendance {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly changes: ChangeInterview,
  ) {}

  /** @throws ApiError NOT_FOUND; Refusal INVALID_INPUT, NOT_ALLOWED_NOW */
  async execute({ interviewId, claim, note }: ReportAttendanceInput, viewer: SignedIn): Promise<Result> {
    const said = validate(rules, { note }).note;
    const held = await this.changes.hold(interviewId, viewer);
    const now = this.clock.now();
    this.changes.assert(canReportAttendance(held.facts, now));
    const claims = await this.#claims(held, claim, said ? said : null);
    const outcome = outcomeOf(claims);
    // While it goes on, that both are there changes nothing.
    const status = outcome === 'COMPLETED' && isBefore(now, held.interview.endsAt) ? held.interview.status : outcome;
    return this.changes.apply(held, {
      step: 'report',
      kind: 'ATTENDANCE',
      set: { status },
      byId: viewer.accountId,
      event: AttendanceReported,
    });
  }

  /** With the new one among them. */
  async #claims({ interview: { id }, party }: Held, claim: Claim, note: string | null): Promise<Claims> {
    await this.database.query(
      'INSERT INTO attendance_claim (interview_id, role, claim, note, at) VALUES ($1, $2, $3, $4, $5)',
      [id, party, claim, note, this.clock.now()],
    );
    const rows = await this.database.query<{ role: InterviewParty; claim: Claim }>(
      'SELECT role, claim FROM attendance_claim WHERE interview_id = $1',
      [id],
    );
    return Object.fromEntries(rows.map((row) => [row.role, row.claim]));
  }
}
