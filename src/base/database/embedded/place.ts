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
 * Normally the programs of node_modules and `<dataDir>/postgres`. As root the server runs under another account; where
 * that one can't enter (a clone in a closed home), both go to a folder of ours under the temporary directory.
 */
export function choosePlace(dataDir: string): Place {
  const native = installedBinaries();
  mkdirSync(dataDir, { recursive: true });
  const runAs = accountForPostgres();
  if (!runAs) return { bin: join(native, 'bin'), data: join(dataDir, 'postgres'), runAs, moved: undefined };
  if (canReach(join(native, 'bin', 'x'), runAs) && canReach(join(dataDir, 'x'), runAs)) {
    return {
      bin: join(native, 'bin'),
      data: join(ownedFolder(join(dataDir, 'cluster'), runAs), 'postgres'),
      runAs,
      moved: undefined,
    };
  }
  const refuge = join(tmpdir(), `sevenfold-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`);
  mkdirSync(refuge, { recursive: true, mode: 0o711 });
  const owner = lstatSync(refuge);
  if (!owner.isDirectory() || owner.uid !== 0)
    throw new Error(`${refuge} belongs to somebody else. Set DATA_DIR to an open folder.`);
  chmodSync(refuge, 0o711);
  const programs = join(refuge, 'native');
  if (!existsSync(programs)) {
    const copy = `${programs}.${process.pid}`;
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(copy, programs);
    } catch {
      rmSync(copy, { recursive: true, force: true });
    }
  }
  return {
    bin: join(programs, 'bin'),
    data: join(ownedFolder(join(refuge, 'cluster'), runAs), 'postgres'),
    runAs,
    moved: `PostgreSQL can't run as root, and the account it runs under can't enter ${dataDir}: the database is kept in ${refuge}.`,
  };
}

function ownedFolder(folder: string, { uid, gid }: RunAs): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chownSync(folder, uid, gid);
  return folder;
}
