import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';

import { ANONYMOUS } from '../../base/access/index.js';
import { InvalidInput, Refusal } from '../../base/errors/index.js';
import { escapeHtml } from '../../base/mail/index.js';
import { ConfirmEmailChange, EmailLinks, type FoundLink, type LinkPurpose, VerifyEmail } from '../email/index.js';
import { ResetPassword } from '../passwords/index.js';
import { type Page, paragraph, sendPage } from './page.js';

const LARGEST_BODY = 10_000;

interface Asked {
  Querystring: { token?: unknown };
  Body: URLSearchParams | undefined;
}

/** What a link leads to, without any client of ours. */
interface LinkPage {
  readonly path: string;
  readonly title: string;
  readonly purposes: readonly LinkPurpose[];
  /** HTML. */
  readonly form: (link: FoundLink) => string;
  /** @returns what has been done, for people */
  readonly carryOut: (token: string, form: URLSearchParams) => Promise<string>;
}

const button = (text: string) => `<form method="post"><button>${text}</button></form>`;

/**
 * The pages behind the links in mail, for where no web client has taken their addresses. A GET shows a form and changes nothing,
 * since programs follow the links in mail; its POST does what the mutation does. The token stays in the address, so that nobody
 * can make another page send it.
 */
@Injectable()
export class LinkPages implements OnModuleInit {
  readonly #log = new Logger(LinkPages.name);

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly links: EmailLinks,
    private readonly verifyEmail: VerifyEmail,
    private readonly resetPassword: ResetPassword,
    private readonly confirmEmailChange: ConfirmEmailChange,
  ) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    void fastify.register((scope, _options, done) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser(
        'application/x-www-form-urlencoded',
        { parseAs: 'string', bodyLimit: LARGEST_BODY },
        (_request, body, parsed) => parsed(null, new URLSearchParams(body as string)),
      );
      scope.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
        const status = error.statusCode ?? 500;
        if (status >= 500) this.#log.error(error);
        return sendPage(reply, { title: 'Sevenfold', content: paragraph('This did not work. Try again.'), status });
      });
      for (const page of this.#pages()) this.#add(scope, page);
      done();
    });
  }

  #pages(): LinkPage[] {
    return [
      {
        path: '/verify-email',
        title: 'Verify your e-mail address',
        purposes: ['VERIFY_EMAIL'],
        form: ({ address }) =>
          paragraph(`Is ${address} the address of an account that you have made?`) + button('Yes, verify it'),
        carryOut: async (token) => {
          await this.verifyEmail.execute({ token }, ANONYMOUS);
          return 'The address is verified. You can close this page.';
        },
      },
      {
        path: '/reset-password',
        title: 'Set a new password',
        purposes: ['RESET_PASSWORD'],
        form: ({ address }) =>
          `<form method="post"><p><label>Account<br><input name="email" autocomplete="username" readonly value="${escapeHtml(address)}"></label><p><label>New password<br><input type="password" name="password" autocomplete="new-password" required minlength="8"></label><p><button>Set this password</button></form>`,
        carryOut: async (token, form) => {
          await this.resetPassword.execute({ token, password: form.get('password') ?? '' });
          return 'The password is the new one, and you are signed out everywhere. Sign in with it.';
        },
      },
      {
        path: '/confirm-email-change',
        title: 'Change your e-mail address',
        purposes: ['LEAVE_ADDRESS', 'TAKE_ADDRESS'],
        form: ({ purpose, address }) =>
          paragraph(
            purpose === 'TAKE_ADDRESS'
              ? `Is ${address} to be the address of your account?`
              : `Is ${address} no longer to be the address of your account?`,
          ) + button('Yes, change it'),
        carryOut: async (token) =>
          (await this.confirmEmailChange.execute({ token }, ANONYMOUS)).changed
            ? 'The address is the new one. Sign in with it from now on.'
            : 'Confirmed. It changes when the other address has confirmed it, too.',
      },
    ];
  }

  #add(scope: FastifyInstance, page: LinkPage): void {
    const { path, title, purposes } = page;
    scope.get<Asked>(path, async ({ query: { token } }, reply) => {
      const link = typeof token === 'string' ? await this.links.find(token, ...purposes) : undefined;
      return sendPage(reply, link ? { title, content: page.form(link) } : over(title));
    });
    scope.post<Asked>(path, async ({ query: { token }, body }, reply) => {
      const link = typeof token === 'string' ? await this.links.find(token, ...purposes) : undefined;
      if (!link) return sendPage(reply, over(title));
      try {
        const done = await page.carryOut(token as string, body ?? new URLSearchParams());
        return await sendPage(reply, { title, content: paragraph(done) });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const again = error instanceof InvalidInput ? page.form(link) : '';
        const status = error.code === 'TOO_MANY_ATTEMPTS' ? 429 : 400;
        return await sendPage(reply, { title, content: paragraph(error.message) + again, status });
      }
    });
  }
}

function over(title: string): Page {
  return { title, content: paragraph('This link is unknown, has been used, or is over.'), status: 400 };
}
