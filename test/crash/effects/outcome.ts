import type pg from 'pg';

import type { MailServer } from '../../harness/smtp.js';

/** An effect of an event that is there less or more often than it should be. */
interface Wrong {
  readonly subject: string;
  readonly effect: string;
  readonly due: number;
  readonly found: number;
}

// What each event has to bring about, and all that is there. A mail is told by what it is about: the link in it, or the UID of its
// invitation, which as the first revision has the number 0.
const WRONG = `
  WITH due (subject, account, effect) AS (
    SELECT e.subject_id, who.id, due.effect
    FROM event e
      CROSS JOIN LATERAL (
        SELECT p.author_id AS id, TRUE AS told FROM post p WHERE e.kind = 'CommentAdded' AND p.id = (e.payload ->> 'subjectId')::uuid
        UNION ALL SELECT (e.payload ->> 'mentorId')::uuid, TRUE WHERE e.kind = 'InterviewBooked'
        UNION ALL SELECT (e.payload ->> 'learnerId')::uuid, FALSE WHERE e.kind = 'InterviewBooked') AS who
      CROSS JOIN LATERAL (
        SELECT 'notification' WHERE who.told
        UNION ALL SELECT 'event of the notification' WHERE who.told
        UNION ALL SELECT 'event of the interview' WHERE e.kind = 'InterviewBooked'
        UNION ALL SELECT 'mail') AS due (effect)
    UNION ALL SELECT e.subject_id, NULL, 'calendar revision' FROM event e WHERE e.kind = 'InterviewBooked'),
  there (subject, account, effect) AS (
    SELECT n.subject_id, n.account_id, 'notification' FROM notification n
    UNION ALL SELECT n.subject_id, v.account_id, 'event of the notification'
      FROM viewer_event v JOIN notification n ON n.id = v.subject_id WHERE v.type = 'NotificationReceived'
    UNION ALL SELECT v.subject_id, v.account_id, 'event of the interview' FROM viewer_event v WHERE v.type = 'InterviewEvent'
    UNION ALL SELECT coalesce(substring(m.text FROM '/open/comment_([0-9a-f-]{36})'),
        substring(m.attachments -> 0 ->> 'content' FROM 'UID:([0-9a-f-]{36})@sevenfold\\s+SEQUENCE:0\\s'))::uuid, a.id, 'mail'
      FROM mail m JOIN account a ON a.email = m.to_address WHERE m.purpose IN ('interview', 'COMMENT_ADDED')
    UNION ALL SELECT r.interview_id, NULL, 'calendar revision' FROM interview_revision r)
  SELECT subject, effect, coalesce(d.n, 0)::int AS due, coalesce(t.n, 0)::int AS found
  FROM (SELECT subject, coalesce(account::text, '') AS account, effect, count(*) AS n FROM due GROUP BY 1, 2, 3) d
    FULL JOIN (SELECT subject, coalesce(account::text, '') AS account, effect, count(*) AS n FROM there GROUP BY 1, 2, 3) t
    USING (subject, account, effect)
  WHERE d.n IS DISTINCT FROM t.n LIMIT 50`;

export interface Effects {
  /** Acknowledged, and nothing tells of it. */
  readonly forgotten: string[];
  readonly lost: Wrong[];
  readonly twice: Wrong[];
}

export async function effectsOf(sql: pg.Pool, acknowledged: readonly string[]): Promise<Effects> {
  const { rows: told } = await sql.query<{ id: string; n: number }>(
    `SELECT told.id, count(e.id)::int AS n FROM unnest($1::uuid[]) AS told (id) LEFT JOIN event e ON e.subject_id = told.id
       AND e.kind IN ('CommentAdded', 'InterviewBooked') GROUP BY told.id HAVING count(e.id) <> 1`,
    [acknowledged],
  );
  const { rows: wrong } = await sql.query<Wrong>(WRONG);
  return {
    forgotten: told.map(({ id }) => id),
    lost: wrong.filter(({ due, found }) => found < due),
    twice: wrong.filter(({ due, found }) => found > due),
  };
}

/** Compares what the mail server got with what was marked as sent, whenever a process has died and at the end. */
export class MailAccount {
  /** By Message-ID: how often it had come when a process died before it could mark that. */
  readonly #cut = new Map<string, number[]>();

  constructor(
    private readonly sql: pg.Pool,
    private readonly smtp: MailServer,
  ) {}

  /** @returns how many had come and were not marked */
  async died(): Promise<number> {
    const { rows } = await this.sql.query<{ id: string }>('SELECT message_id AS id FROM mail WHERE sent_at IS NULL');
    const arrivals = this.#arrivals();
    let cut = 0;
    for (const { id } of rows) {
      const times = arrivals.get(id)?.length ?? 0;
      const known = this.#cut.get(id) ?? [];
      if (times === 0 || known.includes(times)) continue;
      this.#cut.set(id, [...known, times]);
      cut++;
    }
    return cut;
  }

  /** Of all mail: how much never came, came again, and came again though nobody died between sending and marking it. */
  async settle(): Promise<{ mails: number; missing: number; again: number; unexcused: number; changed: number }> {
    const { rows } = await this.sql.query<{ id: string; to: string }>(
      'SELECT message_id AS id, to_address AS "to" FROM mail WHERE sent_at IS NOT NULL',
    );
    const arrivals = this.#arrivals();
    const result = { mails: rows.length, missing: 0, again: 0, unexcused: 0, changed: 0 };
    for (const { id, to } of rows) {
      const [first, ...more] = arrivals.get(id) ?? [];
      if (first === undefined) result.missing++;
      result.again += more.length;
      result.unexcused += Math.max(0, more.length - (this.#cut.get(id)?.length ?? 0));
      if (more.some((raw) => raw !== first) || !first?.includes(to)) result.changed++;
    }
    return result;
  }

  #arrivals(): Map<string, string[]> {
    const found = new Map<string, string[]>();
    for (const { raw, parsed, recipients } of this.smtp.received) {
      const id = parsed.messageId ?? '';
      found.set(id, [...(found.get(id) ?? []), `${recipients.join()}\n${raw}`]);
    }
    return found;
  }
}
