import { parentPort } from 'node:worker_threads';
import type { MatchingAnswer, MatchingProblem } from './domain/index.js';
import type { FromThread, ToThread } from './run-thread.js';
import { solveRun } from './solve-run.js';

/** Rows come and go in portions, so that the thread that serves people never copies a whole city at once. */
const PORTION = 500;

const port = parentPort;
if (!port) throw new Error('this is the program of a worker thread');
const say = (message: FromThread): void => port.postMessage(message);
const rows: { [K in 'needs' | 'batches']: unknown[] } = { needs: [], batches: [] };

const answerIn = (answer: MatchingAnswer): void => {
  for (const list of ['proposals', 'unfilled'] as const) {
    for (let i = 0; i < answer[list].length; i += PORTION) say({ kind: 'rows', list, rows: answer[list].slice(i, i + PORTION) });
  }
};

port.on('message', (message: ToThread) => {
  if (message.kind === 'rows') {
    rows[message.list].push(...message.rows);
    return;
  }
  const problem = { ...message.rest, ...rows } as MatchingProblem;
  solveRun(problem, message.options)
    .then((solved) => {
      if (solved.status === 'solved') answerIn(solved.answer);
      say({ kind: 'end', solved: solved.status === 'solved' ? { ...solved, answer: { ...solved.answer, proposals: [], unfilled: [] } } : solved });
    })
    // Out of the promise: an error that nobody catches ends the thread, and with it the try of the job.
    .catch((error: unknown) => setImmediate(() => { throw error; }));
});
