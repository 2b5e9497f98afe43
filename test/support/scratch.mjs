/** Where a run keeps what it throws away at its end. */
import { accessSync, constants, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const MEMORY = '/dev/shm';
/** More than all that a run keeps at one time. */
const ENOUGH_BYTES = 6 * 2 ** 30;

/**
 * A folder in memory where there is room for it. Most of what specs wait for is the disk's word that something is kept:
 * that matters when a machine loses its power, which no spec tries, and not when a process is killed, which many do.
 */
export function memoryFolder() {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    accessSync(MEMORY, constants.W_OK);
    return bavail * bsize >= ENOUGH_BYTES ? MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
}
