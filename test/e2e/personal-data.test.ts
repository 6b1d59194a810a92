import { randomBytes, randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { Database } from '../../src/base/database/index.js';
import {
  isPersonal,
  PersonalData,
  type PersonalTable,
  reasonsByColumn,
  type TableDeclaration,
} from '../../src/base/personal-data/index.js';
import { makeCommunity } from '../reference/community/community.js';
import { NOW } from '../reference/community/insert.js';
import { type Service, startService } from '../harness/service.js';

/*
 * What modules declare of personal data, against the tables: nothing is left out, what is said to be exported is, and what is said
 * to be gone after a deletion is gone, while all that stays is what was said to.
 */
interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly refersToPeople: boolean;
}

const TEXTS = ['text', 'citext', 'jsonb', 'json', 'bytea', 'text[]', 'citext[]', 'inet'];
const COLUMNS = `
  SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, a.atttypmod) AS type,
    a.attname ~ '(^|_)account_id$' OR EXISTS (SELECT FROM pg_constraint k WHERE k.contype = 'f' AND k.conrelid = c.oid AND a.attnum = ANY (k.conkey)
      AND k.confrelid IN ('account'::regclass, 'profile'::regclass, 'mentor'::regclass)) AS "refersToPeople"
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY 1, 2`;

let service: Service;
let personalData: PersonalData;
let columns: Column[];
let declared: Map<string, TableDeclaration>;
let person: string;
beforeAll(async () => {
  service = await startService();
  service.clock.stopAt(NOW);
  personalData = service.app.get(PersonalData, { strict: false });
  declared = new Map(personalData.declared.flatMap(({ tables }) => Object.entries(tables)));
  columns = (await service.sql.query<Column>(COLUMNS)).rows;
  person = (await makeCommunity(service.sql, 30)).named[1]; // gives interviews, and takes some
  await addWhatIsMissing();
});
afterAll(() => service.stop());

const run = async <Row extends object>(text: string, values: unknown[] = []) =>
  (await service.sql.query<Row>(text, values)).rows;
const personalTables = () => [...declared].filter((entry): entry is [string, PersonalTable] => isPersonal(entry[1]));

