import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply } from 'fastify';

import { type Subscription, Unsubscriptions } from './unsubscriptions.js';

interface Asked {
  Querystring: { token?: unknown };
}

const LARGEST_BODY = 10_000;
/** One form that is sent to where it came from, and nothing else. */
const CONTENT_POLICY = "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/**
 * One-click unsubscribe (RFC 8058). A GET shows a button and changes nothing, since programs follow the links in mail; a POST
 * switches off. Whatever body it has is passed over: the token says it all, and forms are parsed nowhere.
 */
@Injectable()
export class UnsubscribeRoute {
  constructor(private readonly unsubscriptions: Unsubscriptions) {}

  /** To be called before the application is initialised. */
  prepare(fastify: FastifyInstance): void {
    void fastify.register((scope, _options, done) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: LARGEST_BODY }, (_request, _body, parsed) =>
        parsed(null, undefined),
      );
      scope.get<Asked>('/unsubscribe', ({ query }, reply) =>
        this.#answer(
          reply,
          this.#read(query.token),
          '<form method="post"><button>Stop this kind of mail</button></form>',
        ),
      );
      scope.post<Asked>('/unsubscribe', async ({ query }, reply) => {
        const subscription = this.#read(query.token);
        if (subscription) await this.unsubscriptions.switchOff(subscription);
        return this.#answer(reply, subscription, '<p>Done. You get no more mail of this kind.</p>');
      });
      done();
    });
  }

  #read(token: unknown): Subscription | undefined {
    return typeof token === 'string' ? this.unsubscriptions.read(token) : undefined;
  }

  #answer(reply: FastifyReply, subscription: Subscription | undefined, content: string): FastifyReply {
    return reply
      .code(subscription ? 200 : 400)
      .headers({
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': CONTENT_POLICY,
        'cache-control': 'no-store',
      })
      .send(
        `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Unsubscribe</title><h1>Unsubscribe</h1>${subscription ? content : '<p>This link is not one of ours.</p>'}</html>\n`,
      );
  }
}
