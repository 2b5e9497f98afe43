import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Thrown when another living process uses the data directory. */
export class DataDirectoryInUseError extends Error {}

interface Holder {
  pid: number;
  startedAt: string;
  host: string;
}

/** Start time of a process in clock ticks, so that a reused pid is not taken for the old holder; undefined when it is gone. */
const startOf = (pid: number): string | undefined => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19];
  } catch {
    return undefined;
  }
};

const isAlive = (holder: Holder): boolean => {
  if (holder.host !== hostname()) return true;
  if (existsSync('/proc/self/stat')) return startOf(holder.pid) === holder.startedAt;
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch {
    return false;
  }
};

const read = (file: string): Holder | undefined => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
};

/** Takes the data directory for this process and returns how to give it back. A holder that was killed is cleared away.
 * @throws DataDirectoryInUseError naming the process that has it. */
export const lockDataDirectory = (directory: string): (() => void) => {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, 'lock');
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const handle = openSync(file, 'wx');
      writeSync(handle, JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) ?? '', host: hostname() } satisfies Holder));
      closeSync(handle);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = read(file);
      if (holder && isAlive(holder)) {
        throw new DataDirectoryInUseError(
          `The data directory ${directory} is in use by process ${holder.pid} on ${holder.host}. ` +
            'Stop it first, or give this program another GANGQIAO_DATA; remove the file "lock" in it only when no such process runs.',
        );
      }
      rmSync(file, { force: true });
    }
  }
  throw new DataDirectoryInUseError(`The data directory ${directory} is being taken by another process at this moment; try again.`);
};
