import { parentPort } from 'node:worker_threads';
import { packedRound } from './catalogue-thread.js';
import type { FromThread, ToThread } from './catalogue-thread.js';
import type { RoundEnterprise, RoundRow } from './domain/figures/round.js';

/** Occupations come back in portions, so that the thread that serves people never copies a whole catalogue at once. */
const PORTION = 200;

const port = parentPort;
if (!port) throw new Error('this is the program of a worker thread');
const say = (message: FromThread): void => port.postMessage(message);
const enterprises: RoundEnterprise[] = [];
const rows: RoundRow[] = [];

port.on('message', (message: ToThread) => {
  if (message.kind === 'enterprises') enterprises.push(...message.items);
  else if (message.kind === 'rows') rows.push(...message.items);
  else {
    const { lines, ...rest } = packedRound({ ...message.rest, enterprises, rows }, message.around);
    for (let i = 0; i < lines.length; i += PORTION) say({ kind: 'lines', lines: lines.slice(i, i + PORTION) });
    say({ kind: 'end', ...rest });
  }
});
