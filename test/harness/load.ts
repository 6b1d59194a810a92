import { Agent, type IncomingMessage, request } from 'node:http';

export interface Answered {
  readonly status: number;
  readonly body: string;
  /** The answer asked for its connection to be closed. */
  readonly last: boolean;
}

/** One client on one connection, which it keeps as long as it may. */
export class KeptConnection {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(private readonly port: number) {}

  ask(path: string, body?: string): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const outgoing = request(
        {
          host: '127.0.0.1',
          port: this.port,
          agent: this.#agent,
          path,
          method: body === undefined ? 'GET' : 'POST',
          headers: { 'content-type': 'application/json' },
        },
        (answer: IncomingMessage) => {
          let text = '';
          answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
          answer.once('error', reject);
          answer.once('end', () =>
            resolve({ status: answer.statusCode ?? 0, body: text, last: answer.headers.connection === 'close' }),
          );
        },
      );
      outgoing.once('error', reject);
      outgoing.end(body);
    });
  }

  /** Begins a request whose body never comes. */
  async hang(path: string): Promise<{ readonly cut: Promise<void> }> {
    const outgoing = request({
      host: '127.0.0.1',
      port: this.port,
      path,
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': '100' },
    });
    const cut = new Promise<void>((resolve) => outgoing.once('error', () => resolve()));
    await new Promise<void>((resolve) => outgoing.write('{', () => resolve()));
    return { cut };
  }

  close(): void {
    this.#agent.destroy();
  }
}
