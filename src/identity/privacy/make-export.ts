import { Injectable, Logger } from '@nestjs/common';
import { ZipFile } from 'yazl';

import { Database } from '../../base/database/index.js';
import { Jobs, Purges } from '../../base/jobs/index.js';
import { Mailer, prose } from '../../base/mail/index.js';
import { type ExportedFile, PersonalData } from '../../base/personal-data/index.js';
import { Clock, type Instant } from '../../base/time/index.js';
import { ExportLinks } from './export-links.js';
import { WriteExport } from './request-export.js';

const ATTEMPTS = 5;
const KEPT_DAYS = 7;
const CHUNK_BYTES = 500_000;

/** Makes an export, some time after it was asked for, and tells its owner where it is. */
@Injectable()
export class MakeExport {
  readonly #log = new Logger('Export');

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly personalData: PersonalData,
    private readonly links: ExportLinks,
    private readonly mailer: Mailer,
    jobs: Jobs,
    purges: Purges,
  ) {
    jobs.define(WriteExport, ({ exportId }, attempt) => this.#make(exportId, attempt), { attempts: ATTEMPTS });
    purges.add({ table: 'data_export_chunk', rows: 'all', keep: { hours: 1 }, since: 'expires_at' });
    purges.add({ table: 'data_export', rows: 'all', keep: { days: 30 }, since: 'requested_at' });
  }

  async #make(exportId: string, attempt: number): Promise<void> {
    const asked = await this.database.queryOne<{ account_id: string }>(
      `SELECT account_id FROM data_export WHERE id = $1 AND status = 'PENDING'`,
      [exportId],
    );
    if (!asked) return; // made already, or its account is gone
    try {
      const zip = await zipped(await this.personalData.export(asked.account_id), this.clock.now());
      await this.database.transaction(() => this.#finish(exportId, asked.account_id, zip));
    } catch (error) {
      if (attempt < ATTEMPTS) throw error;
      this.#log.error(`An export can't be made: ${(error as Error).message}`);
      await this.database.query(`UPDATE data_export SET status = 'FAILED' WHERE id = $1 AND status = 'PENDING'`, [
        exportId,
      ]);
    }
  }

  async #finish(exportId: string, accountId: string, zip: Buffer): Promise<void> {
    const now = this.clock.now();
    const expiresAt = now.add({ hours: 24 * KEPT_DAYS });
    const made = await this.database.queryOne(
      `UPDATE data_export SET status = 'READY', ready_at = $2, expires_at = $3, bytes = $4
       WHERE id = $1 AND status = 'PENDING' RETURNING 1`,
      [exportId, now, expiresAt, zip.length],
    );
    if (!made) return;
    for (let position = 0; position * CHUNK_BYTES < zip.length; position++)
      await this.database.query(
        'INSERT INTO data_export_chunk (export_id, position, content, expires_at) VALUES ($1, $2, $3, $4)',
        [exportId, position, zip.subarray(position * CHUNK_BYTES, (position + 1) * CHUNK_BYTES), expiresAt],
      );
    await this.#tell(exportId, accountId);
  }

  /** Whose address it is must be certain: the link opens everything. */
  async #tell(exportId: string, accountId: string): Promise<void> {
    const owner = await this.database.queryOne<{ email: string }>(
      `SELECT email FROM account WHERE id = $1 AND status = 'ACTIVE' AND email_verified_at IS NOT NULL`,
      [accountId],
    );
    if (!owner) return;
    await this.mailer.queue({
      to: { name: '', address: owner.email },
      subject: prose`Your data is ready`,
      body: [
        prose`You asked for everything that Sevenfold keeps of you. It is ready, as one zip file.`,
        { label: prose`Download it within ${KEPT_DAYS} days`, path: this.links.path(exportId) },
        prose`Whoever has this link can read the file: pass it on to nobody. If you didn't ask for this, sign in and change your password.`,
      ],
      purpose: 'export',
      transactional: true,
    });
  }
}

async function zipped(files: readonly ExportedFile[], at: Instant): Promise<Buffer> {
  const zip = new ZipFile();
  const mtime = new Date(at.epochMilliseconds);
  zip.addBuffer(Buffer.from(README), 'README.txt', { mtime });
  for (const { name, json } of files) zip.addBuffer(Buffer.from(json), name, { mtime });
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const README = `Everything that Sevenfold keeps of you, one file for each part of the service, all of the same moment.
Each file has the rows of its tables; times are in UTC. What others wrote to you is theirs and is not in here.
`;
