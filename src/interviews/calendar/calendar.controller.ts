import { createHash } from 'node:crypto';

import { Controller, Get, Headers, NotFoundException, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import { CalendarFeeds } from './calendar-feeds.js';
import { InterviewCalendar } from './interview-calendar.js';

const FILE = /^(.+)\.ics$/;

/** Calendar programs come without a token or cookie: the address is the secret, so it is told apart from none in no answer. */
@Controller('calendar')
export class CalendarController {
  constructor(
    private readonly feeds: CalendarFeeds,
    private readonly calendar: InterviewCalendar,
  ) {}

  @Get(':file')
  async read(
    @Param('file') file: string,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    void reply.headers({ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' });
    const accountId = await this.feeds.accountOf(FILE.exec(file)?.[1] ?? '');
    if (accountId === undefined) throw new NotFoundException({ status: 'not found' });
    const text = await this.calendar.ofAccount(accountId);
    const tag = `"${createHash('sha256').update(text).digest('base64url')}"`;
    void reply.headers({ etag: tag, 'content-type': 'text/calendar; charset=utf-8' });
    if (!known?.split(',').some((one) => one.trim().replace(/^W\//, '') === tag)) return text;
    void reply.status(304);
    return undefined;
  }
}
