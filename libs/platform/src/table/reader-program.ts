import { writeFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Answered, Asked } from './messages.js';
import { Reader } from './reader.js';

/** The program of the process that reads uploaded files. It holds no secret and no connection, and may be killed at any moment. */
const reader = new Reader();
let before: Promise<unknown> = Promise.resolve();

if (process.platform === 'linux') {
  try {
    // When the machine runs out of memory, this process goes first.
    writeFileSync('/proc/self/oom_score_adj', '1000');
  } catch {
    // A container may forbid it.
  }
}

/** Also from inside a loop that never ends: when the server is gone, nobody else would end it. */
const ORPHAN = `const { ppid } = process; setInterval(() => process.ppid === ppid || process.kill(process.pid, 'SIGKILL'), 1000)`;
new Worker(ORPHAN, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 16 } }).unref();

process.on('message', ({ id, ask }: Asked) => {
  before = before.then(async () => {
    const begun = performance.now();
    const answer = await reader.answer(ask);
    process.send?.({ id, answer, took: performance.now() - begun } satisfies Answered);
  });
});
process.on('disconnect', () => process.exit());