/** Rows of the account in tables that the community leaves empty. */
async function addWhatIsMissing(): Promise<void> {
  const [other] = await run<{ id: string }>('SELECT id FROM account WHERE id <> $1 AND status = $2 ORDER BY id', [
    person,
    'ACTIVE',
  ]);
  const theirs = other?.id;
  // The form of a value tells its type.
  const typed = (value: unknown) =>
    Buffer.isBuffer(value)
      ? 'bytea'
      : value === NOW
        ? 'timestamptz'
        : /^[0-9a-f-]{36}$/.test(String(value))
          ? 'uuid'
          : 'text';
  const add = (table: string, rows: string, ...values: unknown[]) =>
    run(
      `INSERT INTO ${table} ${rows.replace(/\$(\d)/g, (parameter, n) => `${parameter}::${typed(values[Number(n) - 1])}`)} ON CONFLICT DO NOTHING`,
      values,
    );
  await run(`UPDATE account SET email = 'kanarie@example.org', time_zone = 'Asia/Kolkata' WHERE id = $1`, [person]);
  for (const [id, address] of [
    [person, 'kanarie@example.org'],
    [theirs, 'fremd@example.org'],
  ]) {
    await add(
      'mail',
      `VALUES ($1, gen_random_uuid()::text, 'x', $2, 'x', 'x', 'x', '[]', '{}', 'x', false, $3, NULL)`,
      randomUUID(),
      address,
      NOW,
    );
    await add('mail_unsubscription', `VALUES ($1, 'x', $2)`, id, NOW);
    await add('password_credential', `VALUES ($1, 'x', $2)`, id, NOW);
    await add('idempotency_record', `VALUES ($1, gen_random_uuid(), 'x', 'x', '{}', $2)`, id, NOW);
    await add('sign_in_session', `VALUES (gen_random_uuid(), $1, 'x', $2, $2, $2, NULL)`, id, NOW);
    await add(
      'refresh_token',
      `SELECT $2, id, $3, $3, NULL FROM sign_in_session WHERE account_id = $1 LIMIT 1`,
      id,
      randomBytes(32),
      NOW,
    );
    await add('provider_identity', `VALUES ('GITHUB', gen_random_uuid()::text, $1, $2)`, id, NOW);
    await add('sign_in_challenge', `VALUES ($2, 'SECOND_FACTOR', $1, 0, $3, $3)`, id, randomBytes(32), NOW);
    await add('totp', `VALUES ($1, $2, $3, $3, 1)`, id, randomBytes(32), NOW);
    await add('backup_code', `VALUES ($1, $2)`, id, randomBytes(32));
    await add('passkey', `VALUES (gen_random_uuid(), $1, $2, 'x', 0, '{usb}', 'x', $3, $3)`, id, randomBytes(32), NOW);
    await add(
      'api_key',
      `VALUES (gen_random_uuid(), $1, $2, 'x', 'x', '{read}', $3, $3, $3, NULL)`,
      id,
      randomBytes(32),
      NOW,
    );
    await add('access_change', `(account_id) VALUES ($1)`, id);
    await add('calendar_feed', `VALUES ($1, 2)`, id);
    await add('data_export', `VALUES (gen_random_uuid(), $1, 'READY', $2 - interval '1 day', $2, $2, 1)`, id, NOW);
    await add('data_export_chunk', `SELECT id, 0, 'x', $2 FROM data_export WHERE account_id = $1 LIMIT 1`, id, NOW);
    await add(
      'notice_mail',
      `VALUES (gen_random_uuid(), $1, 'x', 'x', 'post', $1, $2, $3, NULL)`,
      id,
      id === person ? theirs : person,
      NOW,
    );
    await add(
      'notification',
      `VALUES (gen_random_uuid(), $1, 'x', 'x', 'post', $1, $2, $3, NULL)`,
      id,
      id === person ? theirs : person,
      NOW,
    );
    await add(
      'notice_push',
      `VALUES (gen_random_uuid(), $1, 'x', 'x', 'post', $1, $2, $3)`,
      id,
      id === person ? theirs : person,
      NOW,
    );
    await add(
      'push_device',
      `SELECT gen_random_uuid(), $1, id, 'APNS', gen_random_uuid()::text, NULL, $2 FROM sign_in_session WHERE account_id = $1 LIMIT 1`,
      id,
      NOW,
    );
    await add('email_change', `VALUES (gen_random_uuid(), $1, 'x@example.org', NULL, NULL, $2)`, id, NOW);
    await add('email_link', `VALUES ($2, $1, 'VERIFY_EMAIL', 'x@example.org', NULL, $3)`, id, randomBytes(32), NOW);
    await add('bookmark', `SELECT $1, id, $2 FROM post LIMIT 1`, id, NOW);
    await add('reaction', `SELECT id, $1, 'HELPFUL', $2 FROM post LIMIT 1`, id, NOW);
    await add('follow', `VALUES ($1, $2, $3), ($2, $1, $3)`, id, id === person ? theirs : person, NOW);
    await add('favourite_mentor', `SELECT $1, account_id, $2 FROM mentor WHERE account_id <> $1 LIMIT 1`, id, NOW);
    await add(
      'favourite_mentor',
      `SELECT a.id, $1, $2 FROM account a JOIN mentor m ON m.account_id = $1 WHERE a.id <> $1 LIMIT 1`,
      id,
      NOW,
    );
    await add(
      'waitlist_entry',
      `SELECT gen_random_uuid(), $1, mentor_id, id, $2, $2 + interval '1 day', $2 FROM offering WHERE mentor_id <> $1 LIMIT 1`,
      id,
      NOW,
    );
    await add('package_occurrence', `VALUES (gen_random_uuid(), $1, 1, $2, NULL, 'SLOT_TAKEN', 'x', $2)`, id, NOW);
    await add('block', `VALUES ($1, $2, $3), ($2, $1, $3)`, id, id === person ? theirs : person, NOW);
    await add('answer_vote', `SELECT id, $1, 1, $2 FROM answer WHERE author_id <> $1 LIMIT 1`, id, NOW);
    await add('attempt', `SELECT gen_random_uuid(), $1, id, 1, 'GOOD', $2 FROM question LIMIT 1`, id, NOW);
    await add('reveal', `SELECT gen_random_uuid(), $1, id, 'ANSWER', NULL, $2 FROM question LIMIT 1`, id, NOW);
    await add('practice_settings', `(account_id) VALUES ($1)`, id);
    await add('notification_preference', `VALUES ($1, 'COMMENT_ADDED', 'EMAIL', true)`, id);
  }
  await add(
    'attendance_claim',
    `SELECT id, 'MENTOR', 'SELF_ABSENT', 'x', $2 FROM interview WHERE mentor_id = $1 LIMIT 1`,
    person,
    NOW,
  );
  await add(
    'attendance_claim',
    `SELECT id, 'LEARNER', 'SELF_ABSENT', 'x', $2 FROM interview WHERE learner_id = $1 LIMIT 1`,
    person,
    NOW,
  );
  await add(
    'review',
    `SELECT gen_random_uuid(), id, mentor_id, 5, 'x', false, NULL, $2 FROM interview WHERE learner_id = $1 LIMIT 1`,
    person,
    NOW,
  );
  await add(
    'interview_topic',
    `SELECT i.id, t.id, 5 FROM interview i, topic t WHERE i.learner_id = $1 LIMIT 1`,
    person,
  );
  // What was planned for a shared time stays with it; what nobody booked goes.
  await add(
    'offering',
    `(id, mentor_id, title, duration_minutes, step_minutes, gap_minutes, notice_minutes, horizon_days, cancel_notice_minutes,
       max_reschedules, confirmation, created_at) VALUES (gen_random_uuid(), $1, 'x', 60, 30, 0, 0, 30, 0, 0, 'INSTANT', $2)`,
    person,
    NOW,
  );
  await add('offering_topic', `SELECT o.id, t.id, 5 FROM offering o, topic t WHERE o.mentor_id = $1 LIMIT 1`, person);
  await add('offering_start', `SELECT id, $2 FROM offering WHERE mentor_id = $1 LIMIT 1`, person, NOW);
  await add('availability', `(mentor_id, time_zone) VALUES ($1, 'UTC')`, person);
  await add('date_override', `VALUES ($1, '2031-01-01')`, person);
  await add('date_override_window', `VALUES ($1, '2031-01-01', 1, 0, 60)`, person);
  await add('travel', `VALUES ($1, '[2031-02-01,2031-02-03)', 'UTC')`, person);
  await add('busy_calendar', `VALUES (gen_random_uuid(), $1, 'x', 'x', $2, $2, NULL, 0, NULL, NULL)`, person, NOW);
  await add(
    'busy_block',
    `SELECT id, mentor_id, tstzrange($2, NULL) FROM busy_calendar WHERE mentor_id = $1 LIMIT 1`,
    person,
    NOW,
  );
  await add('weekly_window', `VALUES ($1, 99, 1, 0, 60)`, person);
  for (const state of ['PUBLISHED', 'DRAFT']) {
    const id = randomUUID();
    await add('subject', `(id, kind) VALUES ($1, 'question')`, id);
    await add(
      'question',
      `(id, slug, author_id, area_number, state, published_at, kind, difficulty, prompt, html, hints, short_answer, answer, answer_html, rubric,
       common_mistakes, follow_ups, "references", created_at)
       VALUES ($1, gen_random_uuid()::text, $2, 1, $3, $4, 'CONCEPT', 1, 'x', 'x', '{}', 'x', 'x', 'x', '[]', '{}', '[]', '[]', $4)`,
      id,
      person,
      state,
      NOW,
    );
    await add('question_topic', `SELECT $1, id, 1 FROM topic LIMIT 1`, id);
  }
}

