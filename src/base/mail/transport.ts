import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { createTransport, type SendMailOptions, type Transporter } from 'nodemailer';

import { Config, PublicAddress } from '../config/index.js';
import type { MailRecord } from './mail.entity.js';

/** A server that says nothing for this long is taken to be away. */
const PATIENCE_MS = 10_000;

/** The SMTP server behind SMTP_URL. Without one, mail is sent nowhere. */
@Injectable()
export class Transport implements OnModuleDestroy {
  readonly #transporter: Transporter | undefined;

  constructor(
    private readonly config: Config,
    private readonly address: PublicAddress,
  ) {
    if (config.smtpUrl)
      this.#transporter = createTransport({
        url: config.smtpUrl,
        connectionTimeout: PATIENCE_MS,
        greetingTimeout: PATIENCE_MS,
        socketTimeout: PATIENCE_MS,
        dnsTimeout: PATIENCE_MS,
        disableFileAccess: true,
        disableUrlAccess: true,
      });
  }

  onModuleDestroy(): void {
    this.#transporter?.close();
  }

  /** The same row makes the same bytes, however often it is sent. */
  async send(mail: MailRecord): Promise<void> {
    const from = this.config.mailFrom ?? `no-reply@${new URL(this.address.url).hostname}`;
    await this.#transporter?.sendMail({
      from: { name: 'Sevenfold', address: from },
      // An object: a text would be taken apart at its commas.
      to: { name: mail.toName, address: mail.toAddress },
      messageId: mail.messageId,
      date: new Date(mail.queuedAt.epochMilliseconds),
      baseBoundary: mail.id,
      xMailer: false,
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      headers: { ...mail.headers },
      ...attached(mail),
    });
  }
}

function attached({ attachments }: MailRecord): Pick<SendMailOptions, 'attachments' | 'icalEvent'> {
  const calendar = attachments.find(({ calendarMethod }) => calendarMethod);
  return {
    attachments: attachments
      .filter((attachment) => attachment !== calendar)
      .map(({ filename, contentType, content }) => ({ filename, contentType, content })),
    ...(calendar && {
      icalEvent: { filename: calendar.filename, method: calendar.calendarMethod as string, content: calendar.content },
    }),
  };
}
