import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';

/** Thrown when another living process uses the data directory. */
export class DataDirectoryInUseError extends Error {}

interface Holder {
  pid: number;
  startedAt: string;
  host: string;
  /** Holds the lock of the operating system as well, so it has ended when that is free. */
  guarded?: boolean;
}

/** Start time of a process in clock ticks, so that a reused pid is not taken for the old holder; undefined when it is gone. */
const startOf = (pid: number): string | undefined => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19];
  } catch {
    return undefined;
  }
};

/** Of a holder of an earlier release, which had nothing but the file. */
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

const inUse = (directory: string, holder: Holder | undefined): DataDirectoryInUseError =>
  new DataDirectoryInUseError(
    holder
      ? `The data directory ${directory} is in use by process ${holder.pid} on ${holder.host}. ` +
          'Stop it first, or give this program another GANGQIAO_DATA; remove the file "lock" in it only when no such process runs.'
      : `The data directory ${directory} is being taken by another process at this moment; try again.`,
  );

/** Takes a lock that the operating system lifts when the process ends, however it ends: that of an empty database file, whose exclusive
 * transaction is never closed. @returns how to give it back; undefined when another process has it */
const guard = (file: string): (() => void) | undefined => {
  const connection = new Libsql(file, { timeout: 0 });
  try {
    connection.exec('BEGIN EXCLUSIVE');
    return () => connection.close();
  } catch (error) {
    connection.close();
    if (/locked|busy/i.test((error as Error).message)) return undefined;
    throw error;
  }
};

/** Takes the data directory for this process and returns how to give it back. That of a process that was killed is free at once, and of
 * several that start at the same moment one gets it.
 * @throws DataDirectoryInUseError naming the process that has it. */
export const lockDataDirectory = (directory: string): (() => void) => {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, 'lock');
  const release = guard(join(directory, 'lock.db'));
  const before = read(file);
  if (!release) throw inUse(directory, before);
  if (before && !before.guarded && isAlive(before)) {
    release();
    throw inUse(directory, before);
  }
  const own: Holder = { pid: process.pid, startedAt: startOf(process.pid) ?? '', host: hostname(), guarded: true };
  writeFileSync(file, JSON.stringify(own));
  return () => {
    rmSync(file, { force: true });
    release();
  };
};
