import { Readable } from 'node:stream';

import { Controller, Get, NotFoundException, Param, Query, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import { Database } from '../../base/database/index.js';
import { Clock } from '../../base/time/index.js';
import { ExportLinks } from './export-links.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Browsers follow the link of a mail without a token of access: the address is the secret, so it is told apart from none in no answer. */
@Controller('exports')
export class ExportsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly links: ExportLinks,
  ) {}

  @Get(':id')
  async read(
    @Param('id') id: string,
    @Query('token') token: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    void reply.headers({
      'cache-control': 'private, no-store',
      'x-robots-tag': 'noindex',
      'referrer-policy': 'no-referrer',
    });
    const made = UUID.test(id) && this.links.isOf(id, token) ? await this.#find(id) : undefined;
    if (!made) throw new NotFoundException({ status: 'not found' });
    return new StreamableFile(Readable.from(this.#content(id)), {
      type: 'application/zip',
      disposition: 'attachment; filename="sevenfold-export.zip"',
      length: made.bytes,
    });
  }

  #find(id: string): Promise<{ bytes: number } | undefined> {
    return this.database.queryOne<{ bytes: number }>(
      `SELECT e.bytes FROM data_export e JOIN account a ON a.id = e.account_id
       WHERE e.id = $1 AND e.status = 'READY' AND e.expires_at > $2 AND a.status = 'ACTIVE'`,
      [id, this.clock.now()],
    );
  }

  /** A piece at a time, as fast as it is read. */
  async *#content(id: string): AsyncGenerator<Buffer> {
    for (let position = 0; ; position++) {
      const chunk = await this.database.queryOne<{ content: Buffer }>(
        'SELECT content FROM data_export_chunk WHERE export_id = $1 AND position = $2',
        [id, position],
      );
      if (!chunk) return;
      yield chunk.content;
    }
  }
}
