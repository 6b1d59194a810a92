import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { GraphQLError } from 'graphql';
import { type Context, handleProtocols, makeServer } from 'graphql-ws';
import { WebSocketServer } from 'ws';

import { Authenticator } from '../access/index.js';
import { Config } from '../config/index.js';
import { requestError } from '../errors/index.js';
import { formatError } from '../graphql/index.js';
import { Clock, type Ticking } from '../time/index.js';
import { mayConnect } from './origin.js';
import { CLOSE, LiveSocket } from './socket.js';
import { type Asked, Subscriptions } from './subscriptions.js';

const PATH = '/graphql';
const LARGEST_FRAME = 32 * 1024;
const INIT_MS = 3_000;
const SOCKETS_OF_A_VIEWER = 10;
const SUBSCRIPTIONS_OF_A_SOCKET = 20;
const SESSIONS_SECONDS = 4;
const READERS_SECONDS = 2;
/** Times, so that it is 10 seconds. */
const STUCK = 5;
const GOODBYE_MS = 1_000;
const BEARER = /^Bearer ([\w.~+/-]+=*)$/i;

/**
 * The door for sockets: graphql-transport-ws at the address of the API, for subscriptions alone. Nothing that guards HTTP stands
 * in front of it, so origin, token, document and amounts are judged here.
 */
@Injectable()
export class LiveSockets implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #sockets = new Set<LiveSocket>();
  readonly #server = makeServer<Record<string, unknown>, LiveSocket>({
    connectionInitWaitTimeout: INIT_MS,
    onConnect: (context) => this.#connect(context),
    onSubscribe: (context, _id, asked) => this.#subscribe(context, asked),
    subscribe: ({ contextValue }) => contextValue as never,
    onError: (_context, _id, _asked, errors) =>
      errors.map((error) => formatError(error.toJSON(), error.originalError ?? error)),
  });
  readonly #upgrades = new WebSocketServer({ noServer: true, maxPayload: LARGEST_FRAME, handleProtocols });
  #ticking: Ticking[] = [];
  #closing = false;

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly config: Config,
    private readonly authenticator: Authenticator,
    private readonly subscriptions: Subscriptions,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      socket.on('error', () => socket.destroy());
      const status = this.#refusal(request);
      if (status) socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
      else this.#upgrade(request, socket, head);
    });
    this.authenticator.onChange(() => this.#endSessions());
    this.#ticking = [
      this.clock.every(SESSIONS_SECONDS, () => Promise.resolve().then(() => this.#endSessions())),
      this.clock.every(READERS_SECONDS, () => this.#cutStuck()),
    ];
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.#ticking.map((ticking) => ticking.stop()));
  }

  /** Says goodbye to everybody and lets nobody in any more. To be called before the server waits for its connections. */
  close(): void {
    this.#closing = true;
    for (const socket of this.#sockets) socket.close(CLOSE.goingAway, 'Going away');
    setTimeout(() => this.#sockets.forEach((socket) => socket.cut()), GOODBYE_MS).unref();
  }

  #refusal(request: IncomingMessage): string | undefined {
    if (request.url?.split('?', 1)[0] !== PATH) return '404 Not Found';
    if (this.#closing) return '503 Service Unavailable';
    return mayConnect(request.headers, this.config) ? undefined : '403 Forbidden';
  }

  #upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    this.#upgrades.handleUpgrade(request, stream, head, (socket) => {
      const { remoteAddress = '' } = request.socket;
      const live = new LiveSocket(socket, request.socket, this.#server, remoteAddress);
      this.#sockets.add(live);
      socket.once('close', () => this.#sockets.delete(live));
    });
  }

  async #connect({ connectionParams, extra: socket }: Context<Record<string, unknown>, LiveSocket>): Promise<boolean> {
    const given = connectionParams?.authorization;
    const token = typeof given === 'string' ? BEARER.exec(given)?.[1] : undefined;
    const holder = token === undefined ? undefined : await this.authenticator.holderOf(token);
    if (!holder || holder.viewer.scopes?.has('read') === false) return false;
    const { accountId } = holder.viewer;
    const others = [...this.#sockets].filter((other) => other.holder?.viewer.accountId === accountId);
    if (others.length >= SOCKETS_OF_A_VIEWER) {
      socket.close(CLOSE.tooMany, 'Too many sockets');
      return false;
    }
    socket.holder = holder;
    return true;
  }

  async #subscribe({ extra: socket, subscriptions }: Context<Record<string, unknown>, LiveSocket>, asked: Asked) {
    try {
      if (!socket.holder) throw requestError('UNAUTHENTICATED', 'Sign in first.');
      if (Object.keys(subscriptions).length > SUBSCRIPTIONS_OF_A_SOCKET)
        throw requestError('TOO_COSTLY', `A socket may have ${SUBSCRIPTIONS_OF_A_SOCKET} subscriptions.`);
      const { subscription, stream } = await this.subscriptions.open(asked, socket.holder.viewer, socket.ip);
      const { document, operation } = subscription;
      return { schema: undefined as never, document, operationName: operation.name?.value, contextValue: stream };
    } catch (error) {
      return [error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error })];
    }
  }

  #endSessions(): void {
    const nowMs = this.clock.now().epochMilliseconds;
    for (const socket of this.#sockets) {
      if (!socket.holder) continue;
      const { viewer, endsAt } = socket.holder;
      const current = this.authenticator.current(viewer);
      if (endsAt.epochMilliseconds <= nowMs) socket.close(CLOSE.forbidden, 'The access token has ended');
      else if (current) socket.holder = { viewer: current, endsAt };
      else socket.close(CLOSE.forbidden, 'The session has ended');
    }
  }

  #cutStuck(): Promise<void> {
    for (const socket of this.#sockets) if (socket.stuckFor(STUCK)) socket.cut();
    return Promise.resolve();
  }
}