describe('every table and every column that could tell of somebody', () => {
  test('is declared, and nothing that isn’t there', () => {
    expect([...declared.keys()].sort()).toEqual([...new Set(columns.map(({ table }) => table))].sort());
    const known = new Set(columns.map(({ table, column }) => `${table}.${column}`));
    const named = personalTables().flatMap(([name, { personal, notPersonal, stays, notExported }]) =>
      [
        ...personal,
        ...[notPersonal, stays, notExported].flatMap((reasons) => [...reasonsByColumn(reasons).keys()]),
      ].map((column) => `${name}.${column}`),
    );
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  test('is personal, or has a reason not to be', () => {
    const open = columns.filter(({ table, column, type, refersToPeople }) => {
      const declaration = declared.get(table);
      if (!declaration || !(TEXTS.includes(type) || refersToPeople)) return false;
      if (!isPersonal(declaration)) return refersToPeople; // somebody's row after all
      return !declaration.personal.includes(column) && !reasonsByColumn(declaration.notPersonal).has(column);
    });
    expect(open.map(({ table, column }) => `${table}.${column}`)).toEqual([]);
  });

  test('is exported, or has a reason not to be', () => {
    const open = personalTables().flatMap(([name, { personal, exported, notExported }]) =>
      typeof exported !== 'string'
        ? []
        : personal
            .filter(
              (column) => !new RegExp(`\\b${column}\\b`).test(exported) && !reasonsByColumn(notExported).has(column),
            )
            .map((column) => `${name}.${column}`),
    );
    expect(open).toEqual([]);
  });

  test('goes on deletion, or has a reason to stay', () => {
    const open = personalTables().flatMap(([name, { personal, onDeletion, stays }]) => {
      const gone = onDeletion.some((erasure) => 'delete' in erasure && erasure.delete === 'rows');
      const set = new Set(onDeletion.flatMap((erasure) => ('set' in erasure ? Object.keys(erasure.set) : [])));
      return gone
        ? []
        : personal
            .filter((column) => !set.has(column) && !reasonsByColumn(stays).has(column))
            .map((column) => `${name}.${column}`);
    });
    expect(open).toEqual([]);
  });
});

/** Columns that in one's own rows are the other side's, where this holds. */
const THEIRS: Readonly<Record<string, string>> = {
  'interview.note': 'mentor_id = $1',
  'interview.learner_time_zone': 'mentor_id = $1',
  'interview.meeting_url': 'learner_id = $1',
  'interview_revision.reason': 'by_id IS DISTINCT FROM $1',
};
/** Addresses are what mail is found by. */
const KEPT = ['account.email', 'mail.to_address'];

const marked = (word: string, { table, column, type }: Column) => {
  const text = `'${word} ${table}.${column} ' || gen_random_uuid()`;
  if (type.endsWith('[]')) return `ARRAY[${text}]`;
  return type.startsWith('json') ? `to_jsonb(${text})` : `(${text})`;
};

/** Writes a word into every text that is the account's, and another into those of everybody else. */
async function mark(): Promise<string[]> {
  const own: string[] = [];
  for (const each of columns) {
    const declaration = declared.get(each.table);
    const name = `${each.table}.${each.column}`;
    if (!declaration || !isPersonal(declaration) || !declaration.personal.includes(each.column)) continue;
    if (!TEXTS.includes(each.type) || each.type === 'bytea' || KEPT.includes(name)) continue;
    const mine = `(${declaration.of}) AND NOT (${THEIRS[name] ?? 'FALSE'})`;
    const set = (word: string, where: string) =>
      run(`UPDATE "${each.table}" SET "${each.column}" = ${marked(word, each)} WHERE ${where}`, [person]);
    try {
      await set('KANARIE', mine);
      await set('FREMD', `NOT (${mine})`);
      own.push(name);
    } catch (error) {
      if ((error as { code?: string }).code !== '23514') throw error; // a word of ours, which the column checks
    }
  }
  return own;
}

/** Where a word is found: `table.column`. */
async function found(word: string): Promise<Set<string>> {
  const places = new Set<string>();
  for (const table of declared.keys())
    for (const { row } of await run<{ row: Record<string, unknown> }>(
      `SELECT to_jsonb(t) AS row FROM "${table}" t WHERE t::text LIKE $1`,
      [`%${word}%`],
    ))
      for (const [column, value] of Object.entries(row))
        if (JSON.stringify(value ?? null).includes(word)) places.add(`${table}.${column}`);
  return places;
}

describe('with a word in every text of somebody', () => {
  let own: string[];
  let stayed: Set<string>;
  let exported: string;
  const rowsOf = async ([table, { of }]: [string, PersonalTable]) =>
    (await run<{ n: number }>(`SELECT count(*)::int AS n FROM "${table}" WHERE ${of}`, [person]))[0]?.n ?? 0;

  test('the account has rows in every table', async () => {
    const empty: string[] = [];
    for (const entry of personalTables()) if ((await rowsOf(entry)) === 0) empty.push(entry[0]);
    expect(empty).toEqual([]);
    // What was published is never rewritten, not even with this word.
    const kept = { question: 'question_words_kept', question_version: 'question_version_immutable' };
    for (const [table, trigger] of Object.entries(kept)) await run(`ALTER TABLE ${table} DISABLE TRIGGER ${trigger}`);
    own = await mark();
    for (const [table, trigger] of Object.entries(kept)) await run(`ALTER TABLE ${table} ENABLE TRIGGER ${trigger}`);
    expect(own.length).toBeGreaterThan(40);
  });

  test('an export has what is said to be exported, and nothing of anybody else', async () => {
    const files = await personalData.export(person);
    exported = files.map(({ json }) => json).join('\n');
    for (const { json } of files) expect(() => JSON.parse(json) as unknown).not.toThrow();
    const missing = own.filter((name) => {
      const [table = '', column = ''] = name.split('.');
      const { exported: list, notExported } = declared.get(table) as PersonalTable;
      return (
        typeof list === 'string' && !reasonsByColumn(notExported).has(column) && !exported.includes(`KANARIE ${name}`)
      );
    });
    expect(missing).toEqual([]);
    expect(exported).toContain('kanarie@example.org');
    expect(exported.match(/FREMD [\w.]+/g)).toBeNull();
    expect(exported).not.toContain('fremd@example.org');
  });

  test('an export has the rows of every table whose rows are said to be exported', () => {
    const tables = Object.assign({}, ...exported.split(/\n(?=\{)/).map((json) => JSON.parse(json) as object)) as Record<
      string,
      unknown[]
    >;
    const empty = personalTables().filter(
      ([name, { exported: list }]) => typeof list === 'string' && !tables[name]?.length,
    );
    expect(empty.map(([name]) => name)).toEqual([]);
  });

  test('after a deletion the word is only where it is said to stay, and what others wrote is there', async () => {
    const before = await found('FREMD');
    await service.app.get(Database, { strict: false }).transaction(() => personalData.erase(person));
    stayed = await found('KANARIE');
    const allowed = (name: string) => {
      const [table = '', column = ''] = name.split('.');
      return !(name in THEIRS) && reasonsByColumn((declared.get(table) as PersonalTable).stays).has(column);
    };
    expect([...stayed].filter((name) => !allowed(name))).toEqual([]);
    expect([...stayed]).toEqual(
      expect.arrayContaining(['post.title', 'comment.markdown', 'offering.title', 'question.prompt']),
    );
    expect(await found('kanarie')).toEqual(new Set());
    const after = await found('FREMD');
    expect([...before].filter((name) => !after.has(name))).toEqual([]);
  });

  test('rows that are said to go are gone, and drafts with them', async () => {
    const left: string[] = [];
    for (const entry of personalTables())
      if (
        entry[1].onDeletion.some((erasure) => 'delete' in erasure && erasure.delete === 'rows') &&
        (await rowsOf(entry)) > 0
      )
        left.push(entry[0]);
    expect(left).toEqual([]);
    expect(
      await run(`SELECT FROM post WHERE author_id = $1 AND state <> 'PUBLISHED' AND hidden_at IS NULL`, [person]),
    ).toEqual([]);
    expect(await run(`SELECT FROM question WHERE author_id = $1 AND state = 'DRAFT'`, [person])).toEqual([]);
    expect(
      await run('SELECT email, email_verified_at, time_zone, status FROM account WHERE id = $1', [person]),
    ).toEqual([{ email: null, email_verified_at: null, time_zone: 'UTC', status: 'DELETED' }]);
    expect(await run('SELECT FROM follow WHERE followed_id = $1', [person])).toEqual([]);
    expect(await run('SELECT FROM block WHERE blocked_id = $1', [person])).toEqual([]);
    expect(await run('SELECT FROM notification WHERE actor_id = $1', [person])).toEqual([]);
  });
});
