import type pg from 'pg';

import type { Random } from './random.js';

interface Step {
  readonly table: string;
  readonly key: string;
  /** What must differ from the row that is cloned. */
  readonly changes: (id: string) => object;
}

const asSubject: Step = { table: 'subject', key: 'id', changes: (id) => ({ id }) };
const own = (table: string, changes: (id: string) => object = () => ({})): Step => ({
  table,
  key: 'id',
  changes: (id) => ({ id, ...changes(id) }),
});
const ofPerson = (table: string, changes: (id: string) => object = () => ({})): Step => ({
  table,
  key: 'account_id',
  changes: (id) => ({ account_id: id, ...changes(id) }),
});
const over = { status: 'CANCELLED', cancelled_late: false, confirm_by: null, awaits: null };

/** What has to be written for another row of a kind. */
const STEPS: Readonly<Record<string, readonly Step[]>> = {
  post: [asSubject, own('post', (slug) => ({ slug }))],
  question: [asSubject, own('question', (slug) => ({ slug }))],
  answer: [asSubject, own('answer', () => ({ accepted: false }))],
  comment: [asSubject, own('comment')],
  letter: [own('dead_letter')],
  encounter: [own('encounter', (id) => ({ company_key: id }))],
  list: [own('question_list', () => ({ share_key: null }))],
  notification: [own('notification', (key) => ({ key }))],
  mentor: [
    own('account', (id) => ({ email: `${id}@example.org` })),
    ofPerson('profile', (handle) => ({ handle })),
    ofPerson('mentor'),
  ],
  // Two interviews can be at one time when they are called off.
  interview: [own('interview', () => over)],
};

const columns = new Map<string, string>();

/** Those that are written; what is generated isn't. */
async function columnsOf(sql: pg.Pool, table: string): Promise<string> {
  const known = columns.get(table);
  if (known) return known;
  const { rows } = await sql.query<{ columns: string }>(
    `SELECT string_agg(quote_ident(column_name), ', ') AS columns FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER'`,
    [table],
  );
  const found = rows[0]?.columns as string;
  columns.set(table, found);
  return found;
}

/** Writes a row with the sort keys of another, so that ties are many, and returns its id. */
export async function clone(sql: pg.Pool, random: Random, kind: string, of: string): Promise<string> {
  const id = random.uuid();
  for (const { table, key, changes } of STEPS[kind] as readonly Step[]) {
    const columns = await columnsOf(sql, table);
    await sql.query(
      `INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM jsonb_populate_record((SELECT t FROM "${table}" t WHERE ${key} = $1), $2)`,
      [of, JSON.stringify(changes(id))],
    );
  }
  return id;
}

export async function remove(sql: pg.Pool, kind: string, id: string): Promise<void> {
  const { table, key } = (STEPS[kind] as readonly Step[]).at(-1) as Step;
  await sql.query(`DELETE FROM "${table}" WHERE ${key} = $1`, [id]);
}
