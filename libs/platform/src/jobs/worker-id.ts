import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

const tryRead = (read: () => string): string => {
  try {
    return read();
  } catch {
    return '';
  }
};

/** Start of a process in clock ticks, so that a reused number is not taken for the old process; empty when it is gone. */
const startOf = (pid: number): string =>
  tryRead(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
    .split(') ')
    .at(-1)
    ?.split(' ')[19] ?? '';

/** Where process numbers mean the same: this boot of this machine, inside this container. Empty where /proc is missing. */
const realm = (): string => {
  const boot = tryRead(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'));
  const namespace = tryRead(() => readlinkSync('/proc/self/ns/pid'));
  return boot && namespace ? createHash('sha256').update(`${hostname()} ${boot} ${namespace}`).digest('base64url').slice(0, 16) : '';
};

/** Names this worker among all that ever ran: host, process, and one part by chance for several in one process. */
export const newWorkerId = (): string =>
  [hostname().slice(0, 40), realm(), process.pid, startOf(process.pid), randomBytes(6).toString('base64url')].join('/');

/** Whether that worker's process has certainly ended, so that its jobs need not wait for their lease to lapse. */
export const isGone = (workerId: string): boolean => {
  const [, where, pid, start] = workerId.split('/');
  return Boolean(where) && where === realm() && Boolean(start) && startOf(Number(pid)) !== start;
};

/** Where a worker is, in words: its machine, and the number of its process. */
export const placeOf = (workerId: string): { host: string; process: number | null } => {
  const [host = '', , pid] = workerId.split('/');
  return { host, process: pid === undefined ? null : Number(pid) };
};
