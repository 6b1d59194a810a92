import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyReply } from 'fastify';

import { Config } from '../config/index.js';
import { LiveSockets } from '../live/index.js';
import { isProbe } from './probes.js';

/** A client that keeps a connection and is at work asks again within this time, and is told to let go of it. */
const QUIET_MS = 1_000;
const STEP_MS = 50;

/**
 * The way out of service without a failed request. First `/readyz` says no and every answer asks for its connection to be
 * closed, while whoever hasn't heard yet is still served; once it is quiet, or half of the time is over, nobody new is let
 * in; what is at work then is finished, and cut when the time is over.
 */
@Injectable()
export class Drain {
  #begun = false;
  #lastAnswer = 0;

  constructor(
    private readonly config: Config,
    private readonly host: HttpAdapterHost,
    private readonly live: LiveSockets,
  ) {}

  get begun(): boolean {
    return this.#begun;
  }

  /** To be called for every answer before it is sent. */
  mark(reply: FastifyReply): void {
    if (!this.#begun) return;
    void reply.header('connection', 'close');
    if (!isProbe(reply.request.routeOptions.url)) this.#lastAnswer = performance.now();
  }

  /** Resolves when no connection is left. */
  async run(): Promise<void> {
    const start = performance.now();
    const limit = this.config.drainSeconds * 1_000;
    this.#begun = true;
    this.#lastAnswer = start;
    const server = this.host.httpAdapter.getHttpServer() as Server;
    this.live.close(); // they come back elsewhere, and miss nothing
    if (!server.listening) return;
    while (performance.now() < Math.min(this.#lastAnswer + QUIET_MS, start + limit / 2)) await sleep(STEP_MS);
    // What falls idle from here on was answered before anybody knew; nothing more is awaited from it.
    const idle = setInterval(() => server.closeIdleConnections(), STEP_MS);
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    const cut = setTimeout(() => server.closeAllConnections(), start + limit - performance.now());
    await closed;
    clearTimeout(cut);
    clearInterval(idle);
  }
}
