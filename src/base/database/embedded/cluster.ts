import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import type { Logger } from '@nestjs/common';

import type { Place } from './place.js';

/** Makes the cluster, in a folder beside and then in one rename: a start that is killed leaves no half-made one. */
export async function initialise({ bin, data, runAs }: Place, password: string, log: Logger): Promise<void> {
  if (existsSync(join(data, 'PG_VERSION'))) return;
  log.log('Making a new database ...');
  const folder = mkdtempSync(`${data}-new-`);
  const passwordFile = `${folder}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (runAs) await promisify(execFile)('chown', [`${runAs.uid}:${runAs.gid}`, folder, passwordFile]);
  const initdb = [
    '-D',
    folder,
    '-U',
    'sevenfold',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
  ];
  try {
    await promisify(execFile)(
      join(bin, 'initdb'),
      [...initdb, '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--data-checksums'],
      {
        ...runAs,
        cwd: dirname(data),
        env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
      },
    );
    renameSync(folder, data);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    if (!existsSync(join(data, 'PG_VERSION'))) throw error; // else another start was first
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** The server that its own lock file names, if that process lives. */
export function runningServer({ data }: Place): { pid: number; port: number } | undefined {
  try {
    const [pid, , , port] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n').map(Number);
    return pid && port && isAlive(pid) ? { pid, port } : undefined;
  } catch {
    return undefined;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
