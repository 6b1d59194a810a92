import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';

import { Client, keyed } from '../harness/client.js';
import { preparedFolder, removeFolder, ServiceProcess, temporaryFolder } from '../harness/process.js';
import { MailServer } from '../harness/smtp.js';

let [source, target] = ['', ''];
let service: ServiceProcess;
const smtp = new MailServer();
let file: string;
beforeAll(async () => {
  [source, target] = [await preparedFolder(), temporaryFolder()];
  file = join(source, 'backup.zip');
  await smtp.start();
  // Nothing that follows from a commit is done here, so that the backup has to carry it.
  service = await (await ServiceProcess.start(source, { WORKER: 'off' })).ready();
}, 60_000);
afterAll(async () => {
  await service.stop();
  await smtp.stop();
  removeFolder(source);
  removeFolder(target);
});

const environment = (dataDir: string) => ({ PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir });

async function script(name: string, dataDir: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [`dist/${name}.js`, ...args], {
    env: environment(dataDir),
  });
  return stdout;
}

const urlOf = (dataDir: string) =>
  (JSON.parse(readFileSync(join(dataDir, 'server.json'), 'utf8')) as { url: string }).url;

async function inDatabase<Row extends object>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

/** A restore of a folder's database, stopped where a test wants it to be. */
function restoring(dataDir: string): ChildProcess {
  return spawn(process.execPath, ['dist/restore.js', file], {
    env: environment(dataDir),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function signedIn(to: ServiceProcess): Promise<Client> {
  const { signIn } = await to.client.run('SignIn', {
    input: { email: 'learner@example.com', password: 'demo-attention-is-all' },
  });
  if (!signIn || !('accessToken' in signIn)) throw new Error(JSON.stringify(signIn));
  return new Client(`http://127.0.0.1:${to.port}`, signIn.accessToken);
}

test('a backup that is taken while people write is restored as it was, with all that was still to be done', async () => {
  const client = await signedIn(service);
  const { posts } = await client.data<{ posts: { nodes: { id: string }[] } }>('{ posts(first: 1) { nodes { id } } }');
  const subjectId = posts.nodes[0]?.id as string;
  const acknowledged: string[] = [];
  let writing = true;
  const writers = Array.from({ length: 3 }, async () => {
    while (writing) {
      const { addComment } = await client.run('AddComment', { input: keyed({ subjectId, markdown: 'x' }) });
      if (addComment && 'comment' in addComment) acknowledged.push(addComment.comment.id);
    }
  });
  const { mentors } = await client.data<{ mentors: { nodes: { nextSlotAt: string; offerings: { id: string }[] }[] } }>(
    '{ mentors(first: 1, orderBy: NEXT_SLOT) { nodes { nextSlotAt offerings { id } } } }',
  );
  const [mentor] = mentors.nodes;
  const { bookInterview } = await client.run('BookInterview', {
    input: keyed({
      offeringId: mentor?.offerings.at(-1)?.id as string,
      startsAt: mentor?.nextSlotAt as string,
      timeZone: 'UTC',
    }),
  });
  expect(bookInterview).toHaveProperty('interview');
  while (acknowledged.length < 10) await sleep(10);
  const before = [...acknowledged];
  const told = await script('backup', source, file);
  expect(told).toMatch(/Writing account \.\.\.\n[^]*rows of \d+ tables as of/);
  writing = false;
  await Promise.all(writers);
  await expect(script('backup', source, file)).rejects.toThrow('is there already');
  expect(acknowledged.length).toBeGreaterThan(before.length);

  // Damaged in the middle: refused, and nothing is touched.
  mkdirSync(join(target, 'damaged'), { mode: 0o711 });
  const bytes = readFileSync(file);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] as number) ^ 1;
  const damaged = join(target, 'damaged.zip');
  writeFileSync(damaged, bytes);
  await expect(script('restore', join(target, 'damaged'), damaged)).rejects.toThrow(/damaged|no backup/);

  // Killed at some moment of the restore: the database is as empty as it was.
  const data = join(target, 'data');
  mkdirSync(data, { mode: 0o711 });
  const first = restoring(data);
  await new Promise<void>((resolve) => {
    first.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('Restoring')) resolve();
    });
  });
  first.kill('SIGKILL');
  await new Promise((resolve) => first.once('exit', resolve));
  const tables = `SELECT count(*)::int AS tables FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`;
  expect(await inDatabase(urlOf(data), tables)).toEqual([{ tables: 0 }]);
  expect(await script('restore', data, file)).toMatch(/tables are back, as of/);
  await expect(script('restore', data, file)).rejects.toThrow("isn't empty");
  copyFileSync(join(source, 'secret-key'), join(data, 'secret-key'));

  const restored = await (await ServiceProcess.start(data, { SMTP_URL: smtp.url })).ready();
  try {
    const after = await signedIn(restored);
    const { nodes } = await after.data<{ nodes: ({ id: string } | null)[] }>(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
      { ids: before.slice(0, 100) },
    );
    expect(nodes.map((node) => node?.id)).toEqual(before.slice(0, 100));
    // What the verbs had asked for happens, once.
    const outstanding = `SELECT (SELECT count(*) FROM event WHERE relayed_at IS NULL)::int AS events, (SELECT count(*) FROM event_delivery)::int AS deliveries,
        (SELECT count(*) FROM restored_job)::int AS jobs, (SELECT count(*) FROM mail WHERE sent_at IS NULL)::int AS mails`;
    for (const end = performance.now() + 60_000; ;) {
      await sleep(100);
      const [left] = await inDatabase<Record<string, number>>(urlOf(data), outstanding);
      if (Object.values(left ?? { some: 1 }).every((count) => count === 0)) break;
      if (performance.now() > end) throw new Error(JSON.stringify(left));
    }
    const effects = `SELECT (SELECT count(*) FROM event WHERE kind = 'CommentAdded' AND recorded_at > (SELECT max(created_at) FROM account))::int AS comments,
        (SELECT count(*) FROM notification WHERE subject_kind = 'comment' AND created_at > (SELECT max(created_at) FROM account))::int AS told`;
    const [found] = await inDatabase<{ comments: number; told: number }>(urlOf(data), effects);
    expect(found?.comments).toBeGreaterThanOrEqual(before.length);
    expect(found?.told).toBe(found?.comments);
    const mails = await inDatabase<{ message_id: string }>(urlOf(data), 'SELECT message_id FROM mail');
    expect(mails.length).toBeGreaterThanOrEqual(2);
    expect(smtp.received.map(({ parsed }) => parsed.messageId).sort()).toEqual(
      mails.map((mail) => mail.message_id).sort(),
    );
  } finally {
    await restored.stop();
  }
}, 180_000);

