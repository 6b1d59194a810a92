import type { Progress } from './write-backup.js';

const EVERY_BYTES = 64_000_000;

/** Progress as lines: each table, and every so often how far a large one is. */
export function told(doing: string): Progress {
  let [table, said] = ['', 0];
  return (name, bytes) => {
    if (name !== table) [table, said] = [name, 0];
    else if (bytes - said < EVERY_BYTES) return;
    said = bytes;
    process.stdout.write(`${doing} ${name}${bytes >= EVERY_BYTES ? ` (${Math.round(bytes / 1e6)} MB)` : ''} ...\n`);
  };
}
