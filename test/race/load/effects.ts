import type pg from 'pg';

/** An effect that is there less or more often than the revisions say. */
export interface Wrong {
  readonly subject: string;
  readonly account: string;
  readonly effect: string;
  readonly due: number;
  readonly found: number;
}

// Of each revision: an event in the log of either party, a notification for whoever didn't do it (with an event of its own), a mail
// for both. A mail is told by its reader, the first word of its subject and the offering's title, which the world keeps unique.
const WRONG = `
  WITH changed AS (
    SELECT i.id, r.kind, i.mentor_id, i.learner_id, o.title,
      CASE WHEN r.kind = 'BOOKED' THEN i.learner_id WHEN r.kind <> 'EXPIRED' THEN (SELECT (e.payload ->> 'byId')::uuid FROM event e
        WHERE e.subject_id = i.id AND (e.payload ->> 'revision')::int = r.number LIMIT 1) END AS actor,
      CASE r.kind WHEN 'BOOKED' THEN CASE r.status WHEN 'PENDING' THEN 'Asked for' ELSE 'Booked' END WHEN 'CONFIRMED' THEN 'Confirmed'
        WHEN 'DECLINED' THEN 'Declined' WHEN 'CANCELLED' THEN 'Cancelled' WHEN 'EXPIRED' THEN 'Not confirmed' ELSE 'Moved' END AS word
    FROM interview i JOIN interview_revision r ON r.interview_id = i.id JOIN offering o ON o.id = i.offering_id),
  due (subject, account, effect) AS (
    SELECT c.id::text, who.id, due.effect FROM changed c
      CROSS JOIN LATERAL (VALUES (c.mentor_id), (c.learner_id)) AS who (id)
      CROSS JOIN LATERAL (
        SELECT 'told ' || c.kind UNION ALL
        SELECT 'notification' WHERE who.id IS DISTINCT FROM c.actor AND (c.kind <> 'BOOKED' OR who.id = c.mentor_id)) AS due (effect)
    UNION ALL SELECT c.title, who.id, 'mail ' || c.word FROM changed c CROSS JOIN LATERAL (VALUES (c.mentor_id), (c.learner_id)) AS who (id)
    UNION ALL SELECT n.id::text, n.account_id, 'told of the notification' FROM notification n),
  there (subject, account, effect) AS (
    SELECT n.subject_id::text, n.account_id, 'notification' FROM notification n
    UNION ALL SELECT v.subject_id::text, v.account_id, CASE v.type WHEN 'InterviewEvent' THEN 'told ' || v.change ELSE 'told of the notification' END
      FROM viewer_event v WHERE v.type IN ('InterviewEvent', 'NotificationReceived')
    UNION ALL SELECT split_part(m.subject, ': ', 2), a.id, 'mail ' || replace(split_part(m.subject, ': ', 1), 'Please confirm', 'Moved')
      FROM mail m JOIN account a ON a.email = m.to_address WHERE m.purpose = 'interview')
  SELECT subject, account::text, effect, coalesce(d.n, 0)::int AS due, coalesce(t.n, 0)::int AS found
  FROM (SELECT subject, account, effect, count(*) AS n FROM due GROUP BY 1, 2, 3) d
    FULL JOIN (SELECT subject, account, effect, count(*) AS n FROM there GROUP BY 1, 2, 3) t USING (subject, account, effect)
  WHERE d.n IS DISTINCT FROM t.n LIMIT 20`;

/** To be asked when everything that was to be done is done. */
export async function wrongEffects(
  sql: pg.Pool,
): Promise<{ readonly wrong: Wrong[]; readonly effects: Record<string, number> }> {
  const { rows: wrong } = await sql.query<Wrong>(WRONG);
  const { rows } = await sql.query<Record<string, number>>(
    `SELECT (SELECT count(*) FROM notification)::int AS notifications, (SELECT count(*) FROM mail WHERE purpose = 'interview')::int AS mails,
       (SELECT count(*) FROM viewer_event)::int AS told`,
  );
  return { wrong, effects: rows[0] ?? {} };
}