test('what is restored is, row by row, what was backed up', async () => {
  const quiet = join(source, 'quiet.zip');
  const data = join(target, 'quiet');
  mkdirSync(data, { mode: 0o711 });
  await script('backup', source, quiet);
  await script('restore', data, quiet);
  const digest = `SELECT c.relname AS table, (xpath('/row/d/text()', query_to_xml(format(
        'SELECT md5(coalesce(string_agg(t::text, E''\\n'' ORDER BY t::text), '''')) AS d FROM %I t', c.relname), false, true, '')))[1]::text AS digest
      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relpersistence = 'p' AND c.relname NOT IN ('migration', 'restored_job')
      ORDER BY 1`;
  const was = await inDatabase(urlOf(source), digest);
  const server = await (await ServiceProcess.start(data, { WORKER: 'off' })).ready();
  try {
    expect(was.length).toBeGreaterThan(30);
    expect(await inDatabase(urlOf(data), digest)).toEqual(was);
    const positions = `SELECT sequencename, last_value::int FROM pg_sequences WHERE schemaname = 'public' AND sequencename <> 'migration_id_seq' ORDER BY 1`;
    expect(await inDatabase(urlOf(data), positions)).toEqual(await inDatabase(urlOf(source), positions));
  } finally {
    await server.stop();
  }
}, 120_000);

test('npm run backup and npm run restore say how they are used', async () => {
  expect(await script('backup', source, '--help')).toContain('npm run backup -- [--force] <file>');
  expect(await script('restore', source, '--help')).toContain('npm run restore -- <file>');
  await expect(script('restore', source, file)).rejects.toThrow();
});
