import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

import type { PoolClient } from 'pg';

/** What a connection has told us of its server process, and what it talks over; not in pg's types. */
interface Backend {
  readonly connection: { readonly stream: Duplex };
  readonly host: string;
  readonly port: number;
  readonly processID: number;
  readonly secretKey: number;
}

const CANCEL_REQUEST = 80_877_102; // PostgreSQL's protocol, "CancelRequest"
const PATIENCE_MS = 1_000;

/**
 * Asks the server to stop what this connection is running. Resolves once the server has taken note (it then closes the
 * connection that asked), so that nothing which the connection runs later is meant; never rejects, since a statement that
 * can't be cancelled still has its timeout.
 */
export async function cancelStatement(client: PoolClient): Promise<void> {
  const { host, port, processID, secretKey } = client as unknown as Backend;
  const message = Buffer.alloc(16);
  message.writeInt32BE(16, 0);
  message.writeInt32BE(CANCEL_REQUEST, 4);
  message.writeInt32BE(processID, 8);
  message.writeInt32BE(secretKey, 12);
  await new Promise<void>((resolve) => {
    const socket = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.on('error', () => undefined);
    socket.on('close', () => {
      resolve();
    });
    socket.end(message);
  });
}

/** Ends a connection without a word; what waits for it fails at once. */
export function breakConnection(client: PoolClient): void {
  (client as unknown as Backend).connection.stream.destroy();
}

/**
 * Carries out `work` on a connection. When `signal` aborts meanwhile, what the connection is running is cancelled, and when
 * the server takes no notice of that, the connection is broken.
 */
export async function cancellable<Result>(
  client: PoolClient,
  signal: AbortSignal | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  if (!signal) return work();
  signal.throwIfAborted();
  let cancelling: Promise<void> | undefined;
  let unheard: NodeJS.Timeout | undefined;
  const cancel = () => {
    cancelling = cancelStatement(client);
    unheard = setTimeout(() => breakConnection(client), PATIENCE_MS);
  };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    return await work();
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener('abort', cancel);
    clearTimeout(unheard);
    await cancelling;
  }
}
