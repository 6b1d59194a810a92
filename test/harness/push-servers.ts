import { createDecipheriv, createECDH, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { createServer as createHttp2Server, type Http2Server, type ServerHttp2Session } from 'node:http2';
import type { AddressInfo } from 'node:net';

/** What a server says to one request; undefined: nothing, and the connection stays open. */
export interface Saying {
  readonly status: number;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}
type Answer = (asked: Asked) => Saying | undefined | Promise<Saying>;

export interface Asked {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const listen = (server: Server | Http2Server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const urlOf = (server: Server | Http2Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const ended = (server: Server | Http2Server) => new Promise<void>((resolve) => server.close(() => resolve()));

/** A server on loopback that stands in for one of the push services; over HTTP/1.1. */
export class PushServer {
  readonly asked: Asked[] = [];
  answer: Answer = () => ({ status: 201 });
  readonly #server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const asked = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) };
      this.asked.push(asked);
      void Promise.resolve(this.answer(asked)).then((saying) => {
        if (saying) response.writeHead(saying.status, saying.headers).end(JSON.stringify(saying.body ?? {}));
      });
    });
  });

  async start(): Promise<this> {
    await listen(this.#server);
    return this;
  }

  get url(): string {
    return urlOf(this.#server);
  }

  at(path: string): Asked[] {
    return this.asked.filter((each) => each.path === path);
  }

  hangUp(): void {
    this.#server.closeAllConnections();
  }

  async stop(): Promise<void> {
    this.hangUp();
    await ended(this.#server);
  }
}

/** The same over HTTP/2, as Apple's. */
export class Http2PushServer {
  readonly asked: Asked[] = [];
  answer: Answer = () => ({ status: 200 });
  connections = 0;
  readonly #sessions = new Set<ServerHttp2Session>();
  readonly #server = createHttp2Server();

  async start(): Promise<this> {
    this.#server.on('session', (session) => {
      this.connections++;
      this.#sessions.add(session);
      session.on('close', () => this.#sessions.delete(session));
    });
    this.#server.on('stream', (stream, headers) => {
      const parts: Buffer[] = [];
      stream.on('error', () => undefined);
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const asked = { path: headers[':path'] ?? '', headers, body: Buffer.concat(parts) };
        this.asked.push(asked);
        void Promise.resolve(this.answer(asked)).then((saying) => {
          if (!saying) return;
          stream.respond({ ':status': saying.status });
          stream.end(saying.body ? JSON.stringify(saying.body) : '');
        });
      });
    });
    await listen(this.#server);
    return this;
  }

  get url(): string {
    return urlOf(this.#server);
  }

  at(path: string): Asked[] {
    return this.asked.filter((each) => each.path === path);
  }

  /** Breaks every connection. */
  hangUp(): void {
    for (const session of this.#sessions) session.destroy();
  }

  async stop(): Promise<void> {
    this.hangUp();
    await ended(this.#server);
  }
}

/** A browser's side of a subscription: it reads what was encrypted for it (RFC 8188, 8291). */
export class Browser {
  readonly #pair = createECDH('prime256v1');
  readonly #auth = randomBytes(16);
  readonly path = `/${randomUUID()}`;
  readonly endpoint: string;

  constructor(server: { readonly url: string }) {
    this.#pair.generateKeys();
    this.endpoint = server.url + this.path;
  }

  get subscription() {
    const [p256dh, auth] = [this.#pair.getPublicKey('base64url'), this.#auth.toString('base64url')];
    return { endpoint: this.endpoint, p256dh, auth };
  }

  read(body: Buffer): unknown {
    const [salt, length] = [body.subarray(0, 16), body.readUInt8(20)];
    const sender = body.subarray(21, 21 + length);
    const record = body.subarray(21 + length);
    const shared = this.#pair.computeSecret(sender);
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), this.#pair.getPublicKey(), sender]);
    const input = Buffer.from(hkdfSync('sha256', shared, this.#auth, info, 32));
    const key = Buffer.from(hkdfSync('sha256', input, salt, 'Content-Encoding: aes128gcm\0', 16));
    const nonce = Buffer.from(hkdfSync('sha256', input, salt, 'Content-Encoding: nonce\0', 12));
    const decipher = createDecipheriv('aes-128-gcm', key, nonce);
    decipher.setAuthTag(record.subarray(-16));
    const plain = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
    return JSON.parse(plain.subarray(0, plain.lastIndexOf(2)).toString('utf8'));
  }
}
