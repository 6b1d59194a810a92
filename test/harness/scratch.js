// Plain JavaScript: the global setup reads it, too, and Jest transforms nothing there.
import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const MEMORY = '/dev/shm';
const ROOM_BYTES = 4 * 2 ** 30;

/**
 * Where databases of tests lie: in memory where there is room for them. What is thrown away needn't reach a disk, and what a
 * killed process has written stays there as well.
 */
export function scratch() {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    if (bavail * bsize > ROOM_BYTES) return MEMORY;
  } catch {
    // no such thing here
  }
  return tmpdir();
}
