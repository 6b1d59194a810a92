import type { Socket } from 'node:net';

import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** What the server does with whoever brings mail. `hangs`: takes the connection and never says a word. */
export type Mood = 'takes' | 'tries-later' | 'refuses' | 'hangs';

export interface Received {
  readonly recipients: readonly string[];
  readonly raw: string;
  readonly parsed: ParsedMail;
}

const REPLIES = { 'tries-later': 451, refuses: 550 };

/** A real SMTP server on loopback. */
export class MailServer {
  readonly received: Received[] = [];
  mood: Mood = 'takes';
  /** How often somebody came. */
  visits = 0;
  readonly #sockets = new Set<Socket>();
  #reading = 0;
  readonly #server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    logger: false,
    onConnect: (_session, done) => {
      this.visits++;
      if (this.mood !== 'hangs') done();
    },
    onRcptTo: (_address, _session, done) => {
      if (this.mood === 'takes' || this.mood === 'hangs') done();
      else done(Object.assign(new Error('no'), { responseCode: REPLIES[this.mood] }));
    },
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        this.#reading++;
        const raw = Buffer.concat(chunks);
        void simpleParser(raw).then((parsed) => {
          const recipients = envelope.rcptTo.map(({ address }) => address);
          this.received.push({ recipients, raw: raw.toString('utf8'), parsed });
          this.#reading--;
          done();
        });
      });
    },
  });

  async start(port = 0): Promise<this> {
    this.#server.on('error', () => undefined); // a connection that broke
    this.#server.server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
    return this;
  }

  get port(): number {
    return (this.#server.server.address() as { port: number }).port;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  to(address: string): Received[] {
    return this.received.filter(({ recipients }) => recipients.includes(address));
  }

  /** Whether nobody is bringing anything just now. */
  get isQuiet(): boolean {
    return this.#sockets.size === 0 && this.#reading === 0;
  }

  /** Ends what hangs. */
  hangUp(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    this.hangUp();
    await new Promise<void>((resolve) => this.#server.close(resolve));
  }
}
