import { fork, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

const TICKS_PER_SECOND = 100; // USER_HZ, the unit of /proc/<pid>/stat on Linux
const SERVERS = join(import.meta.dirname, '../servers');

export function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Whoever ends the bench early ends its servers with it: one that is left behind spoils what is measured next. */
const running = new Set();
const alsoEnded = new Set();
process.on('exit', () => {
  running.forEach((child) => child.kill('SIGTERM'));
  // To PostgreSQL: without waiting for clients. It comes after whoever was killed with the bench.
  for (const pid of alsoEnded) {
    try {
      process.kill(pid, 'SIGINT');
    } catch {
      // gone already
    }
  }
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));

/** @returns for when it has been ended otherwise */
export function endAtExit(pid) {
  alsoEnded.add(pid);
  return () => alsoEnded.delete(pid);
}

async function answers({ path }, url) {
  const answer = await fetch(`${url}${path('Feed')}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ __typename }","variables":{}}',
  }).catch(() => undefined);
  return answer !== undefined;
}

/** Starts a server and waits until it answers, or until it says what `definition.says` when it is ready. */
export async function startServer(definition, env) {
  const port = await freePort();
  const child = spawn(definition.command, definition.args, {
    cwd: join(SERVERS, definition.folder ?? '.'),
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: 'production',
      PORT: String(port),
      POOL: '10',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => (output = (output + chunk).slice(-4_000)));
  let ended = false;
  const exited = new Promise((resolve) => child.on('exit', () => resolve((ended = running.delete(child)))));
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    if (ended || tries > 600) throw new Error(`${definition.name} doesn't start:\n${output}`);
    if (definition.says ? output.includes(definition.says) : await answers(definition, url)) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url,
    pid: child.pid,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** A module of this folder in a process of its own: takes what it is told, one after the other, and answers each. */
export function startHelper(module) {
  const child = fork(join(import.meta.dirname, module), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  running.add(child);
  child.on('exit', () => running.delete(child));
  return {
    pid: child.pid,
    ask: (message) =>
      new Promise((resolve, reject) => {
        const ended = (code) => reject(new Error(`${module} ended with ${code}`));
        child.once('exit', ended).once('message', (answer) => {
          child.off('exit', ended);
          resolve(answer);
        });
        child.send(message);
      }),
    stop: () => child.kill('SIGTERM'),
  };
}

/** CPU that a process and its children have used, those that have ended included, in seconds. */
export function cpuOf(pid) {
  return (ticks(pid, true) + childrenOf(pid).reduce((sum, each) => sum + ticks(each), 0)) / TICKS_PER_SECOND;
}

function fields(pid) {
  // The name stands in brackets and may hold anything; what follows it is numbers.
  return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
}

function ticks(pid, withEnded = false) {
  try {
    const [user, system, endedUser, endedSystem] = fields(pid).slice(11, 15).map(Number);
    return user + system + (withEnded ? endedUser + endedSystem : 0);
  } catch {
    return 0; // has ended
  }
}

function childrenOf(pid) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((each) => {
      try {
        return Number(fields(each)[1]) === pid;
      } catch {
        return false;
      }
    });
}

/** The most memory that a process has held, in MB. */
export function peakMemoryOf(pid) {
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1_024;
}
