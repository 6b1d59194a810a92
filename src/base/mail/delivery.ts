import { Injectable } from '@nestjs/common';

import { Database } from '../database/index.js';
import { faultPoint } from '../faults/index.js';
import { DeadLetters, Jobs } from '../jobs/index.js';
import { Clock } from '../time/index.js';
import { MailRecord } from './mail.entity.js';
import { SendMail } from './mailer.js';
import { Transport } from './transport.js';

/** The pauses between them grow up to six hours; the last try is about a day after the first. */
const ATTEMPTS = 13;

/** Sends what was queued. */
@Injectable()
export class Delivery {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly transport: Transport,
    private readonly deadLetters: DeadLetters,
    jobs: Jobs,
  ) {
    jobs.define(SendMail, ({ mailId }, attempt) => this.#send(mailId, attempt), {
      lane: 'mail',
      attempts: ATTEMPTS,
    });
  }

  /** A process that dies between sending and marking sends the same message once more; none is never sent. */
  async #send(mailId: string, attempt: number): Promise<void> {
    const mails = this.database.repository(MailRecord);
    const mail = await mails.findOneBy({ id: mailId });
    if (!mail || mail.sentAt) return;
    try {
      faultPoint('before_send');
      await this.transport.send(mail);
    } catch (error) {
      if (!isFinal(error)) throw error;
      await this.deadLetters.bury(SendMail.name, { mailId }, error, attempt);
      return;
    }
    faultPoint('after_send_before_mark');
    await mails.update({ id: mailId }, { sentAt: this.clock.now() });
  }
}

/** The server has said no to this message or its recipient, and would again. */
function isFinal(error: unknown): boolean {
  const { code, responseCode = 0 } = error as { code?: string; responseCode?: number };
  return (code === 'EENVELOPE' || code === 'EMESSAGE') && responseCode >= 500;
}
