import { Controller, Get, Header, Query } from '@nestjs/common';

import { PublicAddress } from '../base/config/index.js';
import { escapeHtml, Mailbox } from '../base/mail/index.js';
import { formatInstant } from '../base/time/index.js';

interface ShownMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly at: string;
  readonly attachments: readonly {
    readonly filename: string;
    readonly contentType: string;
    readonly content: string;
  }[];
}

/** Where the mail of a development server can be read, which is sent nowhere unless SMTP_URL says so. */
@Controller('dev')
export class DevMailController {
  constructor(
    private readonly mailbox: Mailbox,
    private readonly address: PublicAddress,
  ) {}

  @Get('mail.json')
  async list(@Query('to') to?: string | string[]): Promise<ShownMail[]> {
    const mails = await this.mailbox.newest(to === undefined ? undefined : String(to));
    return mails.map(({ toAddress, subject, text, html, queuedAt, attachments }) => ({
      to: toAddress,
      subject,
      text,
      html,
      at: formatInstant(queuedAt),
      attachments: attachments.map(({ filename, contentType, content }) => ({ filename, contentType, content })),
    }));
  }

  @Get('mail')
  @Header('content-type', 'text/html; charset=utf-8')
  async page(@Query('to') to?: string | string[]): Promise<string> {
    const mails = await this.list(to);
    return [
      '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Mail</title>',
      '<style>body{font:16px/1.5 sans-serif;max-width:48em;margin:2em auto;padding:0 1em}article{border-top:1px solid #ccc}h2{margin-bottom:0}pre{font:inherit;white-space:pre-wrap;overflow-wrap:anywhere}</style>',
      `<h1>Mail</h1>${mails.length === 0 ? '<p>None yet.</p>' : ''}`,
      ...mails.map((mail) => this.#article(mail)),
      '</html>\n',
    ].join('\n');
  }

  #article({ to, subject, text, at, attachments }: ShownMail): string {
    const files = attachments.map(
      ({ filename, content }) =>
        `<details><summary>${escapeHtml(filename)}</summary><pre>${escapeHtml(content)}</pre></details>`,
    );
    return `<article><h2>${escapeHtml(subject)}</h2><p>To ${escapeHtml(to)}, ${at}</p><pre>${this.#linked(text)}</pre>${files.join('')}</article>`;
  }

  /** Our own addresses can be followed; nothing else is one. */
  #linked(text: string): string {
    return text
      .split(/(\s+)/)
      .map((word) => {
        const shown = escapeHtml(word);
        return `${word}/`.startsWith(`${this.address.url}/`) ? `<a href="${shown}">${shown}</a>` : shown;
      })
      .join('');
  }
}
