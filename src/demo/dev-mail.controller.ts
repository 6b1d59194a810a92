import { Controller, Get, Header } from '@nestjs/common';

/** Where mail that is sent nowhere can be read. No part of the service sends mail yet, so there is none. */
@Controller('dev')
export class DevMailController {
  @Get('mail.json')
  list(): [] {
    return [];
  }

  @Get('mail')
  @Header('content-type', 'text/html; charset=utf-8')
  page(): string {
    return '<!doctype html><meta charset="utf-8"><title>Mail</title><h1>Mail</h1><p>None yet: no part of the service sends mail so far.</p>';
  }
}
