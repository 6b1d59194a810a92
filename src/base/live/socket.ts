import type { Server as GraphQLServer } from 'graphql-ws';
import type { WebSocket } from 'ws';

import type { Holder } from '../access/index.js';

/** Close codes: of RFC 6455, of graphql-transport-ws, and what they leave to us. */
export const CLOSE = { goingAway: 1001, failed: 1011, forbidden: 4403, tooMany: 4429 } as const;

const MOST_UNREAD = 1_000_000;
const PING_MS = 12_000;

/** One connection of a client. */
export class LiveSocket {
  /** Whoever it has shown a token of; absent until then. */
  holder: Holder | undefined;
  #answered = true;
  #taken = 0;
  #stuck = 0;

  constructor(
    private readonly socket: WebSocket,
    private readonly raw: { readonly bytesWritten: number; readonly remoteAddress?: string | undefined },
    server: GraphQLServer<LiveSocket>,
    readonly ip: string,
  ) {
    const closed = server.opened(
      {
        protocol: socket.protocol,
        send: (text) => this.#send(text),
        close: (code = CLOSE.failed, reason) => this.close(code, reason),
        onMessage: (handle) =>
          // A failure here is ours; what it was stands where it was thrown.
          socket.on(
            'message',
            (data) => void handle((data as Buffer).toString()).catch(() => this.close(CLOSE.failed)),
          ),
      },
      this,
    );
    const pinging = setInterval(() => this.#ping(), PING_MS).unref();
    socket.on('pong', () => (this.#answered = true));
    socket.on('error', () => undefined); // ws closes it with the code of what was wrong
    socket.once('close', (code, reason) => {
      clearInterval(pinging);
      void closed(code, String(reason));
    });
  }

  close(code: number, reason = ''): void {
    this.socket.close(code, reason);
  }

  /** For one that wouldn't read a goodbye. */
  cut(): void {
    this.socket.terminate();
  }

  /** Whether, each of the last times this was asked, something waited for the client to read and nothing had gone out. */
  stuckFor(times: number): boolean {
    const taken = this.raw.bytesWritten - this.socket.bufferedAmount;
    this.#stuck = this.socket.bufferedAmount > 0 && taken <= this.#taken ? this.#stuck + 1 : 0;
    this.#taken = taken;
    return this.#stuck >= times;
  }

  /** Resolves when it has gone out, so that the next is not read before. */
  #send(text: string): Promise<void> {
    if (this.socket.bufferedAmount > MOST_UNREAD) this.cut();
    if (this.socket.readyState !== this.socket.OPEN) return Promise.resolve();
    return new Promise((resolve) => this.socket.send(text, () => resolve()));
  }

  #ping(): void {
    if (!this.#answered) this.cut();
    this.#answered = false;
    if (this.socket.readyState === this.socket.OPEN) this.socket.ping();
  }
}
