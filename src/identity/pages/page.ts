import type { FastifyReply } from 'fastify';

import { escapeHtml } from '../../base/mail/index.js';

/** One form that is sent to where it came from, and nothing else: no script, no style, nothing from elsewhere. */
const CONTENT_POLICY = "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export interface Page {
  readonly title: string;
  /** HTML. */
  readonly content: string;
  readonly status?: number;
}

export function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}

/** A page that neither caches nor browsers' Referer give on: its address holds a token. */
export function sendPage(reply: FastifyReply, { title, content, status = 200 }: Page): FastifyReply {
  return reply
    .code(status)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': CONTENT_POLICY,
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex',
    })
    .send(
      `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><h1>${escapeHtml(title)}</h1>${content}</html>\n`,
    );
}
