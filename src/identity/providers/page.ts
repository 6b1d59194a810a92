import type { FastifyReply } from 'fastify';

const CONTENT_POLICY = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/** For people whom a browser has brought here and who can't be sent on. `text` is our own. */
export function page(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply
    .code(status)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': CONTENT_POLICY,
      'cache-control': 'no-store',
    })
    .send(
      `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sign in</title><h1>Sign in</h1><p>${text}</p></html>\n`,
    );
}
