import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

import { Database } from '../base/database/index.js';
import type { Line } from '../base/graphql/index.js';
import { ViewRegistry } from '../base/views/index.js';

const KNOWN = 10_000;
const TABLES = { Offering: 'offering', Interview: 'interview' } as const;
/** Many wait for one lookup: it doesn't end with the one who asked first. */
const NEVER = new AbortController().signal;

/** Whoever wants something of one mentor's time waits in one line, whichever of the offerings and interviews they name. */
@Injectable()
export class MentorLine implements Line {
  /** An offering and an interview stay with their mentor. */
  readonly #mentors = new LRUCache<string, Promise<string | undefined>>({ max: KNOWN });

  constructor(
    private readonly database: Database,
    private readonly registry: ViewRegistry,
  ) {}

  async of(id: string): Promise<string | undefined> {
    const known = this.#mentors.get(id);
    if (known) return known;
    const asking = this.#mentorOf(id);
    this.#mentors.set(id, asking);
    const mentorId = await asking;
    if (mentorId === undefined) this.#mentors.delete(id);
    return mentorId;
  }

  /** Undefined for what isn't there, and when nothing can be asked: the mutation itself has to say so. */
  async #mentorOf(id: string): Promise<string | undefined> {
    for (const type of ['Offering', 'Interview'] as const) {
      const key = this.registry.keyOf(type, id);
      if (key === undefined) continue;
      const sql = `SELECT mentor_id AS "mentorId" FROM ${TABLES[type]} WHERE id = $1`;
      const asking = this.database.during(NEVER, () => this.database.queryOne<{ mentorId: string }>(sql, [key]));
      return (await asking.catch(() => undefined))?.mentorId;
    }
    return undefined;
  }
}
