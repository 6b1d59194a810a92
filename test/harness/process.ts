import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { Client } from './client.js';
import { scratch } from './scratch.js';

const ROOT = join(import.meta.dirname, '../..');

export async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(scratch(), 'sevenfold-process-'));
  chmodSync(folder, 0o711);
  return folder;
}

/** A data directory as a first start leaves it: a copy of one that the first who asks in a test run makes, for all of them. */
export async function preparedFolder(): Promise<string> {
  const prepared = join(process.env.TEST_DATA_DIR ?? '', 'prepared');
  const making = `${prepared}-making`;
  if (isFirst(making)) {
    chmodSync(making, 0o711);
    await (await (await ServiceProcess.start(making)).ready()).stop();
    rmSync(join(making, 'server.json')); // the port of one, and the copies run side by side
    renameSync(making, prepared);
  }
  for (const end = Date.now() + 60_000; !existsSync(prepared);) {
    if (Date.now() > end) throw new Error(`Nobody has made ${prepared}`);
    await sleep(50);
  }
  const folder = temporaryFolder();
  execFileSync('cp', ['-a', `${prepared}/.`, folder]);
  return folder;
}

/** Once for each name, whichever of Jest's workers asks. */
function isFirst(name: string): boolean {
  try {
    mkdirSync(`${name}.begun`);
    mkdirSync(name);
    return true;
  } catch {
    return false;
  }
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** The service as `npm start` runs it, or a worker as `npm run worker` does, in a process of its own. */
export class ServiceProcess {
  output = '';
  readonly client: Client;
  readonly #child: ChildProcess;
  readonly exited: Promise<number | NodeJS.Signals>;

  private constructor(
    readonly port: number,
    readonly dataDir: string,
    env: Readonly<Record<string, string>>,
    args: readonly string[],
    script = 'dist/main.js',
  ) {
    this.client = new Client(`http://127.0.0.1:${port}`);
    const inherited = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => ['PATH', 'HOME', 'TMPDIR'].includes(name)),
    );
    this.#child = spawn(process.execPath, [script, ...args], {
      cwd: ROOT,
      env: { ...inherited, PORT: String(port), DATA_DIR: dataDir, DRAIN_SECONDS: '1', NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.exited = new Promise((resolve) => this.#child.once('exit', (code, signal) => resolve(signal ?? code ?? -1)));
  }

  static async start(
    dataDir: string,
    env: Readonly<Record<string, string>> = {},
    args: readonly string[] = [],
    port?: number,
  ): Promise<ServiceProcess> {
    return new ServiceProcess(port ?? (await freePort()), dataDir, env, args);
  }

  static worker(dataDir: string, env: Readonly<Record<string, string>>): ServiceProcess {
    return new ServiceProcess(0, dataDir, env, [], 'dist/worker.js');
  }

  /** Resolves when it answers, rejects when it ends first. */
  async ready(withinMs = 60_000): Promise<this> {
    for (const start = Date.now(); ;) {
      if (this.hasEnded) throw new Error(`It ended:\n${this.output}`);
      const answer = await fetch(`http://127.0.0.1:${this.port}/readyz`).catch(() => undefined);
      if (answer?.ok) return this;
      if (Date.now() - start > withinMs) throw new Error(`It isn't ready:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  get pid(): number {
    return this.#child.pid as number;
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  async stop(): Promise<void> {
    this.kill('SIGTERM');
    await this.exited;
  }
}

/** The process id of the PostgreSQL that runs on a data directory. */
export function postgresPid(dataDir: string): number {
  const { url } = JSON.parse(readFileSync(join(dataDir, 'server.json'), 'utf8')) as { url: string };
  const folders = [join(dataDir, 'cluster/postgres'), join(dataDir, 'postgres')];
  for (const folder of folders) {
    try {
      return Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
    } catch {
      continue;
    }
  }
  throw new Error(`No server runs at ${url}`);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
