import { createHash } from 'node:crypto';
import { type Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type Entry, openPromise, type ZipFile } from 'yauzl';

import { applyMigrations, UnknownMigrationError } from '../database/index.js';
import { BackupError, fileOf, manifest, type Manifest, MANIFEST, MANIFEST_CHECKSUM } from './manifest.js';
import type { Progress } from './write-backup.js';

/**
 * Fills an empty database from a backup, in one transaction: it is there whole or not at all, whatever happens meanwhile.
 * The file is read once before anything is touched, and every checksum in it compared.
 * @param checking told of while the file is checked, then `progress` while it is restored
 * @throws BackupError for a file that is no backup or is damaged, a database that isn't empty, a backup of a newer build
 */
export async function restoreBackup(
  url: string,
  file: string,
  checking: Progress,
  progress: Progress,
): Promise<Manifest> {
  const backup = await Backup.open(file);
  const client = new pg.Client({ connectionString: url, application_name: 'sevenfold restore' });
  client.on('error', () => undefined); // the statement that comes next fails
  try {
    const { manifest: contents } = backup;
    await backup.check(checking);
    await client.connect();
    await assertEmpty(client);
    await client.query('BEGIN');
    await client
      .query('SET LOCAL session_replication_role = replica') // no trigger fires: what they would write is in the backup
      .catch((error: Error) => {
        throw new BackupError(
          `Restoring needs a superuser, or whom the server lets set session_replication_role: ${error.message}`,
        );
      });
    await migrate(client, contents);
    await client.query(`TRUNCATE ${contents.tables.map(({ name }) => name).join(', ')}`);
    for (const { name, columns, rows } of contents.tables) {
      const list = columns.map((column) => pg.escapeIdentifier(column)).join();
      const target = client.query(copyFrom(`COPY ${name} (${list}) FROM STDIN`));
      await pipeline(await backup.table(name), counting(name, progress), target);
      if (target.rowCount !== rows)
        throw new BackupError(`${name} has ${target.rowCount} rows and should have ${rows}.`);
    }
    for (const { name, lastValue } of contents.sequences)
      if (lastValue !== null) await client.query('SELECT setval($1::regclass, $2)', [name, lastValue]);
    await client.query('COMMIT');
    await client.query('ANALYZE');
    return contents;
  } finally {
    await client.end().catch(() => undefined);
    backup.close();
  }
}

/** The tables as they were when the backup was taken; the next start brings them up to date. */
async function migrate(client: pg.Client, { migrations }: Manifest): Promise<void> {
  try {
    await applyMigrations((statement, values) => client.query(statement, values), migrations);
  } catch (error) {
    if (!(error instanceof UnknownMigrationError)) throw error;
    throw new BackupError(`This backup is of a newer build: nothing here knows ${error.migration}.`);
  }
}

async function assertEmpty(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v') LIMIT 1`,
  );
  if (rows[0])
    throw new BackupError(
      `The database isn't empty: it has a table ${rows[0].name}. Restore into an empty one; nothing was changed.`,
    );
}

function counting(name: string, progress: Progress) {
  return async function* (chunks: AsyncIterable<Buffer>) {
    let bytes = 0;
    for await (const chunk of chunks) {
      progress(name, (bytes += chunk.length));
      yield chunk;
    }
  };
}

/** An opened file. */
class Backup {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
    readonly manifest: Manifest,
  ) {}

  static async open(file: string): Promise<Backup> {
    try {
      const zip = await openPromise(file, { autoClose: false });
      const entries = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
      const text = await textOf(zip, entries.get(MANIFEST));
      const checksum = await textOf(zip, entries.get(MANIFEST_CHECKSUM));
      if (createHash('sha256').update(text).digest('hex') !== checksum) throw new Error('its manifest was changed');
      const read = manifest.safeParse(JSON.parse(text));
      if (!read.success) throw new Error('its manifest is of another form');
      return new Backup(zip, entries, read.data);
    } catch (error) {
      throw new BackupError(`${file} is no backup, or is damaged: ${(error as Error).message}.`);
    }
  }

  close(): void {
    this.zip.close();
  }

  table(name: string): Promise<Readable> {
    return read(this.zip, this.entries.get(fileOf(name)));
  }

  async check(progress: Progress): Promise<void> {
    for (const { name, sha256 } of this.manifest.tables) {
      const hash = createHash('sha256');
      try {
        await pipeline(await this.table(name), counting(name, progress), hash);
      } catch (error) {
        throw new BackupError(`The backup is damaged in ${name}: ${(error as Error).message}. Nothing was changed.`);
      }
      if (hash.digest('hex') !== sha256)
        throw new BackupError(`The backup is damaged in ${name}: its checksum is another. Nothing was changed.`);
    }
  }
}

async function read(zip: ZipFile, entry: Entry | undefined): Promise<Readable> {
  if (!entry) throw new Error('a file is missing in it');
  return zip.openReadStreamPromise(entry);
}

async function textOf(zip: ZipFile, entry: Entry | undefined): Promise<string> {
  const chunks: Buffer[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, next) {
      chunks.push(chunk);
      next();
    },
  });
  await pipeline(await read(zip, entry), sink);
  return Buffer.concat(chunks).toString();
}
