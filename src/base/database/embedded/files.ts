import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** What those who join find in the data directory. */
export interface ServerFile {
  readonly ownerPid: number;
  readonly port: number;
  readonly url: string;
}

/** A secret that stays as it was first made. */
export function onceMade(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

function serverFile(dataDir: string): string {
  return join(dataDir, 'server.json');
}

export function readServerFile(dataDir: string): ServerFile | undefined {
  try {
    return JSON.parse(readFileSync(serverFile(dataDir), 'utf8')) as ServerFile;
  } catch {
    return undefined;
  }
}

export function writeServerFile(dataDir: string, content: ServerFile): void {
  const temporary = `${serverFile(dataDir)}.${process.pid}`;
  writeFileSync(temporary, JSON.stringify(content, null, 2), { mode: 0o600 });
  renameSync(temporary, serverFile(dataDir));
}

/** The port of last time if it is free (those who joined find the server again), else any free one. */
export async function usablePort(previous: number | undefined): Promise<number> {
  const probe = (port: number) =>
    new Promise<number | undefined>((resolve) => {
      const listener = createServer();
      listener.once('error', () => resolve(undefined));
      listener.listen(port, '127.0.0.1', () => {
        const address = listener.address();
        listener.close(() => resolve(address && typeof address === 'object' ? address.port : undefined));
      });
    });
  return (previous && (await probe(previous))) || ((await probe(0)) as number);
}
