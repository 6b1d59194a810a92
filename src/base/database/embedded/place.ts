import { createHash } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { accountForPostgres, canReach, installedBinaries, type RunAs } from './binaries.js';

/** Where the embedded server's programs and its data are, and who runs it. */
export interface Place {
  readonly bin: string;
  readonly data: string;
  readonly runAs: RunAs | undefined;
  /** Set where data and programs had to move: what to tell the person at the keyboard. */
  readonly moved: string | undefined;
}

/**
 * Normally the programs of node_modules and a folder of the data directory. As root the server runs under another account;
 * what that one can't reach (in a clone in a closed home) goes to folders of ours under the temporary directory.
 */
export function choosePlace(dataDir: string): Place {
  const native = installedBinaries();
  mkdirSync(dataDir, { recursive: true });
  const runAs = accountForPostgres();
  if (!runAs) return { bin: join(native, 'bin'), data: join(dataDir, 'postgres'), runAs, moved: undefined };
  const programs = canReach(join(native, 'bin', 'x'), runAs) ? native : copyOfPrograms(native);
  const reachable = canReach(join(dataDir, 'x'), runAs);
  const home = reachable ? dataDir : ourFolder('data', dataDir);
  return {
    bin: join(programs, 'bin'),
    data: join(ownedFolder(join(home, 'cluster'), runAs), 'postgres'),
    runAs,
    moved: reachable
      ? undefined
      : `PostgreSQL can't run as root, and the account it runs under can't enter ${dataDir}: the database is kept in ${home}.`,
  };
}

/** One copy for all who start from this installation. */
function copyOfPrograms(native: string): string {
  const programs = join(ourFolder('programs', native), 'native');
  if (existsSync(programs)) return programs;
  const copy = `${programs}.${process.pid}`;
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(copy, programs);
  } catch {
    rmSync(copy, { recursive: true, force: true }); // another start was first
  }
  return programs;
}

/** A folder under the temporary directory that root alone can have made. */
function ourFolder(what: string, origin: string): string {
  const name = createHash('sha256').update(origin).digest('hex').slice(0, 12);
  const folder = join(tmpdir(), `sevenfold-${what}-${name}`);
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const { uid } = lstatSync(folder);
  if (!lstatSync(folder).isDirectory() || uid !== 0)
    throw new Error(`${folder} belongs to somebody else. Set DATA_DIR to an open folder.`);
  chmodSync(folder, 0o711);
  return folder;
}

function ownedFolder(folder: string, { uid, gid }: RunAs): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chownSync(folder, uid, gid);
  return folder;
}
