import { createHash } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { Database } from '../database/index.js';
import { Clock } from '../time/index.js';
import type { ContentFile } from './content.js';

const CONTENT_LOCK = 7_007_002;

/** Loads files into tables, each set once for each of its states; several processes may start at once. */
@Injectable()
export class LoadedContent {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Runs `load` in a transaction unless these very files were loaded last. */
  async load(
    name: string,
    files: readonly Pick<ContentFile, 'name' | 'hash'>[],
    load: () => Promise<void>,
  ): Promise<boolean> {
    const hash = createHash('sha256')
      .update(files.map((file) => `${file.name} ${file.hash}`).join('\n'))
      .digest('hex');
    if (await this.#isLoaded(name, hash)) return false;
    return this.database.transaction(async () => {
      await this.database.query('SET LOCAL lock_timeout = 0');
      await this.database.query('SET LOCAL statement_timeout = 0');
      // To render hundreds of texts takes a while in which nothing is asked, on a busy machine more than a request may rest.
      await this.database.query('SET LOCAL idle_in_transaction_session_timeout = 0');
      await this.database.query('SELECT pg_advisory_xact_lock($1)', [CONTENT_LOCK]);
      if (await this.#isLoaded(name, hash)) return false;
      await load();
      await this.database.query(
        'INSERT INTO loaded_content (name, hash, loaded_at) VALUES ($1, $2, $3) ON CONFLICT (name) DO UPDATE SET hash = $2, loaded_at = $3',
        [name, hash, this.clock.now()],
      );
      return true;
    });
  }

  async #isLoaded(name: string, hash: string): Promise<boolean> {
    return (
      (await this.database.queryOne('SELECT FROM loaded_content WHERE name = $1 AND hash = $2', [name, hash])) !==
      undefined
    );
  }
}
