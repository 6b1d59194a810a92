import { Injectable } from '@nestjs/common';

import { Purges } from '../../base/jobs/index.js';
import { type Link, type Mail, Mailer, type Prose, prose } from '../../base/mail/index.js';
import { EmailLinks, type LinkTarget } from './email-links.js';

/** Purposes of mail that holds a link which opens something. */
const WITH_LINK = ['verify-email', 'reset-password', 'change-email'] as const;

/** What is written to the owner of an address. No word of it comes from whoever asked for it, not even a name. */
@Injectable()
export class LinkMails {
  constructor(
    private readonly mailer: Mailer,
    private readonly links: EmailLinks,
    purges: Purges,
  ) {
    purges.add({ table: 'email_change', rows: 'all', keep: { hours: 1 }, since: 'expires_at' });
    // The longest that such a link is good for; the mail is the only place where it stands in clear.
    purges.add({
      table: 'mail',
      rows: 'with a link that opens something',
      keep: { hours: 24 },
      since: 'queued_at',
      only: `purpose IN (${WITH_LINK.map((purpose) => `'${purpose}'`).join(', ')})`,
    });
  }

  async verifyEmail(target: LinkTarget): Promise<void> {
    const token = await this.links.issue('VERIFY_EMAIL', target);
    await this.#requested('verify-email', target, prose`Verify your e-mail address`, [
      prose`Somebody, you we hope, has made an account at Sevenfold with this address. Until it is verified, the account can read, practise and draft, but does nothing that others would notice.`,
      link(prose`Verify this address`, '/verify-email', token),
      prose`The link works once, within 24 hours. If it wasn't you who made the account, don't follow it: nothing more will happen.`,
    ]);
  }

  async resetPassword(target: LinkTarget): Promise<void> {
    const token = await this.links.issue('RESET_PASSWORD', target);
    await this.#requested('reset-password', target, prose`A new password for Sevenfold`, [
      prose`Somebody, you we hope, wants to set a new password for the account with this address.`,
      link(prose`Set a new password`, '/reset-password', token),
      prose`The link works once, within 30 minutes, and signs the account out everywhere. If it wasn't you who asked, do nothing: the password stays as it is.`,
    ]);
  }

  /** To the address that an account is to have. */
  async takeAddress(target: LinkTarget): Promise<void> {
    const token = await this.links.issue('TAKE_ADDRESS', target);
    await this.#requested('change-email', target, prose`Confirm your new e-mail address`, [
      prose`Somebody, you we hope, wants this to be the address of their account at Sevenfold.`,
      link(prose`Use this address`, '/confirm-email-change', token),
      prose`The link works once, within 24 hours. If it wasn't you, don't follow it: the account would be told to belong to you.`,
    ]);
  }

  /** To the address that it has. Whoever asks is signed in, so this can't be used up by others. */
  async leaveAddress(target: LinkTarget, to: string): Promise<void> {
    const token = await this.links.issue('LEAVE_ADDRESS', target);
    await this.mailer.queue({
      to: { name: '', address: target.address },
      subject: prose`Confirm that your e-mail address changes`,
      body: [
        prose`Somebody, you we hope, wants the address of your account at Sevenfold to be another one: ${to}`,
        link(prose`Change the address`, '/confirm-email-change', token),
        prose`It changes when both addresses have confirmed it, within 24 hours. If it wasn't you, don't follow the link, and ask for a new password, from the page where you sign in: that signs everybody out and takes the change back.`,
      ],
      purpose: 'change-email',
      transactional: true,
    });
  }

  async emailChanged(before: string, now: string): Promise<void> {
    for (const address of [before, now])
      await this.#notice(address, prose`Your e-mail address has been changed`, [
        prose`The address of your account at Sevenfold is now: ${now}`,
        prose`Sign in with it from now on.`,
      ]);
  }

  async passwordChanged(address: string): Promise<void> {
    await this.#notice(address, prose`Your password has been changed`, [
      prose`The password of your account at Sevenfold has just been changed, and the account was signed out on other devices.`,
      prose`If it wasn't you, ask for a new password at once, from the page where you sign in: that signs everybody out.`,
    ]);
  }

  #notice(address: string, subject: Prose, body: Mail['body']): Promise<void> {
    return this.mailer.queue({ to: { name: '', address }, subject, body, purpose: 'account', transactional: true });
  }

  #requested(purpose: (typeof WITH_LINK)[number], { address }: LinkTarget, subject: Prose, body: Mail['body']) {
    return this.mailer.queueRequested({ to: { name: '', address }, subject, body, purpose, transactional: true });
  }
}

function link(label: Prose, path: string, token: string): Link {
  return { label, path: `${path}?token=${token}` };
}
