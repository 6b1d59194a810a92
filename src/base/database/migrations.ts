import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { MigrationInterface, QueryRunner } from 'typeorm';

const FOLDER = join(import.meta.dirname, '../../../migrations');
const NAME = /^(\d{13})-([a-z0-9-]+)\.sql$/;

/** A name in the table of migrations that no file here has. */
export class UnknownMigrationError extends Error {
  override readonly name = 'UnknownMigrationError';

  constructor(readonly migration: string) {
    super(`There is no migration ${migration}`);
  }
}

/**
 * The files of migrations/ as TypeORM migrations, oldest first; each runs once, in a transaction of its own. They are
 * plain SQL, written by hand, and never changed once released: what they did is mended by a further one.
 */
export function migrations(): (new () => MigrationInterface)[] {
  return readdirSync(FOLDER)
    .sort()
    .map((file) => {
      const match = NAME.exec(file);
      if (!match) throw new Error(`migrations/${file} must be named <13 digits>-<words>.sql`);
      const [, timestamp, words] = match;
      return class implements MigrationInterface {
        readonly name = `${words}-${timestamp}`;
        async up(runner: QueryRunner): Promise<void> {
          await runner.query(readFileSync(join(FOLDER, file), 'utf8'));
        }
        down(): Promise<void> {
          throw new Error('Migrations only go forward; write one that undoes this one.');
        }
      };
    });
}

/**
 * Runs some of them on a connection of the caller's, in its transaction, and notes them as TypeORM does.
 * @throws UnknownMigrationError
 */
export async function applyMigrations(
  query: (statement: string, values?: unknown[]) => Promise<unknown>,
  names: readonly string[],
): Promise<void> {
  const files = new Map<string, { file: string; timestamp: string | undefined }>(
    readdirSync(FOLDER).map((file) => {
      const [, timestamp, words] = NAME.exec(file) ?? [];
      return [`${words}-${timestamp}`, { file, timestamp }] as const;
    }),
  );
  const known = names.map((name) => {
    const found = files.get(name);
    if (!found) throw new UnknownMigrationError(name);
    return { name, ...found };
  });
  await query('CREATE TABLE migration (id serial PRIMARY KEY, timestamp bigint NOT NULL, name varchar NOT NULL)');
  for (const { name, file, timestamp } of known) {
    await query(readFileSync(join(FOLDER, file), 'utf8'));
    await query('INSERT INTO migration (timestamp, name) VALUES ($1, $2)', [timestamp, name]);
  }
}
