import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { MigrationInterface, QueryRunner } from 'typeorm';

const FOLDER = join(import.meta.dirname, '../../../migrations');
const NAME = /^(\d{13})-([a-z0-9-]+)\.sql$/;

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
