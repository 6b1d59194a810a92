import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { ZipFile } from 'yazl';

import { type BackedUpTable, fileOf, FORMAT, type Manifest, MANIFEST, MANIFEST_CHECKSUM } from './manifest.js';

/** Rows that stand for something outside of the tables; they go into the table of this name. */
export interface Extra {
  readonly table: string;
  /** With the table's own rows. */
  readonly query: string;
  /** Whether there is what it asks for. */
  readonly when: string;
}

/** @param done bytes of the table so far */
export type Progress = (table: string, done: number) => void;

/** Ordinary tables with the columns that are stored in them; what is unlogged is gone after a crash, too. */
const TABLES = `
  SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relpersistence = 'p' AND c.relname <> 'migration'
  GROUP BY c.relname ORDER BY c.relname`;

/**
 * Writes all that is stored into one file, as it is at one moment; what is written meanwhile is in it whole or not at all.
 * The file is a zip of the tables in the text form of COPY, with a manifest that has their checksums. It appears when it is
 * complete.
 */
export async function writeBackup(
  url: string,
  file: string,
  extras: readonly Extra[],
  progress: Progress,
): Promise<Manifest> {
  const client = new pg.Client({ connectionString: url, application_name: 'sevenfold backup' });
  client.on('error', () => undefined); // the statement that comes next fails
  const unfinished = `${file}.unfinished`;
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const zip = new ZipFile();
    const written = pipeline(zip.outputStream, createWriteStream(unfinished, { mode: 0o600 }));
    const manifest = await Promise.race([fill(zip, client, extras, progress), written.then(() => never())]);
    zip.end();
    await written;
    await rename(unfinished, file);
    return manifest;
  } finally {
    await client.end();
    await rm(unfinished, { force: true });
  }
}

async function fill(zip: ZipFile, client: pg.Client, extras: readonly Extra[], progress: Progress): Promise<Manifest> {
  const known = await client.query<{ name: string }>('SELECT name FROM migration ORDER BY timestamp');
  const { rows: tables } = await client.query<{ name: string; columns: string[] }>(TABLES);
  const written: BackedUpTable[] = [];
  for (const { name, columns } of tables) {
    const list = columns.map((column) => pg.escapeIdentifier(column)).join();
    const extra = extras.find(({ table }) => table === name);
    const there = extra && (await client.query<{ there: boolean }>(`SELECT ${extra.when} AS there`)).rows[0]?.there;
    const rows = extra && there ? `(SELECT ${list} FROM (${extra.query}) AS rows)` : `${name} (${list})`;
    written.push({ name, columns, ...(await copy(zip, client, name, rows, progress)) });
  }
  const sequences = await client.query<{ name: string; lastValue: number | null }>(
    `SELECT sequencename AS name, last_value::float8 AS "lastValue" FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1`,
  );
  const clock = await client.query<{ at: Date }>('SELECT transaction_timestamp() AS at');
  const manifest: Manifest = {
    format: FORMAT,
    takenAt: (clock.rows[0]?.at as Date).toISOString(),
    migrations: known.rows.map(({ name }) => name),
    tables: written,
    sequences: sequences.rows,
  };
  const text = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  zip.addBuffer(text, MANIFEST);
  zip.addBuffer(Buffer.from(createHash('sha256').update(text).digest('hex')), MANIFEST_CHECKSUM);
  return manifest;
}

/** One table after the other: they share a connection. */
async function copy(
  zip: ZipFile,
  client: pg.Client,
  name: string,
  rows: string,
  progress: Progress,
): Promise<{ rows: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      hash.update(chunk);
      progress(name, (bytes += chunk.length));
      next(null, chunk);
    },
  });
  const stream = client.query(copyTo(`COPY ${rows} TO STDOUT`));
  zip.addReadStream(counted, fileOf(name));
  await pipeline(stream, counted);
  return { rows: stream.rowCount, sha256: hash.digest('hex') };
}

function never(): never {
  throw new Error('The file ended too early');
}
