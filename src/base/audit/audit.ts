import { Injectable } from '@nestjs/common';

import { Database, newId } from '../database/index.js';
import { Clock } from '../time/index.js';

/** A privileged action. Nothing in it may be personal: it is kept for ever. */
export interface AuditEntry {
  /** Null: the command line of whoever runs the service. */
  readonly actorId: string | null;
  /** As the mutation is called. */
  readonly action: string;
  /** Prefix and key of the subject's global id. */
  readonly subject: { readonly kind: string; readonly id: string };
  readonly reason?: string | null;
  readonly before?: object;
  readonly after?: object;
}

/** The append-only log of privileged actions; the database refuses to change it. */
@Injectable()
export class Audit {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** To be called in the transaction of the action. */
  async record({ actorId, action, subject, reason, before, after }: AuditEntry): Promise<void> {
    await this.database.query(
      `INSERT INTO audit_entry (id, recorded_at, actor_id, action, subject_kind, subject_id, reason, before, after)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        newId(),
        this.clock.now(),
        actorId,
        action,
        subject.kind,
        subject.id,
        reason ?? null,
        before ? JSON.stringify(before) : null,
        after ? JSON.stringify(after) : null,
      ],
    );
  }
}
